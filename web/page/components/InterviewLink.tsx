/** An interview in a list: with whom, when and how, and its status. */
import { clock, dayWords, deviceOffset, readStamp } from "../moments.ts";
import { interviewPath } from "../route.ts";
import type { Interview, Talk } from "../rows.ts";
import { countWords, modeWords, statusWords } from "../words.ts";
import { UserText } from "./UserText.tsx";

interface Props {
  readonly interview: Interview;
  readonly now: number;
}

/** On the person's own page, where the name is known: the time comes first. */
export function InterviewLink({ interview, now }: Props) {
  const questions = countWords(interview.questions, "question");
  return (
    <a class="row" href={interviewPath(interview.id)}>
      <span class="row-words">
        <span class="row-title">{whenWords(interview, now)}</span>
        <span class="row-detail">
          {modeWords(interview.mode)} · {questions}
        </span>
      </span>
      <Status talk={interview} />
    </a>
  );
}

/** Among the interviews of everyone. */
export function InterviewWords({ talk, now }: { readonly talk: Talk; readonly now: number }) {
  const detail = [whenWords(talk, now), modeWords(talk.mode)];
  return (
    <>
      <span class="row-words">
        <UserText class="row-title" text={talk.name} />
        <span class="row-detail">{detail.filter((part) => part !== "").join(" · ")}</span>
      </span>
      <Status talk={talk} />
    </>
  );
}

function Status({ talk }: { readonly talk: Talk }) {
  const isThanked = talk.status === "completed" && talk.thankedAt !== null;
  return <span class="stage">{isThanked ? "Thanked" : statusWords(talk.status)}</span>;
}

/** When it began; before that, in the time that was agreed, whatever zone this device is in now. */
function whenWords({ startedAt, startsLocal }: Talk, now: number): string {
  if (startedAt !== null) return moment(startedAt, now, deviceOffset(startedAt));
  const start = readStamp(startsLocal);
  return start === null ? "" : moment(start.ms, now, start.offset);
}

function moment(ms: number, now: number, offset: number): string {
  return `${dayWords(ms, now, offset)}, ${clock(ms, offset)}`;
}
