/**
 * Instants, local times and the words for them. An instant is ms since 1970; an offset is minutes
 * east of UTC. Pure but for `deviceOffset`, `deviceZone`, the locale and the chosen appearance, which
 * belong to the device.
 */
import { dayMs, dayNumber, deviceOffset } from "../shared/days.ts";
import { appearance } from "./appearance.ts";

export { dayMs, dayNumber, deviceOffset };

/** Beyond these a date is a slip of the finger, as for the command line (cli/moments.YEARS); in UTC. */
export const firstYear = 1970;
export const lastYear = 2099;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The interface is English, so its dates are too; which English is the device's choice. */
const locale = globalThis.navigator?.languages?.find((tag) => tag.startsWith("en")) ?? "en-GB";
const formats = new Map<string, Intl.DateTimeFormat>();
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });

export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Local time with its offset, 25 characters: `2026-05-01T10:00:00+02:00`. */
export function stamp(ms: number, offset_min: number): string {
  const local = new Date(ms + offset_min * minuteMs).toISOString().slice(0, 19);
  const size = Math.abs(offset_min);
  const hours = String(Math.floor(size / 60)).padStart(2, "0");
  const minutes = String(size % 60).padStart(2, "0");
  return `${local}${offset_min < 0 ? "-" : "+"}${hours}:${minutes}`;
}

/** An instant as this device would write it down. */
export function deviceStamp(ms: number): string {
  return stamp(ms, deviceOffset(ms));
}

/** The instant and offset that a 25-character stamp means, or null if it is none. */
export function readStamp(text: string): { readonly ms: number; readonly offset: number } | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-])(\d\d):(\d\d)$/.exec(text);
  if (match === null) return null;
  const size = Number(match[3]) * 60 + Number(match[4]);
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : { ms, offset: match[2] === "-" ? -size : size };
}

/** What was agreed of a start: local time with its offset, and the zone meant. */
interface Agreed {
  readonly startsLocal: string;
  readonly tz: string;
}

/**
 * As `readStamp`, of a talk's start. It is shown by the clock that was agreed, whatever zone this device
 * is in now; behind it belongs `zone`: " Asia/Tokyo time" where the clocks here show another, or "".
 */
export function readStart({ startsLocal, tz }: Agreed) {
  const start = readStamp(startsLocal);
  if (start === null) return null;
  const named = tz === "" ? ` UTC${startsLocal.slice(19)}` : ` ${tz} time`;
  return { ...start, zone: start.offset === deviceOffset(start.ms) ? "" : named };
}

/** "Wed 2 Dec, 05:00 here", or "" where the clocks here show what was agreed. */
export function hereWords(start: ReturnType<typeof readStart>, now: number): string {
  return start === null || start.zone === "" ? "" : `${dayAndTime(start.ms, now)} here`;
}

/** The value for `<input type="datetime-local">`; its first ten characters suit a date input. */
export function inputValue(ms: number, offset_min: number = deviceOffset(ms)): string {
  return stamp(ms, offset_min).slice(0, 16);
}

/** What such an input holds, as an instant of this device's zone; null if empty, no time or a slip. */
export function inputInstant(value: string): number | null {
  const ms = new Date(value.length === 10 ? `${value}T00:00` : value).getTime();
  return isInYears(ms) ? ms : null;
}

export function isInYears(ms: number): boolean {
  const year = new Date(ms).getUTCFullYear();
  return year >= firstYear && year <= lastYear;
}

/** The first instant after a local day `YYYY-MM-DD`: days are not always 24 hours long. */
export function endOfDay(day: string): number | null {
  const start = inputInstant(day);
  if (start === null) return null;
  const date = new Date(start);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

/** Weekdays from one day (since 1970) to another, as the agenda's SQL counts them. */
export function workingDays(from: number, to: number): number {
  const before = (day: number) => Math.floor((day + 3) / 7) * 5 + Math.min((day + 3) % 7, 5);
  return before(to) - before(from);
}

export function clock(ms: number, offset_min: number = deviceOffset(ms)): string {
  return format(ms, offset_min, { hour: "2-digit", minute: "2-digit" });
}

/** "Today", "Tomorrow", "Yesterday", "Friday, 8 May", with the year when it is another one. */
export function dayWords(ms: number, now: number, offset_min: number = deviceOffset(ms)): string {
  const difference = daysBetween(now, ms, offset_min);
  if (difference === 0) return "Today";
  if (difference === 1) return "Tomorrow";
  if (difference === -1) return "Yesterday";
  const yearOf = (moment: number) => stamp(moment, offset_min).slice(0, 4);
  return format(ms, offset_min, {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(yearOf(ms) === yearOf(now) ? {} : { year: "numeric" }),
  });
}

export function longDay(ms: number, offset_min: number = deviceOffset(ms)): string {
  return format(ms, offset_min, { weekday: "long", day: "numeric", month: "long" });
}

export function fullDate(ms: number, offset_min: number = deviceOffset(ms)): string {
  return format(ms, offset_min, { day: "numeric", month: "long", year: "numeric" });
}

export function dayAndTime(ms: number, now: number, offset_min?: number): string {
  return `${dayWords(ms, now, offset_min)}, ${clock(ms, offset_min)}`;
}

/** "tomorrow 10:00", "Fri 8 May 10:00": within a sentence. */
export function dayAndClock(ms: number, now: number, offset_min?: number): string {
  return `${whenWords(ms, now, offset_min)} ${clock(ms, offset_min)}`;
}

/** "today", "Fri 8 May": as `dayWords`, within a sentence. */
export function whenWords(ms: number, now: number, offset_min?: number): string {
  const day = dayWords(ms, now, offset_min);
  const isNear = ["Today", "Tomorrow", "Yesterday"].includes(day);
  return isNear ? day.toLowerCase() : day;
}

/** "3 hours ago", "in 2 days": the largest unit that is at least one. */
export function ago(ms: number, now: number): string {
  const difference = ms - now;
  const size = Math.abs(difference);
  if (size < minuteMs) return "just now";
  if (size < hourMs) return relative.format(Math.trunc(difference / minuteMs), "minute");
  if (size < dayMs) return relative.format(Math.trunc(difference / hourMs), "hour");
  return relative.format(Math.trunc(difference / dayMs), "day");
}

/** Beside a day and time: "in 20 minutes", "in 3 days" by the calendar; of tomorrow nothing more. */
export function daysUntil(ms: number, now: number, offset_min: number = deviceOffset(ms)): string {
  const days = daysBetween(now, ms, offset_min);
  if (days === 0) return ago(ms, now);
  return Math.abs(days) === 1 ? "" : relative.format(days, "day");
}

/** By the clock that shows `ms`, abroad too: today is today where that clock hangs. */
function daysBetween(now: number, ms: number, offset_min: number): number {
  const isHere = offset_min === deviceOffset(ms);
  return dayNumber(ms, offset_min) - dayNumber(now, isHere ? deviceOffset(now) : offset_min);
}

/** A running clock: "0:07", "24:09", "1:02:30". */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = `${hours > 0 ? two(minutes) : minutes}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** The first day of the week, 1 Monday … 7 Sunday, as chosen or as the device has it. */
export function weekStart(): number {
  switch (appearance.value.weekStart) {
    case "monday":
      return 1;
    case "saturday":
      return 6;
    case "sunday":
      return 7;
    default:
      return deviceWeekStart();
  }
}

/** Not every browser tells it, and some as a property. */
type WeekTeller = Intl.Locale & {
  readonly getWeekInfo?: () => { readonly firstDay: number };
  readonly weekInfo?: { readonly firstDay: number };
};

function deviceWeekStart(): number {
  const told: WeekTeller = new Intl.Locale(globalThis.navigator?.language || locale);
  return (told.getWeekInfo?.() ?? told.weekInfo)?.firstDay ?? 1;
}

/** Shifting to the offset and formatting as UTC shows the wall clock that the writer saw. */
function format(ms: number, offset_min: number, options: Intl.DateTimeFormatOptions): string {
  const wall = ms + offset_min * minuteMs;
  const { dates } = appearance.value;
  if (options.day === undefined || dates === "system") return formatted(locale, wall, options);
  if (dates === "day-month") return formatted("en-GB", wall, options);
  if (dates === "month-day") return formatted("en-US", wall, options);
  const day = new Date(wall).toISOString().slice(0, 10);
  const { weekday } = options;
  return weekday === undefined ? day : `${formatted(locale, wall, { weekday })} ${day}`;
}

function formatted(tag: string, wall: number, options: Intl.DateTimeFormatOptions): string {
  const key = tag + JSON.stringify(options);
  let formatter = formats.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" });
    formats.set(key, formatter);
  }
  return formatter.format(wall);
}
