/** The life of the notebook as days on a line, and the log's weeks drawn along it. Pure. */
import { dayMs } from "../moments.ts";
import type { WeekOfLog } from "./rows.ts";

/** Local days, counted since 1970: `first` to `last`, both on the line. */
export interface Life {
  readonly first: number;
  readonly last: number;
}

export function numberOfDay(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

export function dayNumbered(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** The day so many months later, or the last of that month: a month after 31 January is February. */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * dayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / dayMs;
}

/** Within the life, and never before its first day. */
export function within({ first, last }: Life, day: number): number {
  return Math.min(Math.max(first, day), last);
}

/** A few thousand points would be finer than any screen. */
const pointsMax = 400;

/** The hills of a busy log as an SVG path in a box of `width` × `height`, or "" if it is empty. */
export function hills(
  weeks: readonly WeekOfLog[],
  { first, last }: Life,
  width: number,
  height: number,
): string {
  const firstWeek = Math.floor((first + 3) / 7);
  const lastWeek = Math.floor((last + 3) / 7);
  const size = Math.max(1, Math.ceil((lastWeek - firstWeek + 1) / pointsMax));
  const heaps = new Array<number>(Math.floor((lastWeek - firstWeek) / size) + 1).fill(0);
  for (const { week, events } of weeks) {
    const at = Math.floor((week - firstWeek) / size);
    const heap = heaps[at];
    if (heap !== undefined) heaps[at] = heap + events;
  }
  const most = Math.max(...heaps);
  if (most === 0) return "";
  const round = (value: number) => Math.round(value * 10) / 10;
  // The square root: beside one import of hundreds, the ordinary weeks must still be seen.
  const up = (events: number) => round(height - Math.sqrt(events / most) * height);
  const along = (at: number) => round((width * at) / heaps.length);
  const steps = heaps.map(
    (events, at) => `L${along(at)} ${up(events)}L${along(at + 1)} ${up(events)}`,
  );
  return `M0 ${height}${steps.join("")}L${width} ${height}Z`;
}
