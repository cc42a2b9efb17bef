/** Rows of what a person page tells, typed. Columns: projections/sql/query. */
import type { Row } from "../../shared/messages";
import { number, text } from "../cells.ts";

export interface Thread {
  readonly id: string;
  readonly channel: string;
  readonly sentAt: number | null;
  readonly followUps: number;
  readonly followedUpAt: number | null;
  readonly repliedAt: number | null;
  readonly lastReplyAt: number | null;
  readonly disposition: string;
  readonly closedAt: number | null;
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

export interface Referral {
  readonly id: string;
  readonly from: string;
  readonly fromName: string;
  readonly to: string;
  readonly toName: string;
  readonly org: string;
  readonly interview: string;
  readonly receivedAt: number;
  readonly pursuedAt: number | null;
  readonly declinedAt: number | null;
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

export function threadOf(row: Row): Thread {
  return {
    id: text(row, "id"),
    channel: text(row, "channel"),
    sentAt: number(row, "sent_at"),
    followUps: number(row, "follow_ups") ?? 0,
    followedUpAt: number(row, "followed_up_at"),
    repliedAt: number(row, "replied_at"),
    lastReplyAt: number(row, "last_reply_at"),
    disposition: text(row, "disposition"),
    closedAt: number(row, "closed_at"),
  };
}

/** When anything in it happened; what is said of it later can only follow. */
export function momentsIn(thread: Thread): readonly (number | null)[] {
  return [thread.sentAt, thread.followedUpAt, thread.lastReplyAt, thread.closedAt];
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

export function referralOf(row: Row): Referral {
  return {
    id: text(row, "id"),
    from: text(row, "from"),
    fromName: text(row, "from_name"),
    to: text(row, "to"),
    toName: text(row, "to_name"),
    org: text(row, "org"),
    interview: text(row, "interview"),
    receivedAt: number(row, "received_at") ?? 0,
    pursuedAt: number(row, "pursued_at"),
    declinedAt: number(row, "declined_at"),
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

export function eventTypeOf(row: Row): string {
  return text(row, "type");
}
