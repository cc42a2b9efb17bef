/** The answers of the measure queries put together; mirrors projections/audit.py. Pure. */
import type { QueryName, Row } from "../../shared/messages";
import { number, text } from "../cells.ts";
import { monday, type Window } from "./window.ts";

/** What is asked of any window, with :from, :until and :now. */
export const askedOfWindow = [
  "measure_reply_rate",
  "measure_reply_interview",
  "measure_thanked",
  "measure_thank_time",
  "measure_referrals",
  "measure_chain",
  "measure_insights",
  "measure_weeks",
  "measure_advice",
  "measure_prepared",
  "measure_reciprocity",
  "measure_late",
] as const satisfies readonly QueryName[];

/** What depends on the present and on no window, with :now and :today. */
export const askedOfNow = [
  "measure_dormant",
  "measure_streak",
] as const satisfies readonly QueryName[];

export type Asked = (typeof askedOfWindow)[number] | (typeof askedOfNow)[number];
export type Answers = ReadonlyMap<QueryName, readonly Row[]>;

/** `hits` of `n`; `pending` are too young to be judged and in neither. */
export interface Rate {
  readonly hits: number;
  readonly n: number;
  readonly pending: number;
}

/** The middle of `n` durations; null if there is none. */
export interface Median {
  readonly ms: number | null;
  readonly n: number;
}

export interface Theme {
  readonly theme: string;
  readonly count: number;
  readonly contacts: number;
}

export const activities = [
  "sends",
  "follow_ups",
  "interviews",
  "thanks",
  "touches",
  "referrals_pursued",
] as const;
export type Activity = (typeof activities)[number];

/** `week` is the day number of its Monday. */
export interface Week {
  readonly week: number;
  readonly counts: Readonly<Record<Activity, number>>;
}

export interface Audit {
  readonly window: Window;
  readonly replyRate: Rate;
  readonly replyToInterview: Rate;
  readonly thankedInTime: Rate;
  readonly thankTime: Median & { readonly unsent: number };
  readonly referrals: Rate;
  readonly referralYield: Rate;
  readonly chain: { readonly n: number; readonly max: number; readonly total: number };
  readonly dormant: Rate & { readonly neverTouched: number };
  readonly insights: readonly Theme[];
  readonly weeks: readonly Week[];
  readonly streak: number;
  readonly advice: Rate;
  readonly prepared: Rate;
  readonly overrun: Median;
  readonly reciprocity: Rate;
  readonly late: Rate;
}

export function auditOf(answers: Answers, window: Window): Audit {
  const one = (name: Asked): Row => answers.get(name)?.[0] ?? {};
  const rate = (name: Asked): Rate => rateOf(one(name), "hits", "n");
  const [thank, chain] = [one("measure_thank_time"), one("measure_chain")];
  const [dormant, prepared] = [one("measure_dormant"), one("measure_prepared")];
  const overrun = number(prepared, "overrun_s");
  return {
    window,
    replyRate: rate("measure_reply_rate"),
    replyToInterview: rate("measure_reply_interview"),
    thankedInTime: rate("measure_thanked"),
    thankTime: {
      ms: number(thank, "median_ms"),
      n: whole(thank, "n"),
      unsent: whole(thank, "unsent"),
    },
    referrals: rate("measure_referrals"),
    referralYield: rateOf(one("measure_referrals"), "yield_hits", "yield_n"),
    chain: { n: whole(chain, "n"), max: whole(chain, "max"), total: whole(chain, "total") },
    dormant: {
      ...rateOf(dormant, "dormant", "n"),
      neverTouched: whole(dormant, "never_touched"),
    },
    insights: (answers.get("measure_insights") ?? []).map((row) => ({
      theme: text(row, "theme"),
      count: whole(row, "count"),
      contacts: whole(row, "contacts"),
    })),
    weeks: filledWeeks((answers.get("measure_weeks") ?? []).map(weekOf), window),
    streak: whole(one("measure_streak"), "weeks"),
    advice: rate("measure_advice"),
    prepared: rate("measure_prepared"),
    overrun: { ms: overrun === null ? null : overrun * 1000, n: whole(prepared, "overrun_n") },
    reciprocity: rate("measure_reciprocity"),
    late: rate("measure_late"),
  };
}

export function weekOf(row: Row): Week {
  const [sends, follow_ups] = [whole(row, "sends"), whole(row, "follow_ups")];
  const [interviews, thanks] = [whole(row, "interviews"), whole(row, "thanks")];
  const [touches, pursued] = [whole(row, "touches"), whole(row, "referrals_pursued")];
  const counts = { sends, follow_ups, interviews, thanks, touches, referrals_pursued: pursued };
  return { week: whole(row, "week"), counts };
}

/** The weeks and, between the window's ends, those in which nothing was done, in order. */
export function filledWeeks(weeks: readonly Week[], window: Window): readonly Week[] {
  const byMonday = new Map(weeks.map((week) => [week.week, week]));
  for (let at = monday(window.first); at < window.until; at += 7) {
    if (!byMonday.has(at)) byMonday.set(at, weekOf({ week: at }));
  }
  return [...byMonday.values()].toSorted((one, other) => one.week - other.week);
}

export function actsOf({ counts }: Week): number {
  return activities.reduce((sum, activity) => sum + counts[activity], 0);
}

function rateOf(row: Row, hits: string, count: string): Rate {
  return { hits: whole(row, hits), n: whole(row, count), pending: whole(row, "pending") };
}

function whole(row: Row, column: string): number {
  return number(row, column) ?? 0;
}
