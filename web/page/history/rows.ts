/** The rows of this screen's questions. */
import type { Row } from "../../shared/messages";
import { number, text } from "../cells.ts";

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

/** One event of the log, with all its words. */
export interface Said {
  readonly log: string;
  readonly seq: number;
  /** '' if its words were erased or cannot be read. */
  readonly type: string;
  readonly subject: string;
  readonly occurredAt: number;
  readonly offset: number;
  readonly recordedAt: number;
  readonly device: string;
  readonly personId: string;
  readonly person: string;
  readonly isRetracted: boolean;
  readonly isErased: boolean;
  /** The authored JSON, or '' if it is gone. */
  readonly body: string;
  /** How many the filter finds in all. */
  readonly total: number;
}

export function saidOf(row: Row): Said {
  return {
    log: text(row, "log"),
    seq: number(row, "seq") ?? 0,
    type: text(row, "type"),
    subject: text(row, "subject"),
    occurredAt: number(row, "occurred_at") ?? 0,
    offset: number(row, "offset_min") ?? 0,
    recordedAt: number(row, "recorded_at") ?? 0,
    device: text(row, "device"),
    personId: text(row, "person_id"),
    person: text(row, "person"),
    isRetracted: number(row, "retracted") === 1,
    isErased: number(row, "erased") === 1,
    body: text(row, "body"),
    total: number(row, "total") ?? 0,
  };
}
