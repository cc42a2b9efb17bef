/**
 * Natural dates: `tomorrow 3pm`, `fri 10:00`, `yesterday`, `in 2 weeks`, `2026-05-04 15:00`.
 *
 * The command line's reader (infoview_sync/cli/moments.py) told again: tests/vectors/moments.json
 * holds both to the same moments and the same refusals. Every word must be understood or the whole
 * is refused, with examples. Pure: now and the zone come from outside.
 */
import { dayMs, firstYear, isInYears, lastYear, stamp } from "./moments.ts";
import { type Zone, zoneHere } from "./zones.ts";

export type Lean = "past" | "future";

export interface Now {
  readonly ms: number;
  readonly zone: Zone;
}

export interface When {
  readonly ms: number;
  readonly offset: number;
  /** Without it, only the day was said. */
  readonly hasTime: boolean;
}

/** Why a text is no moment, and what would be one. */
export class WhenRefused extends Error {}

export const whenExamples =
  "'tomorrow 3pm', 'fri 10:00', 'yesterday', '2 days ago', '2026-05-04 15:00'";
/** What is said to have happened may be this far ahead: a rounding (cli/recording.AHEAD_MS). */
export const aheadMs = 60_000;
export const liesAhead = "That lies ahead: only what has happened can be recorded.";
export const whenCharsMax = 60;
const minuteMs = 60_000;
/** Of a day in the past without a time: the middle of it, which no zone moves to another day. */
const noonMs = 12 * 60 * minuteMs;

const isoForm =
  /^(\d{4})-(\d\d)-(\d\d)(?:[t ]+(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)? ?(z|[+-]\d\d:?\d\d)?)?$/;
/** `01/05/2026`, which is 1 May here and January 5 there. */
const numbersForm = /\b\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d\d)\b|\b\d{1,2}\/\d{1,2}\b/;
/** Of these, what may be a date in one order only: `15.12.2026`, as there is no 15th month. */
const dateForm = /^(\d{1,2})(?:\/(\d{1,2})|([/.-])(\d{1,2})\3(\d{4}))$/;
const clockForm = /^(?:(\d{1,2}):(\d\d)(am|pm)?|(\d{1,2})(am|pm))$/;
const weekdays = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
const months =
  "january february march april may june july august september october november december".split(
    " ",
  );
const dayStep: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
]);
const minutesByUnit: ReadonlyMap<string, number> = new Map([
  ["minute", 1],
  ["min", 1],
  ["hour", 60],
]);
const daysByUnit: ReadonlyMap<string, number> = new Map([
  ["day", 1],
  ["week", 7],
]);
const monthsByUnit: ReadonlyMap<string, number> = new Map([
  ["month", 1],
  ["year", 12],
]);

/** Some word means nothing here. */
class NotUnderstood extends Error {}

export function deviceNow(ms: number): Now {
  return { ms, zone: zoneHere() };
}

/** The moment meant. Without a time: noon of that day, or now if it is today. Throws WhenRefused. */
export function readWhen(text: string, at: Now, lean: Lean): When {
  const now: Now = { ...at, ms: Math.floor(at.ms / 1000) * 1000 };
  const said = plainDigits(text).toLowerCase().replaceAll(",", " ").trim().replace(/\s+/g, " ");
  const when = understood(said, text, now, lean);
  if (!isInYears(when.ms)) {
    const year = stamp(when.ms, when.offset).slice(0, 4);
    throw new WhenRefused(`the year ${Number(year)} is not between ${firstYear} and ${lastYear}`);
  }
  return when;
}

/**
 * Of a day without a time, after what it follows, if that was on this day: an answer at noon would be
 * before its letter (cli/recording.moment_after). In the next minute, as forms hold no seconds.
 */
export function momentAfter(when: When, followed: readonly (number | null)[], at: Now): When {
  if (when.hasTime) return when;
  const day = dayAt(when.ms, at.zone);
  const known = followed.filter((ms) => ms !== null && ms <= at.ms && dayAt(ms, at.zone) === day);
  const next = Math.floor(Math.max(...known.map(Number)) / minuteMs + 1) * minuteMs;
  return next > when.ms ? moment(next, at.zone, false) : when;
}

function understood(said: string, text: string, now: Now, lean: Lean): When {
  try {
    if ([...text].length > whenCharsMax) throw new NotUnderstood();
    return isoWhen(said, now) ?? wordsWhen(said, now, lean);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    const letters = [...text];
    const shown =
      letters.length <= whenCharsMax ? text : `${letters.slice(0, whenCharsMax).join("")}…`;
    const day = dayFields(dayAt(now.ms, now.zone));
    const iso = new Date(localMs(now)).toISOString().slice(0, 10);
    const month = capital(months[day.month - 1]?.slice(0, 3) ?? "");
    throw new WhenRefused(
      numbersForm.test(said)
        ? `cannot tell which day '${shown}' is: write the year first, ${iso}, or the month in letters, ${day.day} ${month} ${day.year}`
        : `cannot read '${shown}' as a time; say for example ${whenExamples}`,
    );
  }
}

function isoWhen(said: string, now: Now): When | null {
  const match = isoForm.exec(said);
  if (match === null) return null;
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  if (match[4] === undefined) return dayOnly(day, now);
  const clock = clockMs(Number(match[4]), Number(match[5]), Number(match[6] ?? 0));
  if (match[7] === undefined) return existing(day, clock, now.zone);
  const offset = match[7] === "z" ? 0 : offsetOf(match[7]);
  return { ms: day * dayMs + clock - offset * minuteMs, offset, hasTime: true };
}

function offsetOf(text: string): number {
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  if (hours > 23 || minutes > 59) throw new NotUnderstood();
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

function wordsWhen(said: string, now: Now, lean: Lean): When {
  const all = said.split(" ").filter((word) => !["", "at", "on"].includes(word));
  if (all.length === 1 && all[0] === "now") return moment(now.ms, now.zone, true);
  const ms = relativeMs(all, now);
  if (ms !== null) return moment(ms, now.zone, true);
  const { clock, words } = takeClock(all);
  const today = dayAt(now.ms, now.zone);
  const daysSaid = words.length === 0 ? [] : daysMeant(words, today, lean);
  if (clock === null) {
    const [day] = daysSaid;
    if (day === undefined) throw new NotUnderstood();
    return dayOnly(day, now);
  }
  const days = words.length === 0 ? [today, today + (lean === "future" ? 1 : -1)] : daysSaid;
  return nearest(days, clock, now, lean);
}

/** This time of day on the first of the days on which it lies where the command leans to. */
function nearest(days: readonly number[], clock: number, now: Now, lean: Lean): When {
  const last = days.length - 1;
  for (const [place, day] of days.entries()) {
    const at = existing(day, clock, now.zone);
    if (place === last || (lean === "future" ? at.ms > now.ms : at.ms <= now.ms)) return at;
  }
  throw new NotUnderstood();
}

/** `in 2 hours`, `30 minutes ago`: counted in real time, across any change of the clocks. */
function relativeMs(words: readonly string[], now: Now): number | null {
  const amount = amountOf(words);
  const minutes = amount === null ? undefined : minutesByUnit.get(amount.unit);
  if (amount === null || minutes === undefined) return null;
  const ms = now.ms + amount.count * minutes * minuteMs;
  dayIn(Math.floor(ms / dayMs));
  return ms;
}

const counts = "none one two three four five six seven eight nine ten eleven twelve".split(" ");

interface Amount {
  /** Negative: ago. */
  readonly count: number;
  /** In the singular. */
  readonly unit: string;
}

/** `in 3 days`, `3 days ago`, `an hour ago` and `in two weeks`. */
function amountOf(words: readonly string[]): Amount | null {
  const [first = "", second = "", third = ""] = words;
  if (words.length !== 3) return null;
  const [ahead, ago] = [countOf(second), countOf(first)];
  if (first === "in" && ahead !== null) return { count: ahead, unit: singular(third) };
  if (third === "ago" && ago !== null) return { count: -ago, unit: singular(second) };
  return null;
}

function countOf(word: string): number | null {
  if (isNumber(word)) return Number(word);
  const count = word === "a" || word === "an" ? 1 : counts.indexOf(word);
  return count > 0 ? count : null;
}

/** The time of day among the words (ms after midnight), and the other words. */
function takeClock(words: readonly string[]) {
  const found: number[] = [];
  const others: string[] = [];
  const joined = words.join(" ").replace(/(^| )(\d{1,2}(?::\d\d)?) (am|pm)(?= |$)/g, "$1$2$3");
  for (const word of joined.split(" ").filter((each) => each !== "")) {
    const clock = clockOf(word);
    if (clock === null) others.push(word);
    else found.push(clock);
  }
  if (found.length > 1) throw new NotUnderstood();
  return { clock: found[0] ?? null, words: others };
}

function clockOf(word: string): number | null {
  if (word === "noon") return noonMs;
  if (word === "midnight") return 0;
  const match = clockForm.exec(word);
  if (match === null) return null;
  const hour = Number(match[1] ?? match[4]);
  const half = match[3] ?? match[5];
  if (half === undefined) return clockMs(hour, Number(match[2]));
  if (hour < 1 || hour > 12) throw new NotUnderstood();
  return clockMs((hour % 12) + (half === "pm" ? 12 : 0), Number(match[2] ?? 0));
}

/** The days that the words can mean, nearest first in the direction of the lean. */
function daysMeant(words: readonly string[], today: number, lean: Lean): readonly number[] {
  const [first = "", second = ""] = words;
  const days =
    (words.length === 1 ? dayNamed(first, today, lean) : null) ??
    (words.length === 2 ? weekdayBeyond(first, second, today) : null) ??
    daysAway(amountOf(words), today);
  return days ?? [dayAndMonth(words.length === 1 ? inLetters(first) : words, today, lean)];
}

/** `next fri`, `last wed`: never today. */
function weekdayBeyond(which: string, word: string, today: number): readonly number[] | null {
  const weekday = named(word, weekdays);
  if (weekday === null || (which !== "next" && which !== "last")) return null;
  const step = which === "next" ? 1 : -1;
  return [today + (modulo((weekday - weekdayOf(today)) * step, 7) || 7) * step];
}

function daysAway(amount: Amount | null, today: number): readonly number[] | null {
  if (amount === null) return null;
  const days = daysByUnit.get(amount.unit);
  if (days !== undefined) return [dayIn(today + amount.count * days)];
  const away = monthsByUnit.get(amount.unit);
  return away === undefined ? null : [monthsAway(today, amount.count * away)];
}

function dayNamed(word: string, today: number, lean: Lean): readonly number[] | null {
  const near = dayStep.get(word);
  if (near !== undefined) return [today + near];
  const step = lean === "future" ? 1 : -1;
  const weekday = named(word, weekdays);
  if (weekday !== null) {
    const away = modulo((weekday - weekdayOf(today)) * step, 7);
    return [today + away * step, today + (away + 7) * step];
  }
  const match = isoForm.exec(word);
  if (match === null || match[4] !== undefined) return null;
  return [dayOf(Number(match[1]), Number(match[2]), Number(match[3]))];
}

/** The same day of that month; its last one if it is shorter. */
function monthsAway(today: number, count: number): number {
  const from = dayFields(today);
  const total = from.year * 12 + from.month - 1 + count;
  const [year, month] = [Math.floor(total / 12), modulo(total, 12) + 1];
  if (year < 1 || year > 9999) throw new NotUnderstood();
  const last = new Date(Date.UTC(2000, month, 0));
  last.setUTCFullYear(year, month, 0);
  return dayOf(year, month, Math.min(from.day, last.getUTCDate()));
}

/** `15 december 2026` of `15.12.2026`. Throws NotUnderstood if it can mean two days, or none. */
function inLetters(numbers: string): readonly string[] {
  const [, first = "", beside, , second = beside ?? "", year] = dateForm.exec(numbers) ?? [];
  const [day, month] = Number(first) > 12 ? [first, second] : [second, first];
  const name = months[Number(month) - 1];
  const isOneDay = Number(day) > 12 || Number(day) === Number(month);
  if (name === undefined || !isOneDay) throw new NotUnderstood();
  return year === undefined ? [day, name] : [day, name, year];
}

/** `5 may`, `may 5`, either with a year. */
function dayAndMonth(words: readonly string[], today: number, lean: Lean): number {
  const [first = "", second = "", third] = words;
  if (words.length < 2 || words.length > 3) throw new NotUnderstood();
  const isDayFirst = isNumber(first);
  const [digits, name] = isDayFirst ? [first, second] : [second, first];
  const month = named(name, months);
  if (!isNumber(digits) || month === null) throw new NotUnderstood();
  const day = Number(digits);
  if (third !== undefined) {
    if (!isNumber(third)) throw new NotUnderstood();
    return dayOf(Number(third), month + 1, day);
  }
  const { year } = dayFields(today);
  const here = dayOf(year, month + 1, day);
  if (lean === "future" && here < today) return dayOf(year + 1, month + 1, day);
  if (lean === "past" && here > today) return dayOf(year - 1, month + 1, day);
  return here;
}

/** Which of the names the word is or begins with at least three letters. */
function named(word: string, names: readonly string[]): number | null {
  const start = word.replace(/\.+$/, "");
  const fitting = names.flatMap((name, place) => (name.startsWith(start) ? [place] : []));
  return fitting.length === 1 && word.length >= 3 ? (fitting[0] ?? null) : null;
}

function dayOnly(day: number, now: Now): When {
  if (day === dayAt(now.ms, now.zone)) return moment(now.ms, now.zone, false);
  return { ...existing(day, noonMs, now.zone), hasTime: false };
}

/** The first moment when the clocks there show this. Throws WhenRefused if they skip it. */
function existing(day: number, clock: number, zone: Zone): When {
  const wall = day * dayMs + clock;
  // A day to either side is beyond any change of the clocks that this time can fall into.
  const before = zone.offsetAt(wall - dayMs);
  for (const offset of [before, zone.offsetAt(wall + dayMs)].sort((a, b) => b - a)) {
    const ms = wall - offset * minuteMs;
    if (zone.offsetAt(ms) === offset) return { ms, offset, hasTime: true };
  }
  const ms = wall - before * minuteMs;
  const said = new Date(wall).toISOString().slice(0, 16).replace("T", " ");
  const shown = stamp(ms, zone.offsetAt(ms)).slice(11, 16);
  throw new WhenRefused(
    `${said} does not exist in ${zone.name}: the clocks go forward then; ${shown} does`,
  );
}

function moment(ms: number, zone: Zone, hasTime: boolean): When {
  return { ms, offset: zone.offsetAt(ms), hasTime };
}

function localMs({ ms, zone }: Now): number {
  return ms + zone.offsetAt(ms) * minuteMs;
}

/** Local days since 1970. */
function dayAt(ms: number, zone: Zone): number {
  return Math.floor(localMs({ ms, zone }) / dayMs);
}

function dayFields(day: number) {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Throws NotUnderstood if the calendar has no such day. */
function dayOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isThere || year < 1 || year > 9999) throw new NotUnderstood();
  return Math.round(date.getTime() / dayMs);
}

/** The day, if it has a year of at most four digits. */
function dayIn(day: number): number {
  const year = new Date(day * dayMs).getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) throw new NotUnderstood();
  return day;
}

/** Monday is 0. */
function weekdayOf(day: number): number {
  return modulo(day + 3, 7);
}

function clockMs(hour: number, minute: number, second = 0): number {
  if (hour > 23 || minute > 59 || second > 59) throw new NotUnderstood();
  return ((hour * 60 + minute) * 60 + second) * 1000;
}

function modulo(value: number, size: number): number {
  return ((value % size) + size) % size;
}

function isNumber(word: string): boolean {
  return /^\d+$/.test(word);
}

function singular(unit: string): string {
  return unit.endsWith("s") ? unit.slice(0, -1) : unit;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Every script's digits as 0 to 9: each script has its ten in a row, zero first. */
function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((code - zero) % 10);
  });
}
