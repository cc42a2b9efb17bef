/** Where each day stands in the heat map; mirrors files/report/layout.py. Pure. */
import { dayMs, fullDate } from "../moments.ts";
import { countWords } from "../words.ts";
import type { Window } from "./window.ts";

/** Two years: before that one looks back on numbers, not on days. */
export const calendarWeeksMax = 106;

const monthNames = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });

/** A day: `band` (a row of weeks), week within it, weekday from the one on which weeks begin. */
export interface DayCell {
  readonly band: number;
  readonly week: number;
  readonly weekday: number;
  readonly day: number;
  readonly acts: number;
  /** 0: nothing was done; 1 … 4: the more, the darker. */
  readonly shade: number;
}

export interface DayMap {
  readonly cells: readonly DayCell[];
  readonly bands: number;
  /** Weeks in a band. */
  readonly weeks: number;
}

/**
 * Every day of the window, the latest `calendarWeeksMax` weeks of them, in bands that fit. Weeks
 * begin on the weekday `begins` (1 Monday … 7 Sunday).
 */
export function dayMap(
  acts: ReadonlyMap<number, number>,
  { first, until }: Window,
  bandWeeksMax: number,
  begins = 1,
): DayMap {
  const weekOf = (day: number) => day - weekdayOf(day, begins);
  const last = until - 1;
  const start = Math.max(weekOf(first), weekOf(last) - 7 * (calendarWeeksMax - 1));
  const all = (weekOf(last) - start) / 7 + 1;
  const bands = Math.ceil(all / Math.max(1, bandWeeksMax));
  const weeks = Math.ceil(all / bands);
  const most = Math.max(0, ...acts.values());
  const cells: DayCell[] = [];
  for (let day = Math.max(first, start); day <= last; day += 1) {
    const week = Math.floor((day - start) / 7);
    const count = acts.get(day) ?? 0;
    cells.push({
      band: Math.floor(week / weeks),
      week: week % weeks,
      weekday: weekdayOf(day, begins),
      day,
      acts: count,
      shade: shadeOf(count, most),
    });
  }
  return { cells, bands, weeks };
}

/** What the calendar shows, and what it leaves out, in sentences. */
export function summaryOf({ cells }: DayMap, { first }: Window): string {
  const busy = cells.filter(({ acts }) => acts > 0);
  const acts = busy.reduce((sum, cell) => sum + cell.acts, 0);
  const drawn = cells[0]?.day ?? first;
  const rest = drawn > first ? ` Not drawn: the days before ${fullDate(drawn * dayMs, 0)}.` : "";
  const days = countWords(cells.length, "day");
  return `${countWords(acts, "thing")} done on ${busy.length} of ${days}.${rest}`;
}

/**
 * A name above the first week of each month, or above the next if it would be cut off there;
 * January says its year.
 */
export function monthsOf({ cells, weeks }: DayMap): readonly (readonly [DayCell, string])[] {
  let waiting = false;
  return cells.flatMap((cell) => {
    if (cell.weekday !== 0) return [];
    const date = new Date(cell.day * dayMs);
    waiting ||= date.getUTCDate() <= 7;
    if (!waiting || cell.week > weeks - 2) return [];
    waiting = false;
    const words =
      date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : monthNames.format(date);
    return [[cell, words] as const];
  });
}

/** 0 for the day on which weeks begin. 1 January 1970 was a Thursday. */
export function weekdayOf(day: number, begins: number): number {
  return (day + 4 - begins + 7) % 7;
}

function shadeOf(acts: number, most: number): number {
  return acts === 0 ? 0 : 1 + Math.min(3, Math.floor(((acts - 1) * 4) / Math.max(most, 4)));
}
