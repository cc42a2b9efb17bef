/** The measures in words; mirrors infoview_sync/projections/measures.py. Pure. */
import type { Row } from "../shared/messages";
import { number } from "./cells.ts";
import { countWords } from "./words.ts";

export const none = "—";

export interface Measure {
  readonly name: string;
  readonly value: string;
  /** How many cases it rests on, and how many are too young to be judged. */
  readonly note: string;
}

/** Per cent, and hundredths of a ratio: whole, rounded half up. */
export function perHundred(hits: number, count: number): number {
  return Math.floor((200 * hits + count) / (2 * count));
}

export function rateWords(hits: number, count: number): string {
  return count === 0 ? none : `${perHundred(hits, count)} %`;
}

export function ratioWords(hits: number, count: number): string {
  if (count === 0) return none;
  const value = perHundred(hits, count);
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;
}

/** `4 h 05 min`, `2 d 3 h`, `35 s`; a dash if there is none. */
export function durationWords(ms: number | null): string {
  if (ms === null) return none;
  const sign = ms < 0 ? "−" : "";
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
  if (minutes === 0) return `${sign}${seconds} s`;
  if (hours === 0) return `${sign}${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ""}`;
  if (hours < 48) return `${sign}${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${sign}${Math.floor(seconds / 86_400)} d ${hours % 24} h`;
}

/** A rate of a query that answers hits, n and, where cases can be too young, pending. */
export function rateOf(name: string, row: Row | undefined, what: string): Measure {
  const [hits, count] = [cell(row, "hits"), cell(row, "n")];
  return { name, value: rateWords(hits, count), note: noteOf(count, what, cell(row, "pending")) };
}

export function noteOf(count: number, what: string, pending = 0): string {
  const of = `of ${countWords(count, what)}`;
  return pending === 0 ? of : `${of}, ${pending} pending`;
}

export function cell(row: Row | undefined, column: string): number {
  return row === undefined ? 0 : (number(row, column) ?? 0);
}
