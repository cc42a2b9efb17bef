/**
 * What the page and its worker say to each other.
 *
 * The page asks and says; the worker answers each request once, by id, and announces changes.
 * Rows are plain objects whose columns are those of the query's SQL file; they cross packed.
 */
import type { Applicant, DevicesSeen, Invitation, Offer, Pairing } from "./devices.ts";
import type { EventDataByType, EventType } from "./events.gen";
import type { PackedRows } from "./rows.ts";

/** Named queries: the files of projections/sql/query. */
export type QueryName =
  | "advice"
  | "bank_use"
  | "beginning"
  | "belonging"
  | "calendar_sequence"
  | "contact"
  | "counts"
  | "devices"
  | "entries"
  | "event_types"
  | "events_by_week"
  | "funnel"
  | "goals"
  | "import_events"
  | "imports"
  | "insights"
  | "insights_by_month"
  | "interviews"
  | "journal"
  | "known"
  | "letter_facts"
  | "log"
  | "measure_advice"
  | "measure_chain"
  | "measure_days"
  | "measure_dormant"
  | "measure_dormant_people"
  | "measure_insights"
  | "measure_late"
  | "measure_prepared"
  | "measure_reciprocity"
  | "measure_referrals"
  | "measure_reply_interview"
  | "measure_reply_rate"
  | "measure_streak"
  | "measure_thank_time"
  | "measure_thanked"
  | "measure_weeks"
  | "mentions"
  | "met_among"
  | "network"
  | "notes"
  | "opportunities"
  | "organisations"
  | "outreach"
  | "people"
  | "questions"
  | "referrals"
  | "reminders"
  | "settings"
  | "survivor"
  | "talks"
  | "talks_ahead"
  | "thank_times"
  | "things"
  | "touches"
  | "undo_of"
  | "undone_together"
  | "why";

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;
export type Parameters = Readonly<Record<string, Value>>;

/** One event about to be said. `occurred_at`: local time with offset, 25 characters. */
export type Draft = {
  readonly [T in EventType]: {
    readonly type: T;
    readonly subject: string;
    readonly data: EventDataByType[T];
    readonly occurred_at: string;
  };
}[EventType];

export type Axis = "occurred" | "recorded";

/** A moment of the past at which to answer, in ms since 1970; without it, the present. */
export interface AsOf {
  readonly before: number;
  readonly axis: Axis;
}

export interface EventName {
  readonly log: string;
  readonly seq: number;
}

/** What the page asks. `as_of` undefined: the present. */
export type Request =
  /** `invitation`: by which this browser asks to be let in; null: it opens what it holds. */
  | { readonly tag: "start"; readonly invitation: Invitation | null }
  | {
      readonly tag: "ask";
      readonly name: QueryName;
      readonly parameters: Parameters;
      readonly as_of: AsOf | undefined;
    }
  | {
      readonly tag: "agenda";
      readonly now: number;
      readonly offset_min: number;
      /** Also what will be due within so many days after today. */
      readonly days: number;
      /** Only about this person; null: about everybody. */
      readonly contact: string | null;
      /** Only the first so many; undefined: all. Each row's `total` says how many there are. */
      readonly limit?: number;
      readonly as_of: AsOf | undefined;
    }
  | { readonly tag: "search"; readonly words: string; readonly as_of: AsOf | undefined }
  | { readonly tag: "say"; readonly drafts: readonly Draft[] }
  | { readonly tag: "digest" }
  /** A file for the server to read: what it would change, or, without `preview`, to take in. */
  | {
      readonly tag: "file_in";
      readonly file: Blob;
      readonly word: FileWord;
      readonly preview: boolean;
    }
  /** One of the server's files of the notebook (docs/server.md). */
  | { readonly tag: "file_out"; readonly name: string }
  /** What the person at this screen says of the six digits, while this browser asks to be let in. */
  | { readonly tag: "compared"; readonly isSame: boolean }
  /** Walks every log's hash chain; `stop_verifying` ends that early. */
  | { readonly tag: "verify" }
  | { readonly tag: "stop_verifying" }
  /** The log as a file, made here. */
  | { readonly tag: "export" }
  /** What the server knows of each device. */
  | { readonly tag: "devices" }
  /** Asks for a code by which another device may ask to be let in. */
  | { readonly tag: "invite"; readonly sort: "qr" | "code" }
  /** Who asks to be let in just now. */
  | { readonly tag: "asking" }
  | { readonly tag: "decide"; readonly session: string; readonly approve: boolean }
  /** Cuts these devices off, in this order. */
  | { readonly tag: "revoke"; readonly logs: readonly string[] }
  | { readonly tag: "sync" };

export interface ReplyByTag {
  /** Answered once the notebook on this device is open and can be asked. */
  readonly start: Started;
  readonly ask: readonly Row[];
  readonly agenda: readonly Row[];
  readonly search: readonly Row[];
  /** Answered only after the events are durable on this device. */
  readonly say: readonly EventName[];
  readonly digest: Summary;
  readonly verify: Verified;
  readonly stop_verifying: null;
  /** The last line of the server's answer: JSON with `result` or `error` (docs/server.md). */
  readonly file_in: string;
  readonly file_out: Blob;
  readonly compared: null;
  readonly export: Blob;
  readonly devices: DevicesSeen;
  readonly invite: Offer;
  readonly asking: readonly Applicant[];
  readonly decide: null;
  /** The logs that were cut off. */
  readonly revoke: readonly string[];
  /** Answered when one round with the server has ended, well or not. */
  readonly sync: SyncState;
}

/** What a walk along every log found. `events` were walked before it ended. */
export interface Verified {
  readonly logs: number;
  readonly events: number;
  /** Ended on the user's word: nothing is known of the rest. */
  readonly isStopped: boolean;
  /** The first thing that does not add up: an event changed or missing, or a log's end. */
  readonly fault: (EventName & { readonly what: "changed" | "missing" | "end" }) | null;
}

/** What the user says of a file: what a plain table's columns hold, which guest they are. */
export interface FileWord {
  readonly name: string;
  readonly columns: readonly (readonly [field: string, title: string])[];
  readonly me: readonly string[];
}

export interface Started {
  /** False: this browser holds no notebook yet; it must be paired. */
  readonly ready: boolean;
  readonly notebook: string | null;
  readonly log: string | null;
  readonly sync: SyncState;
}

export interface Summary {
  readonly heads: Readonly<Record<string, { readonly seq: number; readonly hash: string }>>;
  readonly projection: string;
  readonly digest: string;
}

/** Shown at all times. `waiting`: own events that the server has not acknowledged. */
export interface SyncState {
  readonly tag: "synced" | "syncing" | "waiting" | "offline" | "refused" | "differs";
  readonly waiting: number;
  /** When the last round ended well, ms since 1970, or null if never. */
  readonly synced_at: number | null;
  /** Since when the server cannot be reached, or null. */
  readonly offline_since: number | null;
  /** What went wrong in words for the user, with the remedy; null if nothing. */
  readonly problem: string | null;
  /** Events taken so far and in all, while a first sync runs; null otherwise. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** This device has no access any more: it must be paired again. */
  readonly is_cut_off: boolean;
}

export type Announcement =
  /** The notebook changed, in these tables (null: in any): ask again what was read from them. */
  | { readonly tag: "changed"; readonly tables: readonly string[] | null }
  | { readonly tag: "sync_state"; readonly state: SyncState }
  /** The first screen was answered from memory: it stands while the notebook is being opened. */
  | { readonly tag: "remembered" }
  /** What was kept in this browser is gone while the page is open; why and what to do, in words. */
  | { readonly tag: "lost"; readonly words: string }
  | { readonly tag: "pairing"; readonly pairing: Pairing }
  /** Events walked by `verify` so far and in all. */
  | { readonly tag: "verify_progress"; readonly done: number; readonly total: number }
  /** How far the file is that goes in or out; `total` 0: nobody knows. */
  | {
      readonly tag: "file_progress";
      readonly step: string;
      readonly done: number;
      readonly total: number;
    };

export interface Failure {
  readonly code: string;
  readonly message: string;
}

export type ToWorker = { readonly id: number; readonly request: Request };
export type FromWorker =
  | {
      readonly id: number;
      readonly ok: true;
      readonly value: ReplyByTag[Request["tag"]] | PackedRows;
      /** The tables that an answer was read from; null: it cannot be told. */
      readonly reads: readonly string[] | null;
    }
  | { readonly id: number; readonly ok: false; readonly failure: Failure }
  | { readonly announcement: Announcement };
