/** The notebook at a moment of the past: read-only and marked as such. */
import { DueWords } from "../components/DueItem.tsx";
import { InterviewWords } from "../components/InterviewLink.tsx";
import { PersonWords } from "../components/PersonLink.tsx";
import { Problem } from "../components/Problem.tsx";
import { Stage } from "../components/Stage.tsx";
import { WindowedList } from "../components/WindowedList.tsx";
import type { AsOf } from "../../shared/messages";
import { useAgenda, useAllInterviews, usePeople } from "../hooks/queries.ts";
import { fullDate } from "../moments.ts";
import { countWords } from "../words.ts";
import { PastPart } from "./PastPart.tsx";

interface Props {
  readonly asOf: AsOf;
  readonly day: string;
  readonly isToday: boolean;
  readonly now: number;
}

export function Past({ asOf, day, isToday, now }: Props) {
  // The last instant of the day: "2 days ago" is told from then, not from now.
  const then = isToday ? Math.min(now, asOf.before - 1) : asOf.before - 1;
  const people = usePeople(asOf);
  const interviews = useAllInterviews(asOf);
  const due = useAgenda(then, asOf);
  const known = asOf.axis === "occurred" ? "had happened" : "was recorded";
  return (
    <div class="past">
      <p class="past-banner" role="status" aria-label="Shown moment">
        {isToday ? "As of today: " : "You are looking at the past: "}
        what {known} by the end of <strong>{fullDate(then)}</strong>. Nothing here can be changed.
      </p>
      <Problem words={people.problem ?? interviews.problem ?? due.problem} />
      <PastPart title="What was due" count={due.value?.length} one="item">
        <ul class="dues">
          {due.value?.map((item) => (
            <li key={`${item.rule} ${item.subject}`} class="due">
              <DueWords item={item} now={then} />
            </li>
          ))}
        </ul>
      </PastPart>
      <PastPart title="Interviews" count={interviews.value?.length} one="interview">
        <ul class="rows">
          {interviews.value?.map((interview) => (
            <li key={interview.id} class="row row-static">
              <InterviewWords interview={interview} now={then} />
            </li>
          ))}
        </ul>
      </PastPart>
      <PastPart title="People" count={people.value?.length} one="person" many="people">
        <WindowedList
          key={day}
          label={`${countWords(people.value?.length ?? 0, "person", "people")} then`}
          items={people.value ?? []}
          keyOf={(person) => person.id}
        >
          {(person) => (
            <div class="row row-static">
              <PersonWords person={person} />
              <Stage stage={person.stage} />
            </div>
          )}
        </WindowedList>
      </PastPart>
    </div>
  );
}
