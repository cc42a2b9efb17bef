/** An interview in a list: with whom, when and how, and its status. */
import { dayAndTime, readStart } from "../moments.ts";
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

/** When it began; before that, when it was agreed to. */
function whenWords(talk: Talk, now: number): string {
  const { startedAt } = talk;
  if (startedAt !== null) return dayAndTime(startedAt, now);
  const start = readStart(talk);
  return start === null ? "" : dayAndTime(start.ms, now, start.offset) + start.zone;
}
