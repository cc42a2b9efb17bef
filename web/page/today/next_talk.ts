/** The interview that comes next, and whether it is time to prepare or to start. Pure. */
import { aheadMs, lateMs } from "../../shared/today.ts";
import { questionsWanted } from "../agenda.ts";
import type { Due, TalkAhead } from "./rows.ts";
import type { Interview } from "../rows.ts";

/** So early one may be let in. */
const earlyMs = 30 * 60_000;

export interface NextTalk {
  readonly interview: Interview;
  readonly startsAt: number;
  readonly isTime: boolean;
  readonly isReady: boolean;
  /** How many questions make it ready. */
  readonly wanted: number;
}

export function nextTalk(interviews: readonly TalkAhead[], now: number): NextTalk | null {
  let next: NextTalk | null = null;
  for (const interview of interviews) {
    const { startsAt, status, questions } = interview;
    const wanted = interview.questionsWanted ?? questionsWanted;
    if (status !== "scheduled" || startsAt === null) continue;
    if (startsAt < now - lateMs || startsAt > now + aheadMs) continue;
    if (next !== null && next.startsAt <= startsAt) continue;
    const isTime = now >= startsAt - earlyMs;
    next = { interview, startsAt, isTime, isReady: questions >= wanted, wanted };
  }
  return next;
}

/** What is due without what the card above the list says already. */
export function withoutTalk(items: readonly Due[], talk: NextTalk | null): readonly Due[] {
  if (talk === null) return items;
  return items.filter(
    ({ rule, interview }) =>
      interview !== talk.interview.id || !(rule === "prepare" || rule === "hold"),
  );
}
