/** Reads one cell of a row. */
import type { Row } from "../shared/messages";

export function text(row: Row, column: string): string {
  const value = row[column];
  return value === null || value === undefined ? "" : String(value);
}

export function number(row: Row, column: string): number | null {
  const value = row[column];
  return typeof value === "number" ? value : null;
}

/** A JSON array of texts; what is not one is left out, as anyone may have authored the event. */
export function texts(row: Row, column: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text(row, column) || "[]");
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}
