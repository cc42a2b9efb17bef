/**
 * Rows as the worker sends them: all values as the one JSON text in which SQLite wrote them. A text
 * crosses to the page, or into IndexedDB, in a fraction of the time that as many objects take.
 */
import type { Row, Value } from "./messages.ts";

export interface PackedRows {
  readonly columns: readonly string[];
  /** A JSON array with an array of values for each row. */
  readonly values: string;
}

export function isPacked(value: unknown): value is PackedRows {
  return typeof value === "object" && value !== null && "columns" in value && "values" in value;
}

export function rowsIn({ columns, values }: PackedRows): readonly Row[] {
  const rows = JSON.parse(values) as readonly (readonly unknown[])[];
  return rows.map((row) => {
    const named: Record<string, Value> = {};
    for (let at = 0; at < columns.length; at += 1) named[columns[at] ?? ""] = plain(row[at]);
    return named;
  });
}

/** A column that is JSON itself (tags, say) may arrive as part of the row's JSON: it is a text again. */
function plain(value: unknown): Value {
  if (typeof value === "string" || typeof value === "number" || value === null) return value;
  return JSON.stringify(value);
}
