/**
 * Forgetting somebody, in the projection's database; mirrors infoview_sync/projections/forget.py.
 * The log in IndexedDB is erased by log/erase.ts.
 */
import { bodyHash } from "../events/chain.ts";
import { StoreError } from "../errors.ts";
import type { Kept } from "../log/kept.ts";
import type { Engine } from "./engine.ts";
import { foldTouched } from "./projector.ts";
import { sqlText } from "./sql.ts";

/** An event whose words are gone. */
export interface ErasedEvent {
  readonly log: string;
  readonly seq: number;
  readonly bodyHash: Uint8Array;
}

export interface Forgotten {
  readonly erased: readonly ErasedEvent[];
  /** Subjects by contact that no `contact.forgotten` names yet: for this device to say. */
  readonly unnamed: ReadonlyMap<string, readonly string[]>;
}

const nothing: Forgotten = { erased: [], unnamed: new Map() };
const addForgotten = "INSERT OR IGNORE INTO forgotten (contact, subject) VALUES (?, ?)";
const erase =
  "UPDATE event SET body = NULL, body_hash = ?, hlc = 0, type = '', subject = ''," +
  " occurred_at = 0, offset_min = 0 WHERE log = ? AND seq = ?";
const touch =
  "INSERT OR IGNORE INTO touched (kind, subject) SELECT kind, ?1 FROM kind_of WHERE type = ?2";

/**
 * Erases what the database holds of anybody forgotten; inside the caller's transaction. `fresh` are
 * the events that are new since the last call; null for a look at all of them.
 */
export function forget(engine: Engine, fresh: readonly Kept[] | null): Forgotten {
  if (engine.rows("SELECT 1 AS one FROM forgotten LIMIT 1").length === 0) return nothing;
  const unnamed = new Map<string, string[]>();
  let subjects = subjectsToLookAt(fresh);
  for (;;) {
    const found = engine.rows(sqlText("query/forgettable.sql"), { subjects });
    if (found.length === 0) break;
    subjects = null;
    for (const row of found) {
      const [contact, subject] = [String(row["contact"]), String(row["subject"])];
      unnamed.set(contact, [...(unnamed.get(contact) ?? []), subject]);
      engine.run(addForgotten, [contact, subject]);
    }
  }
  const erased: ErasedEvent[] = [];
  const about: (readonly [string, string])[] = [];
  const take = ([log, seq, type, subject, body]: readonly unknown[]): void => {
    if (!(body instanceof Uint8Array)) throw new StoreError("An event has no body to erase");
    erased.push({ log: String(log), seq: Number(seq), bodyHash: bodyHash(body) });
    about.push([String(subject), String(type)]);
  };
  engine.each(sqlText("query/doomed.sql"), take, { subjects });
  for (const { log, seq, bodyHash: hash } of erased) engine.run(erase, [hash, log, seq]);
  for (const [subject, type] of about) engine.run(touch, [subject, type]);
  if (about.length > 0) foldTouched(engine);
  return { erased, unnamed };
}

/** A JSON array; null for all, which a forgetting among the fresh events asks for. */
function subjectsToLookAt(fresh: readonly Kept[] | null): string | null {
  const envelopes = fresh?.flatMap(({ envelope }) => envelope ?? []);
  if (envelopes === undefined || envelopes.some(({ type }) => type === "contact.forgotten"))
    return null;
  return JSON.stringify([...new Set(envelopes.map(({ subject }) => subject))]);
}

/** Overwrites what SQLite keeps of erased words in its pages: a snapshot copies them all. */
export function scrub(engine: Engine): void {
  engine.run("INSERT INTO search (search) VALUES ('rebuild')");
  engine.run("VACUUM main");
  engine.run("VACUUM log");
}
