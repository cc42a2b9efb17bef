/** The notebook at the chosen moment: how much there was of everything, and what was due. */
import { Chunked } from "../components/Chunked.tsx";
import { DueWords } from "../components/DueItem.tsx";
import { InterviewWords } from "../components/InterviewLink.tsx";
import { Problem } from "../components/Problem.tsx";
import { useTalkList } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { useSettled } from "../hooks/useSettled.ts";
import { past } from "./moment.ts";
import { PastPart } from "./PastPart.tsx";
import { useCounts, useFirstDue } from "./queries.ts";
import type { Counts } from "./rows.ts";

/** Of each part, so that both are seen at once. */
const firstItems = 6;
const resting_ms = 200;

const tiles: readonly {
  readonly count: keyof Counts | "due";
  readonly words: string;
  readonly href: string;
  readonly place: string;
}[] = [
  { count: "due", words: "due", href: "/", place: "Today" },
  { count: "people", words: "people", href: "/people", place: "People" },
  { count: "interviews", words: "interviews", href: "/progress", place: "Progress" },
  { count: "insights", words: "insights", href: "/insights", place: "Insights" },
  { count: "referrals", words: "referrals", href: "/network", place: "Network" },
];

export function Then() {
  const isPast = past.value !== null;
  const now = useNow(60_000);
  const counts = useCounts();
  const due = useFirstDue(now, firstItems);
  const dueCount = due.value === undefined ? undefined : (due.value[0]?.total ?? 0);
  const numbers = counts.value?.[0];
  return (
    <div class="then">
      <Problem words={counts.problem ?? due.problem} />
      <ul class="tiles" aria-label={isPast ? "See it on" : "Now"}>
        {tiles.map(({ count, words, href, place }) => (
          <li key={count}>
            <a class="tile" href={href}>
              <strong class="tile-count">
                {(count === "due" ? dueCount : numbers?.[count])?.toLocaleString("en")}
              </strong>
              <span class="tile-words">{words}</span>
              <span class="tile-place">{place}</span>
            </a>
          </li>
        ))}
      </ul>
      <div class="then-parts">
        <PastPart title={isPast ? "What was due" : "What is due"} count={dueCount} one="item">
          <ul class="dues">
            {due.value?.map(({ item }) => (
              <li key={`${item.rule} ${item.subject}`} class="due">
                <DueWords item={item} now={now} />
              </li>
            ))}
          </ul>
        </PastPart>
        <Interviews key={isPast} />
      </div>
    </div>
  );
}

/** A list that is read, not watched: of the first day, and again once the days stop going by. */
function Interviews() {
  const asOf = past.value;
  const resting = useSettled(asOf, asOf !== null, resting_ms);
  const { value: talks, problem } = useTalkList(resting ?? undefined);
  const now = useNow(60_000);
  return (
    <PastPart title="Interviews" count={talks?.length} one="interview">
      <Problem words={problem} />
      <Chunked class="rows" items={talks ?? []} first={firstItems}>
        {(talk) => (
          <li key={talk.id} class="row row-static">
            <InterviewWords talk={talk} now={now} />
          </li>
        )}
      </Chunked>
    </PastPart>
  );
}
