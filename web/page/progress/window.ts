/** The days that are looked back on; mirrors Window in projections/audit.py. Pure but for the zone. */
import { dayMs, dayNumber, deviceOffset } from "../moments.ts";

/** Local days, counted since 1970, from `first` up to, and without, `until`. */
export interface Window {
  readonly first: number;
  readonly until: number;
}

export type WindowChoice =
  | { readonly type: "days"; readonly days: 30 | 90 | 365 }
  | { readonly type: "all" }
  /** `YYYY-MM-DD`, both days included; as typed, so either may be missing. */
  | { readonly type: "own"; readonly first: string; readonly last: string };

/** A hundred years, as on the command line: beyond that a date is a slip of the finger. */
const windowDaysMax = 36_525;
/** The command line compares with nothing earlier than 1971. */
const comparedFirst = 365;

export function daysOf({ first, until }: Window): number {
  return until - first;
}

/** The window of the same length that ends where this one begins; null where days run out. */
export function windowBefore(window: Window): Window | null {
  const first = window.first - daysOf(window);
  return first < comparedFirst ? null : { first, until: window.first };
}

/** The window that was chosen, or why it is none. `beginning`: the day of the first event. */
export function windowOf(
  choice: WindowChoice,
  today: number,
  beginning: number | null,
): Window | string {
  const until = today + 1;
  switch (choice.type) {
    case "days":
      return { first: until - choice.days, until };
    case "all":
      return { first: Math.min(beginning ?? today, today), until };
    case "own":
      return ownWindow(choice.first, choice.last);
  }
}

function ownWindow(first: string, last: string): Window | string {
  const [from, to] = [dayOfInput(first), dayOfInput(last)];
  if (from === null || to === null) return "Choose the first and the last day.";
  if (to < from) return "The last day lies before the first.";
  if (to + 1 - from > windowDaysMax) return "That is more than a hundred years.";
  return { first: from, until: to + 1 };
}

/** The day number of `YYYY-MM-DD`, or null if that is no day. */
export function dayOfInput(text: string): number | null {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) ? null : ms / dayMs;
}

/** `YYYY-MM-DD` of a day number. */
export function inputOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The first instant of a local day: midnight, or where the clocks skip it, when they do. */
export function dayStart(day: number): number {
  const at = new Date(day * dayMs);
  return new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()).getTime();
}

export function localDay(ms: number): number {
  return dayNumber(ms, deviceOffset(ms));
}

/** The Monday of a day's week; 1 January 1970 was a Thursday. */
export function monday(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}
