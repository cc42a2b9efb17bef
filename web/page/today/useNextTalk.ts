/** The next interview as it stands, asked anew whenever the notebook changes. */
import { useMemo } from "preact/hooks";
import { talksAhead } from "../../shared/today.ts";
import { useRows } from "../hooks/useAnswer.ts";
import { type NextTalk, nextTalk } from "./next_talk.ts";
import { talkAheadOf } from "./rows.ts";

interface Found {
  readonly talk: NextTalk | null;
  /** False until the answer is there. */
  readonly isKnown: boolean;
}

export function useNextTalk(now: number): Found {
  const { value: interviews } = useRows("talks_ahead", talksAhead(now), talkAheadOf);
  const talk = useMemo(() => nextTalk(interviews ?? [], now), [interviews, now]);
  return { talk, isKnown: interviews !== undefined };
}
