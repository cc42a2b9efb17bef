/** Events, latest first: what, when, on which device; undo and redo on each. */
import { undoneWords, useNotebook } from "../notebook.ts";
import { draft } from "../drafts.ts";
import { canBeUndone, eventDetail, eventTitle } from "../event_words.ts";
import { dayAndTime } from "../moments.ts";
import type { Entry } from "../person/rows.ts";
import { UserText } from "./UserText.tsx";

interface Props {
  readonly entries: readonly Entry[];
  readonly now: number;
}

export function Timeline({ entries, now }: Props) {
  return (
    <ol class="timeline">
      {entries.map((entry) => (
        <TimelineItem key={`${entry.log} ${entry.seq}`} entry={entry} now={now} />
      ))}
    </ol>
  );
}

function TimelineItem({ entry, now }: { readonly entry: Entry; readonly now: number }) {
  const title = eventTitle(entry.type);
  const detail = eventDetail(entry.type, entry.detail);
  return (
    <li class={entry.isRetracted ? "entry entry-retracted" : "entry"}>
      <div class="entry-words">
        <p class="entry-title">
          {entry.isRetracted ? <s>{title}</s> : title}
          {entry.isRetracted && <span class="entry-mark"> · undone</span>}
        </p>
        {detail !== "" && (
          <p class="entry-detail">
            {entry.isRetracted ? (
              <s>
                <UserText text={detail} />
              </s>
            ) : (
              <UserText text={detail} />
            )}
          </p>
        )}
        <p class="entry-meta">
          {dayAndTime(entry.occurredAt, now, entry.offset)} ·{" "}
          <UserText text={entry.device === "" ? "unknown device" : entry.device} />
        </p>
      </div>
      {canBeUndone(entry.type) && <UndoButton entry={entry} title={title} />}
    </li>
  );
}

function UndoButton({ entry, title }: { readonly entry: Entry; readonly title: string }) {
  const { act } = useNotebook();
  const word = entry.isRetracted ? "Redo" : "Undo";
  const flip = () => {
    const type = entry.isRetracted ? "event.restored" : "event.retracted";
    const data = { log: entry.log, seq: entry.seq };
    void act(
      [draft(type, entry.subject, data, Date.now())],
      entry.isRetracted ? "Redone" : undoneWords,
    );
  };
  return (
    <button type="button" class="quiet-button" aria-label={`${word}: ${title}`} onClick={flip}>
      {word}
    </button>
  );
}
