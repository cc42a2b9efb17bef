/** The questions that only this screen asks. */
import { useMemo } from "preact/hooks";
import type { Axis, Row } from "../../shared/messages";
import { number } from "../cells.ts";
import { type Answer, useAnswer, useRows } from "../hooks/useAnswer.ts";
import { useNow } from "../hooks/useNow.ts";
import { deviceOffset } from "../moments.ts";
import { type Due, dueOf } from "../today/rows.ts";
import { personThing, type Thing, thingOf } from "./changes.ts";
import { asOfOf, type Moment } from "./moment.ts";
import { countsOf, saidOf, weekOfLogOf } from "./rows.ts";

export const useWeeksOfLog = (axis: Axis) =>
  useRows("events_by_week", { recorded: axis === "recorded" ? 1 : 0 }, weekOfLogOf);

export const useCounts = () => useRows("counts", {}, countsOf);

interface FirstDue {
  readonly item: Due;
  /** Of all, of which only the first are here. */
  readonly total: number;
}

const firstDueOf = (row: Row): FirstDue => ({
  item: dueOf(row),
  total: number(row, "total") ?? 0,
});

export const useFirstDue = (now: number, limit: number) =>
  useAnswer(
    {
      tag: "agenda",
      now,
      offset_min: deviceOffset(now),
      days: 0,
      contact: null,
      limit,
      as_of: undefined,
    },
    firstDueOf,
    "first due",
  );

/** How everything stood at the end of a day, people first; today's end is the present. */
export function useThings(moment: Moment): Answer<readonly Thing[]> {
  const as_of = asOfOf(moment, useNow(60_000)) ?? undefined;
  const people = useRows("people", { archived: 1 }, personThing, as_of);
  const things = useRows("things", {}, thingOf, as_of);
  const value = useMemo(
    () =>
      people.value === undefined || things.value === undefined
        ? undefined
        : [...people.value, ...things.value],
    [people.value, things.value],
  );
  return { value, problem: people.problem ?? things.problem };
}

/** Null: whatever it is. `since` and `until` in ms, by when it was recorded. */
export interface LogFilter {
  readonly contact: string | null;
  readonly type: string | null;
  readonly device: string | null;
  readonly undone: number | null;
  readonly since: number | null;
  readonly until: number | null;
}

/** More of the same filter keeps what is shown until it is there. */
export const useLog = (filter: LogFilter, limit: number) =>
  useAnswer(
    { tag: "ask", name: "log", parameters: { ...filter, limit }, as_of: undefined },
    saidOf,
    `log ${JSON.stringify(filter)}`,
  );
