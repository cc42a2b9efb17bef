/**
 * What Today asks, as functions of the moment: the page asks it, and the worker keeps the answers of
 * this day and the next ones for a start (worker/projections/first_answers.ts). By whole days where
 * it can be: the same question all day long finds its answer kept.
 */
import { dayMs, dayNumber, deviceOffset, midnight } from "./days.ts";
import type { Parameters, QueryName, Request } from "./messages.ts";

export type Agenda = Extract<Request, { readonly tag: "agenda" }>;
export type Asked = Extract<Request, { readonly tag: "ask" }>;

/** More than anybody does in a day. The query has put the most urgent first. */
const firstDues = 300;
/** What the query takes for "all of it". */
const all = -1;
/** A talk that is further ahead is for another day. */
export const aheadMs = 14 * dayMs;
/** A talk that should have begun may yet begin: people are late. */
export const lateMs = 2 * 3_600_000;

export function whatIsDue(now: number, isAll = false): Agenda {
  return {
    ...{ tag: "agenda", now, offset_min: deviceOffset(now), days: 0, contact: null },
    ...{ limit: isAll ? all : firstDues, as_of: undefined },
  };
}

export function talksAhead(now: number): { readonly from: number; readonly until: number } {
  const day = today(now);
  return { from: midnight(day) - lateMs, until: midnight(day + 1) + aheadMs };
}

/** From Monday on; `monday` is its number. */
export function thisWeek(now: number) {
  const day = today(now);
  // 1 January 1970 was a Thursday.
  const monday = day - ((day + 3) % 7);
  return { monday, from: midnight(monday), until: midnight(monday + 7) };
}

export const today = (now: number): number => dayNumber(now, deviceOffset(now));

/** Interviews that were started and not ended. */
export const talkingNow = { contact: null, id: null, status: "started" } as const;

export function firstQuestions(now: number): readonly (Agenda | Asked)[] {
  const { from, until } = thisWeek(now);
  return [
    whatIsDue(now),
    asked("talks_ahead", talksAhead(now)),
    asked("interviews", talkingNow),
    asked("goals", {}),
    asked("measure_weeks", { from, until }),
    asked("measure_streak", { today: today(now) }),
    asked("counts", {}),
  ];
}

function asked(name: QueryName, parameters: Parameters): Asked {
  return { tag: "ask", name, parameters, as_of: undefined };
}
