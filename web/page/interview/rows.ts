/** What the interview room reads beyond rows.ts. Columns: projections/sql/query. */
import type { Row } from "../../shared/messages";
import { number, text } from "../cells.ts";
import { type Advice, adviceOf } from "../person/rows.ts";
import {
  type Interview,
  insightOf,
  interviewOf,
  type Insight,
  type Question,
  questionOf,
} from "../rows.ts";

export interface Talk extends Interview {
  readonly thankYouDraft: string;
  /** Null: nobody was asked. */
  readonly isRecordingAgreed: boolean | null;
}

export function talkOf(row: Row): Talk {
  const consent = number(row, "recording_consent");
  return {
    ...interviewOf(row),
    thankYouDraft: text(row, "thank_you_draft"),
    isRecordingAgreed: consent === null ? null : consent === 1,
  };
}

export interface Answered extends Question {
  readonly answer: string;
}

export function answeredOf(row: Row): Answered {
  return { ...questionOf(row), answer: text(row, "answer") };
}

/** A question that was prepared for some talk, by its wording. */
export interface Used {
  readonly text: string;
  readonly category: string;
  readonly prepared: number;
  readonly isAskedOfThem: boolean;
}

export function usedOf(row: Row): Used {
  return {
    text: text(row, "text"),
    category: text(row, "category"),
    prepared: number(row, "prepared") ?? 0,
    isAskedOfThem: number(row, "asked_of_them") === 1,
  };
}

export interface Reminder {
  readonly id: string;
  readonly text: string;
  readonly dueAt: number;
}

export function reminderOf(row: Row): Reminder {
  return { id: text(row, "id"), text: text(row, "text"), dueAt: number(row, "due_at") ?? 0 };
}

export interface Learned extends Insight {
  readonly attribution: string;
}

export function learnedOf(row: Row): Learned {
  return { ...insightOf(row), attribution: text(row, "attribution") };
}

/** Advice with the talk it came from. */
export interface Advised extends Advice {
  readonly interview: string;
}

export function advisedOf(row: Row): Advised {
  return { ...adviceOf(row), interview: text(row, "interview") };
}

/** How often to keep in touch, and whether the user said so or it is the usual. */
export interface Rhythm {
  readonly everyDays: number | null;
  readonly isChosen: boolean;
}

export function rhythmOf(row: Row): Rhythm {
  return { everyDays: number(row, "every_days"), isChosen: text(row, "cadence_state") !== "" };
}
