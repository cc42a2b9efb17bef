/** The rows of the imports, typed. */
import type { Row } from "../../shared/messages";
import { number, text } from "../cells.ts";
import { wordIn } from "../words.ts";

/** One import that was recorded. Columns: projections/sql/query/imports.sql. */
export interface Imported {
  readonly log: string;
  readonly seq: number;
  readonly subject: string;
  readonly at: number;
  readonly device: string;
  readonly source: string;
  readonly file: string;
  readonly added: number;
  readonly updated: number;
  readonly isUndone: boolean;
}

export function importedOf(row: Row): Imported {
  return {
    log: text(row, "log"),
    seq: number(row, "seq") ?? 0,
    subject: text(row, "subject"),
    at: number(row, "occurred_at") ?? 0,
    device: text(row, "device"),
    source: text(row, "source"),
    file: text(row, "file_name"),
    added: number(row, "added") ?? 0,
    updated: number(row, "updated") ?? 0,
    isUndone: number(row, "retracted") === 1,
  };
}

/** One event that an import said. Columns: query/import_events.sql, query/undone_together.sql. */
export interface ImportEvent {
  readonly log: string;
  readonly seq: number;
  readonly type: string;
  readonly subject: string;
  /** Whom it is about, as merged since; empty if nobody. */
  readonly contact: string;
  /** Of the event that ends the import; empty for the others. */
  readonly file: string;
  readonly isUndone: boolean;
}

export function importEventOf(row: Row): ImportEvent {
  return {
    log: text(row, "log"),
    seq: number(row, "seq") ?? 0,
    type: text(row, "type"),
    subject: text(row, "subject"),
    contact: text(row, "contact"),
    file: text(row, "file_name"),
    isUndone: number(row, "retracted") === 1,
  };
}

const sources: Readonly<Record<string, string>> = {
  linkedin: "LinkedIn",
  google: "Google Contacts",
  vcard: "address cards",
  csv: "a table",
  ics: "an invitation",
};

export function sourceWords(source: string): string {
  return wordIn(sources, source) ?? source;
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

export interface Device {
  readonly log: string;
  readonly name: string;
  readonly form: string;
  readonly seq: number;
  readonly addedAt: number | null;
  readonly writtenAt: number;
  readonly isRevoked: boolean;
  /** The log that let it in, or "recovery"; empty if nobody did. */
  readonly approvedBy: string;
  readonly approvedByName: string;
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

export function deviceOf(row: Row): Device {
  return {
    log: text(row, "log"),
    name: text(row, "name"),
    form: text(row, "form"),
    seq: number(row, "seq") ?? 0,
    addedAt: number(row, "added_at"),
    writtenAt: Math.floor((number(row, "hlc") ?? 0) / 1024),
    isRevoked: number(row, "revoked") === 1,
    approvedBy: text(row, "approved_by"),
    approvedByName: text(row, "approved_by_name"),
  };
}
