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
  readonly connectedOn: string;
  readonly notes: string;
  readonly addedAt: number | null;
  /** How often to keep in touch; null: never. */
  readonly everyDays: number | null;
  readonly lastTwoWayAt: number | null;
}

/** An interview as far as a list shows it. */
export interface Talk {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly startsLocal: string;
  readonly tz: string;
  readonly mode: string;
  readonly startedAt: number | null;
  readonly thankedAt: number | null;
}

export interface Interview extends Talk {
  readonly contact: string;
  readonly org: string;
  /** When it was agreed or last moved. */
  readonly agreedAt: number | null;
  readonly startsAt: number | null;
  readonly plannedMinutes: number | null;
  readonly place: string;
  readonly endedAt: number | null;
  readonly actualMinutes: number | null;
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

export interface Found {
  readonly subject: string;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly contact: string;
  readonly name: string;
  readonly org: string;
  /** In which it was said, or "". */
  readonly interview: string;
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
    connectedOn: text(row, "connected_on"),
    notes: text(row, "notes"),
    addedAt: number(row, "added_at"),
    everyDays: number(row, "every_days"),
    lastTwoWayAt: number(row, "last_two_way_at"),
  };
}

export function talkOf(row: Row): Talk {
  return {
    id: text(row, "id"),
    name: text(row, "name"),
    status: text(row, "status"),
    startsLocal: text(row, "starts_local"),
    tz: text(row, "tz"),
    mode: text(row, "mode"),
    startedAt: number(row, "started_at"),
    thankedAt: number(row, "thanked_at"),
  };
}

export function interviewOf(row: Row): Interview {
  return {
    ...talkOf(row),
    contact: text(row, "contact"),
    org: text(row, "org"),
    agreedAt: number(row, "agreed_at"),
    startsAt: number(row, "starts_at"),
    plannedMinutes: number(row, "planned_minutes"),
    place: text(row, "place"),
    endedAt: number(row, "ended_at"),
    actualMinutes: number(row, "actual_minutes"),
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

export function idOf(row: Row): string {
  return text(row, "id");
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
    interview: text(row, "interview"),
  };
}
