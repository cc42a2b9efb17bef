/** Insights month by month, for the small bars beside each theme. Pure. */
import type { Row } from "../../shared/messages";
import { number, text } from "../cells.ts";

/** Two years: more bars cannot be told apart in a heading. */
export const monthsMax = 24;

export interface MonthCount {
  /** `YYYY-MM`, that of UTC. */
  readonly month: string;
  readonly theme: string;
  readonly insights: number;
}

export interface Months {
  readonly months: readonly string[];
  /** For each theme as many counts as there are months. */
  readonly counts: ReadonlyMap<string, readonly number[]>;
}

export function monthCountOf(row: Row): MonthCount {
  return {
    month: text(row, "month"),
    theme: text(row, "theme"),
    insights: number(row, "insights") ?? 0,
  };
}

/** From the first month that holds something, at most two years back, up to the present one. */
export function monthsOf(rows: readonly MonthCount[], now: number): Months {
  const last = monthNumber(new Date(now).toISOString().slice(0, 7));
  const numbers = rows.map(({ month }) => monthNumber(month)).filter((month) => month <= last);
  const first = Math.max(Math.min(last, ...numbers), last - monthsMax + 1);
  const length = last - first + 1;
  const counts = new Map<string, number[]>();
  for (const { month, theme, insights } of rows) {
    const place = monthNumber(month) - first;
    if (place < 0 || place >= length) continue;
    const own = counts.get(theme) ?? Array.from({ length }, () => 0);
    own[place] = insights;
    counts.set(theme, own);
  }
  return { months: Array.from({ length }, (_, place) => monthName(first + place)), counts };
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthName(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}
