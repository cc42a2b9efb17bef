/** Rows of what is due and of this week, typed. Columns: projections/sql/query. */
import { midnight } from "../../shared/days.ts";
import type { Row } from "../../shared/messages";
import { number, text } from "../cells.ts";
import { type Interview, interviewOf } from "../rows.ts";

export interface Due {
  readonly rule: string;
  /** What to do, in words. */
  readonly todo: string;
  readonly text: string;
  readonly otherName: string;
  readonly subject: string;
  readonly contact: string;
  readonly name: string;
  readonly org: string;
  readonly interview: string;
  /** 0: there was no such moment, as of somebody one was never in touch with. */
  readonly sinceAt: number;
  /** Of a day, the end of it. */
  readonly dueAt: number;
  readonly isOverdue: boolean;
  /** It has waited so long that it is listed apart. */
  readonly isStale: boolean;
  readonly startsLocal: string;
  readonly tz: string;
  readonly questions: number;
  /** Of the norm behind the rule, as the user set it. */
  readonly normValue: number | null;
}

/** An interview to come, and the user's norm for its questions. */
export interface TalkAhead extends Interview {
  readonly questionsWanted: number | null;
}

/** When the first event happened and when it was recorded; null in an empty log. */
export interface Beginning {
  readonly occurred: number | null;
  readonly recorded: number | null;
}

/** What was done in one week; `week` is the day number of its Monday. */
export interface WeekDone {
  readonly week: number;
  readonly doneBy: ReadonlyMap<string, number>;
}

export function dueOf(row: Row): Due {
  const day = number(row, "due_day");
  return {
    rule: text(row, "rule"),
    todo: text(row, "todo"),
    text: text(row, "text"),
    subject: text(row, "subject"),
    contact: text(row, "contact"),
    name: text(row, "name"),
    org: text(row, "org"),
    otherName: text(row, "other_name"),
    interview: text(row, "interview"),
    sinceAt: number(row, "since_at") ?? 0,
    // By the clocks of that day: the row's own end of it is by today's.
    dueAt: day === null ? (number(row, "due_at") ?? 0) : midnight(day + 1) - 1,
    isOverdue: number(row, "overdue") === 1,
    isStale: number(row, "stale") === 1,
    startsLocal: text(row, "starts_local"),
    tz: text(row, "tz"),
    questions: number(row, "questions") ?? 0,
    normValue: number(row, "norm_value"),
  };
}

export function talkAheadOf(row: Row): TalkAhead {
  return { ...interviewOf(row), questionsWanted: number(row, "questions_wanted") };
}

export function beginningOf(row: Row): Beginning {
  return { occurred: number(row, "occurred"), recorded: number(row, "recorded") };
}

export function weekDoneOf(row: Row): WeekDone {
  const columns = Object.keys(row).filter(
    (name) => !["week", "iso_year", "iso_week"].includes(name),
  );
  return {
    week: number(row, "week") ?? 0,
    doneBy: new Map(columns.map((name) => [name, number(row, name) ?? 0])),
  };
}

export function streakOf(row: Row): number {
  return number(row, "weeks") ?? 0;
}

export const hasPeopleOf = (row: Row): boolean => (number(row, "people") ?? 0) > 0;
