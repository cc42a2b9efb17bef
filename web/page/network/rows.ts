/** People and names in the referral graph, typed. Columns: projections/sql/query. */
import type { Row } from "../../shared/messages";
import { number, text } from "../cells.ts";

/** One in the referral graph; `contact` is empty for a name that is nobody's yet. */
export interface Named {
  readonly contact: string;
  readonly name: string;
  readonly org: string;
  readonly giver: string;
  readonly at: number | null;
  readonly depth: number;
  readonly stage: string;
  readonly isInterviewed: boolean;
  readonly isNameOnly: boolean;
}

export function namedOf(row: Row): Named {
  return {
    contact: text(row, "contact"),
    name: text(row, "name"),
    org: text(row, "org"),
    giver: text(row, "giver"),
    at: number(row, "at"),
    depth: number(row, "depth") ?? 0,
    stage: text(row, "stage"),
    isInterviewed: number(row, "interviewed") === 1,
    isNameOnly: number(row, "name_only") === 1,
  };
}
