/** By which events somebody is where they are, and what comes next. */
import { dueWords } from "../agenda.ts";
import { UserText } from "../components/UserText.tsx";
import { eventTitle } from "../event_words.ts";
import { useDueAbout, useWhy } from "../hooks/queries.ts";
import { fullDate, whenWords } from "../moments.ts";
import type { Contact } from "../rows.ts";
import { stageWords } from "../words.ts";

interface Props {
  readonly contact: Contact;
  readonly now: number;
}

export function StageWhy({ contact, now }: Props) {
  const { value: reasons } = useWhy(contact.id, contact.stage);
  const { value: due } = useDueAbout(contact.id, now);
  return (
    <details class="why">
      <summary>Why “{stageWords(contact.stage)}”, and what is next</summary>
      <ul class="why-list">
        {(reasons ?? []).map(({ log, seq, type, occurredAt, offset }) => (
          <li key={`${log} ${seq}`}>
            {eventTitle(type)} {whenWords(occurredAt, now, offset)}
          </li>
        ))}
        {contact.stage === "dormant" && contact.lastTwoWayAt !== null && (
          <li>No word from them since {fullDate(contact.lastTwoWayAt)}</li>
        )}
      </ul>
      <p class="why-next">Next</p>
      <ul class="why-list">
        {(due ?? []).map((item) => (
          <li key={`${item.rule} ${item.subject}`}>
            <UserText text={dueWords(item, now)} />
            <span class="quiet"> by {fullDate(item.dueAt)}</span>
          </li>
        ))}
        {due?.length === 0 && <li class="quiet">{nothingDueWords(contact.stage)}</li>}
      </ul>
    </details>
  );
}

function nothingDueWords(stage: string): string {
  return stage === "identified" || stage === "researched"
    ? "Write to them: ask for 20 minutes of their time."
    : "Nothing within 90 days.";
}
