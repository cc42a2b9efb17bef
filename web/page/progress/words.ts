/** Words of the Progress screen. Pure. */
import { dayMs, fullDate } from "../moments.ts";
import { countWords } from "../words.ts";
import type { Activity } from "./audit.ts";
import type { Step } from "./pictures.ts";
import { daysOf, type Window } from "./window.ts";

/** A day number in words: "4 May 2026". */
export function dayNumberWords(day: number): string {
  return fullDate(day * dayMs, 0);
}

/** "4 May 2026 to 1 August 2026". */
export function windowWords({ first, until }: Window): string {
  return `${dayNumberWords(first)} to ${dayNumberWords(until - 1)}`;
}

export function windowLength(window: Window): string {
  return countWords(daysOf(window), "day");
}

export function activityWords(activity: Activity): string {
  const known: Readonly<Record<Activity, string>> = {
    sends: "Requests sent",
    follow_ups: "Follow-ups",
    interviews: "Interviews",
    thanks: "Thank-yous",
    touches: "Other contact",
    referrals_pursued: "Referrals pursued",
  };
  return known[activity];
}

/** How the window went, in one sentence: text and numbers in turn, the numbers at odd places. */
export function storyOf(steps: readonly Step[]): readonly string[] {
  const people = (key: string) => steps.find((step) => step.key === key)?.people ?? 0;
  const [written, replied, held] = [people("written_to"), people("replied"), people("interviewed")];
  if (written + replied + held === 0) return ["Nobody was written to and no interview was held."];
  return [
    "You wrote to ",
    countWords(written, "person", "people"),
    ", ",
    written === 0 && replied > 0 ? `${replied} earlier ones` : replied.toLocaleString("en"),
    " replied, and you sat down with ",
    held.toLocaleString("en"),
    ".",
  ];
}
