/** The notebook at a moment of the past: read-only and marked as such. */
import { Chunked } from "../components/Chunked.tsx";
import { DueWords } from "../components/DueItem.tsx";
import { InterviewWords } from "../components/InterviewLink.tsx";
import { PersonWords } from "../components/PersonLink.tsx";
import { Problem } from "../components/Problem.tsx";
import { Stage } from "../components/Stage.tsx";
import type { AsOf } from "../../shared/messages";
import { useAgenda, useAllInterviews, usePeople } from "../hooks/queries.ts";
import { fullDate } from "../moments.ts";
import { PastPart } from "./PastPart.tsx";

/** Of each part, so that all three are seen at once. */
const pastItems = 6;

interface Props {
  readonly asOf: AsOf;
  readonly isToday: boolean;
  readonly now: number;
}

export function Past({ asOf, isToday, now }: Props) {
  // The last instant of the day: "2 days ago" is told from then, not from now.
  const then = isToday ? Math.min(now, asOf.before - 1) : asOf.before - 1;
  const people = usePeople(asOf);
  const interviews = useAllInterviews(asOf);
  const due = useAgenda(then, asOf);
  const known =
    asOf.axis === "occurred" ? "everything that happened" : "everything that was recorded";
  return (
    <div class="past">
      <p class="past-banner" role="status" aria-label="Shown moment">
        {isToday ? (
          <>
            <strong>As of now</strong>: {known}.
          </>
        ) : (
          <>
            You are looking at the past: {known} by the end of <strong>{fullDate(then)}</strong>.
            This view cannot be changed.
          </>
        )}
      </p>
      <Problem words={people.problem ?? interviews.problem ?? due.problem} />
      <PastPart
        title={isToday ? "What is due" : "What was due"}
        count={due.value?.length}
        one="item"
      >
        <Chunked class="dues" key={asOf.before} items={due.value ?? []} first={pastItems}>
          {(item) => (
            <li key={`${item.rule} ${item.subject}`} class="due">
              <DueWords item={item} now={then} />
            </li>
          )}
        </Chunked>
      </PastPart>
      <PastPart title="Interviews" count={interviews.value?.length} one="interview">
        <Chunked class="rows" key={asOf.before} items={interviews.value ?? []} first={pastItems}>
          {(interview) => (
            <li key={interview.id} class="row row-static">
              <InterviewWords interview={interview} now={then} />
            </li>
          )}
        </Chunked>
      </PastPart>
      <PastPart title="People" count={people.value?.length} one="person" many="people">
        <Chunked class="rows" key={asOf.before} items={people.value ?? []} first={pastItems}>
          {(person) => (
            <li key={person.id} class="row row-static">
              <PersonWords person={person} />
              <Stage stage={person.stage} />
            </li>
          )}
        </Chunked>
      </PastPart>
    </div>
  );
}
