/** What is due, the first of it: ten thousand lines are nothing to read, and slow to carry. */
import type { Row } from "../../shared/messages";
import { whatIsDue } from "../../shared/today.ts";
import { number } from "../cells.ts";
import { type Answer, useAnswer } from "../hooks/useAnswer.ts";
import { type Due, dueOf } from "./rows.ts";

interface FirstDue {
  readonly item: Due;
  /** Of all, of which only the first are here. */
  readonly total: number;
}

const firstDueOf = (row: Row): FirstDue => ({ item: dueOf(row), total: number(row, "total") ?? 0 });

export const useDue = (now: number, isAll: boolean): Answer<readonly FirstDue[]> =>
  useAnswer(whatIsDue(now, isAll), firstDueOf, "today");
