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
