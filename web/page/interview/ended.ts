/** A talk that was started and never ended: when it may have ended. Pure. */
import { dayAndClock } from "../moments.ts";
import type { Interview } from "../rows.ts";
import { minutesIfUnsaid } from "./calendar.ts";

export interface Proposal {
  readonly words: string;
  readonly at: number;
}

/** So long after its planned end a talk is over, and its end was forgotten. */
const forgotten_ms = 2 * 3_600_000;

function plannedEnd({ startedAt, plannedMinutes }: Interview): number {
  return (startedAt ?? 0) + (plannedMinutes ?? minutesIfUnsaid) * 60_000;
}

export function isEndForgotten(interview: Interview, now: number): boolean {
  return interview.startedAt !== null && now > plannedEnd(interview) + forgotten_ms;
}

/** `signs`: when something was noted or ticked. Those from long after the plan are of another time. */
export function endProposals(
  interview: Interview,
  signs: readonly number[],
  now: number,
): readonly Proposal[] {
  const planned = plannedEnd(interview);
  const during = signs.filter(
    (at) => at > (interview.startedAt ?? 0) && at <= Math.min(now, planned + forgotten_ms),
  );
  const last = during.length === 0 ? null : Math.max(...during);
  const proposals = [{ words: `As planned, ${dayAndClock(planned, now)}`, at: planned }];
  if (last !== null && Math.abs(last - planned) >= 60_000) {
    proposals.push({ words: `After your last note, ${dayAndClock(last, now)}`, at: last });
  }
  return proposals;
}

/** Whole minutes from start to end, never below none. */
export function minutesUntil(interview: Interview, end: number): number {
  return Math.max(0, Math.round((end - (interview.startedAt ?? end)) / 60_000));
}
