/** The next interview as it stands, asked anew whenever the notebook changes. */
import { useMemo } from "preact/hooks";
import { useRows } from "../hooks/useAnswer.ts";
import { interviewOf } from "../rows.ts";
import { type NextTalk, nextTalk } from "./next_talk.ts";

interface Found {
  readonly talk: NextTalk | null;
  /** False until the answer is there. */
  readonly isKnown: boolean;
}

export function useNextTalk(now: number): Found {
  const planned = { contact: null, id: null, status: "scheduled" } as const;
  const { value: interviews } = useRows("interviews", planned, interviewOf);
  const talk = useMemo(() => nextTalk(interviews ?? [], now), [interviews, now]);
  return { talk, isKnown: interviews !== undefined };
}
