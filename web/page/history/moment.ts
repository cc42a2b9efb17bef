/**
 * The moment of the past that all screens show, and how it is said in an address. Pure but for the
 * signals at the end.
 *
 * `wanted` is what the user points at, `past` what the screens show. While the past is asked, `past`
 * waits for every answer: a finger on the slider passes over days faster than they can be drawn, and
 * only the newest is worth computing. So no screen ever has two moments in the making.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { AsOf, Axis } from "../../shared/messages";
import { dayMs, endOfDay, fullDate, inputInstant, inputValue } from "../moments.ts";

/** A day of the past, at whose end one looks. */
export interface Moment {
  /** `YYYY-MM-DD`, in this device's zone. */
  readonly day: string;
  readonly axis: Axis;
}

export const axisWords: Readonly<Record<Axis, string>> = {
  occurred: "What had happened by then",
  recorded: "What I knew then",
};

/** Both, for choosing between them. */
export const axes = (["occurred", "recorded"] as const).map((value) => ({
  value,
  words: axisWords[value],
}));

export function dayOf(ms: number): string {
  return inputValue(ms).slice(0, 10);
}

/** Noon: adding days to it never slips over a change of the clocks. */
export function noonOf(day: string): number {
  return (inputInstant(day) ?? 0) + dayMs / 2;
}

/** What is asked at a moment; null for today and later, which is the present. */
export function asOfOf({ day, axis }: Moment, now: number): AsOf | null {
  const before = endOfDay(day);
  return before === null || before > now ? null : { before, axis };
}

/** "3 March 2025", the day at whose end one looks. */
export function momentWords({ before }: AsOf): string {
  return fullDate(before - 1);
}

/** `?as_of=2025-03-03&axis=occurred`, or "" for the present. */
export function searchOf(moment: Moment | null): string {
  return moment === null ? "" : `?as_of=${moment.day}&axis=${moment.axis}`;
}

/** The moment that an address means; null for the present, and for what is no day of the past. */
export function momentIn(search: string, now: number): Moment | null {
  const said = new URLSearchParams(search);
  const day = said.get("as_of") ?? "";
  const axis = said.get("axis") === "recorded" ? "recorded" : "occurred";
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && inputInstant(day) !== null;
  return isDay && dayOf(noonOf(day)) === day && asOfOf({ day, axis }, now) !== null
    ? { day, axis }
    : null;
}

const wantedNow = signal<Moment | null>(null);
const shownNow = signal<AsOf | null>(null);
let unanswered = 0;

/** What the user points at; null: the present. */
export const wanted: ReadonlySignal<Moment | null> = wantedNow;

/** What the screens show; null: the present. */
export const past: ReadonlySignal<AsOf | null> = shownNow;

/** Shows a moment on every screen; null goes back to the present, at once. */
export function lookAt(moment: Moment | null): void {
  const isPast = moment !== null && asOfOf(moment, Date.now()) !== null;
  wantedNow.value = isPast ? moment : null;
  if (unanswered === 0 || !isPast) show();
}

/** Counts a question about the past until it is answered, well or not. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  unanswered += 1;
  try {
    return await answer;
  } finally {
    unanswered -= 1;
    // After whoever asked has heard: what was found is drawn together with the next moment's wish.
    queueMicrotask(() => {
      if (unanswered === 0) show();
    });
  }
}

/** Throws, in words, while the past is shown: nothing can be recorded there. */
export function insistOnPresent(): void {
  const asOf = past.peek();
  if (asOf === null) return;
  throw new Error(
    `You are looking at ${momentWords(asOf)}: the past cannot be changed. Go back to now, then record it.`,
  );
}

function show(): void {
  const moment = wantedNow.peek();
  const next = moment === null ? null : asOfOf(moment, Date.now());
  const now = shownNow.peek();
  if (now?.before !== next?.before || now?.axis !== next?.axis) shownNow.value = next;
}
