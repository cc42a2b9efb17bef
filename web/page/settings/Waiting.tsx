/** What only this device has yet: since when, and, on a tap, what it is. */
import { useState } from "preact/hooks";
import { Chunked } from "../components/Chunked.tsx";
import { UserText } from "../components/UserText.tsx";
import { eventDetail, eventTitle } from "../event_words.ts";
import { useRows } from "../hooks/useAnswer.ts";
import { ago, dayAndTime } from "../moments.ts";
import { useNotebook } from "../notebook.ts";
import { type Entry, entryOf } from "../person/rows.ts";

/** Other devices' newest events may stand among one's own that wait. */
const amongMax = 200;

interface Props {
  readonly count: number;
  readonly now: number;
}

export function Waiting({ count, now }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What waits</summary>
      {isOpen && <List count={count} now={now} />}
    </details>
  );
}

function List({ count, now }: Props) {
  const { phase } = useNotebook();
  const { value: entries } = useRows(
    "entries",
    { contact: null, type: null, since: null, until: null, recorded: 1, limit: count + amongMax },
    entryOf,
  );
  if (entries === undefined || phase.value.tag !== "open") return null;
  const waiting = waitingAmong(entries, phase.value.started.log, count);
  const oldest = waiting.at(-1);
  return (
    <>
      {oldest !== undefined && (
        <p class="quiet">The oldest was recorded {ago(oldest.recordedAt, now)}.</p>
      )}
      <Chunked class="rows waiting-list" items={waiting}>
        {(entry) => (
          <li key={entry.seq} class="row-words file-row">
            <span class="row-title">{eventTitle(entry.type)}</span>
            <UserText
              class="row-detail"
              text={[eventDetail(entry.type, entry.detail), dayAndTime(entry.recordedAt, now)]
                .filter(Boolean)
                .join(" · ")}
            />
          </li>
        )}
      </Chunked>
    </>
  );
}

/** The last `count` events of a log, latest first. */
export function waitingAmong(
  entries: readonly Entry[],
  log: string | null,
  count: number,
): readonly Entry[] {
  return entries
    .filter((entry) => entry.log === log)
    .toSorted((one, other) => other.seq - one.seq)
    .slice(0, count);
}
