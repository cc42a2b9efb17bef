/** The rows of this screen's questions. */
import type { Row } from "../../shared/messages";
import { number } from "../cells.ts";

export interface WeekOfLog {
  /** Since the Monday before 1970. */
  readonly week: number;
  readonly events: number;
}

export function weekOfLogOf(row: Row): WeekOfLog {
  return { week: number(row, "week") ?? 0, events: number(row, "events") ?? 0 };
}

export interface Counts {
  readonly people: number;
  readonly messages: number;
  readonly interviews: number;
  readonly insights: number;
  readonly referrals: number;
  readonly thanked: number;
}

export function countsOf(row: Row): Counts {
  const count = (name: string) => number(row, name) ?? 0;
  return {
    people: count("people"),
    messages: count("messages"),
    interviews: count("interviews"),
    insights: count("insights"),
    referrals: count("referrals"),
    thanked: count("thanked"),
  };
}
