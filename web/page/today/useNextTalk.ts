/** The next interview as it stands, asked anew whenever the notebook changes. */
import { useMemo } from "preact/hooks";
import { useRows } from "../hooks/useAnswer.ts";
import { dayMs, dayNumber, deviceOffset } from "../moments.ts";
import { interviewOf } from "../rows.ts";
import { aheadMs, lateMs, type NextTalk, nextTalk } from "./next_talk.ts";

interface Found {
  readonly talk: NextTalk | null;
  /** False until the answer is there. */
  readonly isKnown: boolean;
}

export function useNextTalk(now: number): Found {
  // By whole days: the same question all day long, so that a start may find its answer kept.
  const midnight = dayNumber(now, deviceOffset(now)) * dayMs - deviceOffset(now) * 60_000;
  const bounds = { from: midnight - lateMs, until: midnight + dayMs + aheadMs };
  const { value: interviews } = useRows("talks_ahead", bounds, interviewOf);
  const talk = useMemo(() => nextTalk(interviews ?? [], now), [interviews, now]);
  return { talk, isKnown: interviews !== undefined };
}
