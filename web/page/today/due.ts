/** What is due, the first of it: ten thousand lines are nothing to read, and slow to carry. */
import type { Row } from "../../shared/messages";
import { number } from "../cells.ts";
import { type Answer, useAnswer } from "../hooks/useAnswer.ts";
import { deviceOffset } from "../moments.ts";
import { type Due, dueOf } from "./rows.ts";

/** More than anybody does in a day. The query has put the most urgent first. */
export const firstDues = 300;
/** What the query takes for "all of it". */
const all = -1;

interface FirstDue {
  readonly item: Due;
  /** Of all, of which only the first are here. */
  readonly total: number;
}

const firstDueOf = (row: Row): FirstDue => ({ item: dueOf(row), total: number(row, "total") ?? 0 });

export const useDue = (now: number, isAll: boolean): Answer<readonly FirstDue[]> =>
  useAnswer(
    {
      tag: "agenda",
      now,
      offset_min: deviceOffset(now),
      days: 0,
      contact: null,
      limit: isAll ? all : firstDues,
      as_of: undefined,
    },
    firstDueOf,
    "today",
  );
