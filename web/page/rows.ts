/** The worker's rows as typed values, one reader a query. Columns: projections/sql/query. */
import type { Row } from "../shared/messages";
import { number, text, texts } from "./cells.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly org: string;
  readonly title: string;
  readonly stage: string;
  readonly tags: readonly string[];
  readonly isArchived: boolean;
}

export interface Contact extends Person {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly urls: readonly string[];
  readonly location: string;
  readonly metThrough: string;
  readonly notes: string;
  readonly addedAt: number | null;
  /** How often to keep in touch; null: never. */
  readonly everyDays: number | null;
  readonly lastTwoWayAt: number | null;
}

export interface Thread {
  readonly id: string;
  readonly channel: string;
  readonly sentAt: number | null;
  readonly followUps: number;
  readonly repliedAt: number | null;
  readonly disposition: string;
  readonly closedAt: number | null;
}

export interface Interview {
  readonly id: string;
  readonly contact: string;
  readonly name: string;
  readonly org: string;
  readonly status: string;
  readonly startsAt: number | null;
  readonly startsLocal: string;
  readonly tz: string;
  readonly plannedMinutes: number | null;
  readonly mode: string;
  readonly place: string;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly actualMinutes: number | null;
  readonly thankedAt: number | null;
  readonly debrief: string;
  readonly questions: number;
  readonly insights: number;
}

export interface Question {
  readonly id: string;
  readonly category: string;
  readonly text: string;
  readonly rank: number | null;
  readonly askedAt: number | null;
}

export interface Note {
  readonly id: string;
  readonly text: string;
  readonly takenAt: number | null;
}

export interface Insight {
  readonly id: string;
  readonly theme: string;
  readonly text: string;
  readonly capturedAt: number | null;
  readonly interview: string;
  readonly contact: string;
  readonly name: string;
  /** How many people say so. */
  readonly people: number;
  readonly contradictedBy: readonly string[];
}

/** An event behind a stage. */
export interface Reason {
  readonly log: string;
  readonly seq: number;
  readonly type: string;
  readonly occurredAt: number;
  readonly offset: number;
}

export interface Advice {
  readonly id: string;
  readonly text: string;
  readonly receivedAt: number;
  readonly actedOnAt: number | null;
  readonly outcome: string;
  readonly reportedBackAt: number | null;
}

/** A norm of the practice with the user's choice and its bounds. */
export interface Norm {
  readonly name: string;
  readonly value: number;
  readonly byDefault: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly about: string;
  readonly source: string;
}

export interface Goal {
  readonly activity: string;
  readonly perWeek: number;
}

/** What was done in one week; `week` is the day number of its Monday. */
export interface WeekDone {
  readonly week: number;
  readonly doneBy: ReadonlyMap<string, number>;
}

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

export interface Referral {
  readonly id: string;
  readonly from: string;
  readonly fromName: string;
  readonly to: string;
  readonly toName: string;
  readonly org: string;
  readonly interview: string;
}

export interface Device {
  readonly log: string;
  readonly name: string;
  readonly form: string;
  readonly seq: number;
  readonly addedAt: number | null;
  readonly writtenAt: number;
  readonly isRevoked: boolean;
}

export interface Entry {
  readonly log: string;
  readonly seq: number;
  readonly type: string;
  readonly subject: string;
  readonly occurredAt: number;
  readonly offset: number;
  readonly recordedAt: number;
  readonly device: string;
  readonly detail: string;
  readonly isRetracted: boolean;
}

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
  readonly sinceAt: number;
  readonly dueAt: number;
  readonly isOverdue: boolean;
  /** It has waited so long that it is listed apart. */
  readonly isStale: boolean;
  readonly startsLocal: string;
  readonly questions: number;
  /** Of the norm behind the rule, as the user set it. */
  readonly normValue: number | null;
}

/** When the first event happened and when it was recorded; null in an empty log. */
export interface Beginning {
  readonly occurred: number | null;
  readonly recorded: number | null;
}

export interface Found {
  readonly subject: string;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly contact: string;
  readonly name: string;
  readonly org: string;
}

export function personOf(row: Row): Person {
  return {
    id: text(row, "id"),
    name: text(row, "name"),
    org: text(row, "org"),
    title: text(row, "title"),
    stage: text(row, "stage"),
    tags: texts(row, "tags"),
    isArchived: number(row, "archived") === 1,
  };
}

export function contactOf(row: Row): Contact {
  return {
    ...personOf(row),
    emails: texts(row, "emails"),
    phones: texts(row, "phones"),
    urls: texts(row, "urls"),
    location: text(row, "location"),
    metThrough: text(row, "met_through"),
    notes: text(row, "notes"),
    addedAt: number(row, "added_at"),
    everyDays: number(row, "every_days"),
    lastTwoWayAt: number(row, "last_two_way_at"),
  };
}

export function threadOf(row: Row): Thread {
  return {
    id: text(row, "id"),
    channel: text(row, "channel"),
    sentAt: number(row, "sent_at"),
    followUps: number(row, "follow_ups") ?? 0,
    repliedAt: number(row, "replied_at"),
    disposition: text(row, "disposition"),
    closedAt: number(row, "closed_at"),
  };
}

export function interviewOf(row: Row): Interview {
  return {
    id: text(row, "id"),
    contact: text(row, "contact"),
    name: text(row, "name"),
    org: text(row, "org"),
    status: text(row, "status"),
    startsAt: number(row, "starts_at"),
    startsLocal: text(row, "starts_local"),
    tz: text(row, "tz"),
    plannedMinutes: number(row, "planned_minutes"),
    mode: text(row, "mode"),
    place: text(row, "place"),
    startedAt: number(row, "started_at"),
    endedAt: number(row, "ended_at"),
    actualMinutes: number(row, "actual_minutes"),
    thankedAt: number(row, "thanked_at"),
    debrief: text(row, "debrief"),
    questions: number(row, "questions") ?? 0,
    insights: number(row, "insights") ?? 0,
  };
}

export function questionOf(row: Row): Question {
  return {
    id: text(row, "id"),
    category: text(row, "category"),
    text: text(row, "text"),
    rank: number(row, "rank"),
    askedAt: number(row, "asked_at"),
  };
}

export function noteOf(row: Row): Note {
  return { id: text(row, "id"), text: text(row, "text"), takenAt: number(row, "taken_at") };
}

export function insightOf(row: Row): Insight {
  return {
    id: text(row, "id"),
    theme: text(row, "theme"),
    text: text(row, "text"),
    capturedAt: number(row, "captured_at"),
    interview: text(row, "interview"),
    contact: text(row, "contact"),
    name: text(row, "name"),
    people: number(row, "people") ?? 0,
    contradictedBy: texts(row, "contradicted_by"),
  };
}

/** Null for a setting that is no norm. */
export function normOf(row: Row): Norm | null {
  const byDefault = number(row, "by_default");
  if (byDefault === null) return null;
  return {
    name: text(row, "name"),
    value: number(row, "value") ?? byDefault,
    byDefault,
    least: number(row, "least") ?? 0,
    most: number(row, "most") ?? 0,
    unit: text(row, "unit"),
    about: text(row, "about"),
    source: text(row, "source"),
  };
}

export function goalOf(row: Row): Goal {
  return { activity: text(row, "activity"), perWeek: number(row, "per_week") ?? 0 };
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

export function reasonOf(row: Row): Reason {
  return {
    log: text(row, "log"),
    seq: number(row, "seq") ?? 0,
    type: text(row, "type"),
    occurredAt: number(row, "occurred_at") ?? 0,
    offset: number(row, "offset_min") ?? 0,
  };
}

export function adviceOf(row: Row): Advice {
  return {
    id: text(row, "id"),
    text: text(row, "text"),
    receivedAt: number(row, "received_at") ?? 0,
    actedOnAt: number(row, "acted_on_at"),
    outcome: text(row, "outcome"),
    reportedBackAt: number(row, "reported_back_at"),
  };
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

export function referralOf(row: Row): Referral {
  return {
    id: text(row, "id"),
    from: text(row, "from"),
    fromName: text(row, "from_name"),
    to: text(row, "to"),
    toName: text(row, "to_name"),
    org: text(row, "org"),
    interview: text(row, "interview"),
  };
}

export function deviceOf(row: Row): Device {
  return {
    log: text(row, "log"),
    name: text(row, "name"),
    form: text(row, "form"),
    seq: number(row, "seq") ?? 0,
    addedAt: number(row, "added_at"),
    writtenAt: Math.floor((number(row, "hlc") ?? 0) / 1024),
    isRevoked: number(row, "revoked") === 1,
  };
}

export function entryOf(row: Row): Entry {
  return {
    log: text(row, "log"),
    seq: number(row, "seq") ?? 0,
    type: text(row, "type"),
    subject: text(row, "subject"),
    occurredAt: number(row, "occurred_at") ?? 0,
    offset: number(row, "offset_min") ?? 0,
    recordedAt: number(row, "recorded_at") ?? 0,
    device: text(row, "device"),
    detail: text(row, "detail"),
    isRetracted: number(row, "retracted") === 1,
  };
}

export function dueOf(row: Row): Due {
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
    dueAt: number(row, "due_at") ?? 0,
    isOverdue: number(row, "overdue") === 1,
    isStale: number(row, "stale") === 1,
    startsLocal: text(row, "starts_local"),
    questions: number(row, "questions") ?? 0,
    normValue: number(row, "norm_value"),
  };
}

export function beginningOf(row: Row): Beginning {
  return { occurred: number(row, "occurred"), recorded: number(row, "recorded") };
}

export function idOf(row: Row): string {
  return text(row, "id");
}

export function eventTypeOf(row: Row): string {
  return text(row, "type");
}

export function foundOf(row: Row): Found {
  return {
    subject: text(row, "subject"),
    kind: text(row, "kind"),
    title: text(row, "title"),
    text: text(row, "text"),
    contact: text(row, "contact"),
    name: text(row, "name"),
    org: text(row, "org"),
  };
}
