/** Whether a talk kept to its plan, in words. Pure. */
import { dayAndClock, readStart } from "./moments.ts";
import type { Interview } from "./rows.ts";

/** A talk that begins so much earlier or later than planned was not simply early or late. */
const offPlanMs = 2 * 3_600_000;

/** "Held today 22:08, planned for tomorrow 10:00", or null if it kept to the plan. */
export function heldWords(interview: Interview, now: number): string | null {
  const planned = readStart(interview);
  const began = beganAt(interview);
  if (planned === null || began === null || !isOffPlan(began, planned.ms)) return null;
  const verb = interview.status === "started" ? "Started" : "Held";
  const when = dayAndClock(planned.ms, now, planned.offset);
  // Both by one clock, the agreed one if that is another than here.
  const then = dayAndClock(began, now, planned.zone === "" ? undefined : planned.offset);
  return `${verb} ${then}, planned for ${when}${planned.zone}`;
}

/** What to ask before it is started now, or null if now is when it was planned for. */
export function startDoubt(interview: Interview, now: number): string | null {
  const planned = readStart(interview);
  if (planned === null || !isOffPlan(now, planned.ms)) return null;
  const verb = planned.ms > now ? "is" : "was";
  const when = dayAndClock(planned.ms, now, planned.offset);
  return `This ${verb} planned for ${when}${planned.zone}. Start now?`;
}

/** Until its time has come, nobody has missed it. */
export function canBeMissed(interview: Interview, now: number): boolean {
  return (readStart(interview)?.ms ?? now) <= now;
}

/** The start, or what follows from the end if only that is known. */
function beganAt({ startedAt, endedAt, actualMinutes }: Interview): number | null {
  if (startedAt !== null) return startedAt;
  return endedAt === null ? null : endedAt - (actualMinutes ?? 0) * 60_000;
}

function isOffPlan(ms: number, planned: number): boolean {
  return Math.abs(ms - planned) > offPlanMs;
}
