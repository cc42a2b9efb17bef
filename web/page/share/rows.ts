/** Rows of query/known.sql, as far as a link is looked up in them. */
import type { Row } from "../../shared/messages";
import { text, texts } from "../cells.ts";

export interface Known {
  readonly id: string;
  readonly name: string;
  readonly org: string;
  readonly emails: readonly string[];
  readonly urls: readonly string[];
}

export function knownOf(row: Row): Known {
  const { id, name, org } = { id: text(row, "id"), name: text(row, "name"), org: text(row, "org") };
  return { id, name, org, emails: texts(row, "emails"), urls: texts(row, "urls") };
}
