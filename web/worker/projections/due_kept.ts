/**
 * The last answer about what is due, kept beside the snapshot: at the next start the first screen
 * shows it while SQLite is still being opened, and asks again as soon as it is. Shown only if the
 * log has not changed since and it is still the same day.
 */
import type { Row } from "../../shared/messages.ts";
import type { Heads } from "../events/chain.ts";
import type { LogDatabase } from "../log/database.ts";
import { readHeads } from "../log/reading.ts";
import type { AgendaWanted } from "./notebook.ts";
import { equalHeads } from "./snapshot.ts";
import { sqlHash } from "./sql.ts";

interface Kept {
  readonly question: string;
  readonly rows: readonly Row[];
}

export async function keepDue(
  database: LogDatabase,
  about: { readonly notebook: string; readonly heads: Heads },
  wanted: AgendaWanted,
  rows: readonly Row[],
): Promise<void> {
  const kept: Kept = { question: questionOf(wanted), rows };
  const bytes = new TextEncoder().encode(JSON.stringify(kept));
  const record = { ...about, name: "due", version: sqlHash, bytes } as const;
  const transaction = database.transaction("snapshot", "readwrite", { durability: "relaxed" });
  await transaction.store.put(record);
  await transaction.done;
}

/** Null if nothing is kept that answers this. */
export async function keptDue(
  database: LogDatabase,
  wanted: AgendaWanted,
): Promise<readonly Row[] | null> {
  const record = await database.get("snapshot", "due");
  if (record?.version !== sqlHash || wanted.as_of !== undefined) return null;
  if (!equalHeads(record.heads, await readHeads(database))) return null;
  const { question, rows } = JSON.parse(new TextDecoder().decode(record.bytes)) as Kept;
  return question === questionOf(wanted) ? rows : null;
}

/** All but the moment, of which only the local day counts. */
function questionOf({ now, offset_min, days, contact, limit }: AgendaWanted): string {
  const day = Math.floor((now / 60_000 + offset_min) / 1440);
  return JSON.stringify([day, offset_min, days ?? 0, contact ?? null, limit ?? -1]);
}
