/** An interview in a list: with whom, when and how, and its status. */
import { clock, dayWords, readStamp } from "../moments.ts";
import { interviewPath } from "../route.ts";
import type { Interview } from "../rows.ts";
import { modeWords, statusWords } from "../words.ts";
import { UserText } from "./UserText.tsx";

interface Props {
  readonly interview: Interview;
  readonly now: number;
}

export function InterviewLink({ interview, now }: Props) {
  return (
    <a class="row" href={interviewPath(interview.id)}>
      <InterviewWords interview={interview} now={now} />
    </a>
  );
}

export function InterviewWords({ interview, now }: Props) {
  const detail = [whenWords(interview, now), modeWords(interview.mode)];
  return (
    <>
      <span class="row-words">
        <UserText class="row-title" text={interview.name} />
        <span class="row-detail">{detail.filter((part) => part !== "").join(" · ")}</span>
      </span>
      <span class="stage">
        {interview.status === "completed" && interview.thankedAt !== null
          ? "Thanked"
          : statusWords(interview.status)}
      </span>
    </>
  );
}

/** In the time that was agreed, whatever zone this device is in now. */
export function whenWords(interview: Interview, now: number): string {
  const start = readStamp(interview.startsLocal);
  if (start === null) return "";
  return `${dayWords(start.ms, now, start.offset)}, ${clock(start.ms, start.offset)}`;
}
