/** What the charts of the Progress screen are drawn from. Pure. */
import type { QueryName, Row } from "../../shared/messages";
import { number, text } from "../cells.ts";
import {
  type Activity,
  type Answers,
  activities,
  filledWeeks,
  type Week,
  weekOf,
} from "./audit.ts";
import type { Window } from "./window.ts";

export interface Step {
  readonly key: string;
  readonly words: string;
  readonly people: number;
}

/** An interview and how long its thank-you took; null: none was sent. */
export interface ThankTime {
  readonly interview: string;
  readonly name: string;
  readonly endedAt: number;
  readonly ms: number | null;
}

export interface Sleeper {
  readonly contact: string;
  readonly name: string;
  readonly daysSince: number;
  readonly everyDays: number;
}

export interface Goal {
  readonly activity: Activity;
  readonly perWeek: number;
}

export interface Pictures {
  readonly steps: readonly Step[];
  readonly actsByDay: ReadonlyMap<number, number>;
  readonly thankTimes: readonly ThankTime[];
  readonly sleepers: readonly Sleeper[];
  readonly goals: readonly Goal[];
  /** The latest weeks, the present one last, whatever the window. */
  readonly goalWeeks: readonly Week[];
}

/** As files/report/charts.py words them. */
const steps = [
  ["added", "Added to the list"],
  ["written_to", "Written to"],
  ["replied", "Replied"],
  ["interviewed", "Interviewed"],
  ["thanked", "Thanked"],
  ["referred_on", "Named somebody"],
  ["referral_pursued", "Their referral pursued"],
] as const;

export function picturesOf(answers: Answers, weeks: readonly Row[], quarter: Window): Pictures {
  const rows = (name: QueryName) => answers.get(name) ?? [];
  const funnel = rows("funnel")[0] ?? {};
  return {
    steps: steps.map(([key, words]) => ({ key, words, people: number(funnel, key) ?? 0 })),
    actsByDay: new Map(
      rows("measure_days").map((row) => [number(row, "day") ?? 0, number(row, "acts") ?? 0]),
    ),
    thankTimes: rows("thank_times").map(thankTimeOf),
    sleepers: rows("measure_dormant_people").map(sleeperOf),
    goals: rows("goals").flatMap(goalOf),
    goalWeeks: filledWeeks(weeks.map(weekOf), quarter),
  };
}

function thankTimeOf(row: Row): ThankTime {
  return {
    interview: text(row, "interview"),
    name: text(row, "name"),
    endedAt: number(row, "ended_at") ?? 0,
    ms: number(row, "ms"),
  };
}

function sleeperOf(row: Row): Sleeper {
  return {
    contact: text(row, "contact"),
    name: text(row, "name"),
    daysSince: number(row, "days_since") ?? 0,
    everyDays: number(row, "every_days") ?? 0,
  };
}

/** A goal of an activity that this version does not know is left out. */
function goalOf(row: Row): readonly Goal[] {
  const activity = activities.find((known) => known === text(row, "activity"));
  const perWeek = number(row, "per_week") ?? 0;
  return activity === undefined || perWeek <= 0 ? [] : [{ activity, perWeek }];
}
