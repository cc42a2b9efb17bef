/**
 * Runs the shared SQL in the order of infoview_sync/projections/projector.py: put events into the
 * table, fold what they touched, sum it all up in a digest. Called inside a transaction.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { type Head, hashBytes, type Heads } from "../events/chain.ts";
import type { Envelope } from "../events/envelope.ts";
import type { Kept } from "../log/kept.ts";
import type { Engine } from "./engine.ts";
import { firstFold, foldsOf, logTables, sqlHash, sqlText } from "./sql.ts";

// A row at a time costs fifteen values each to carry over into SQLite's memory, a batch costs three:
// ?1 what is short, as JSON; ?2 all bodies and ?3 all hashes, one after the other. Bodies are never
// decoded on the way, so the bytes stay as authored.
const insert =
  "INSERT INTO event" +
  " (log, seq, hlc, type, subject, occurred_at, offset_min, body, body_hash, hash)" +
  " SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5," +
  " value ->> 6," +
  " CASE WHEN value ->> 9 THEN NULL ELSE CAST(substr(?2, value ->> 7, value ->> 8) AS TEXT) END," +
  " CASE WHEN value ->> 9 THEN substr(?2, value ->> 7, value ->> 8) END," +
  " substr(?3, key * 32 + 1, 32)" +
  " FROM json_each(?1)";
/** Some 300 KB of bodies. */
const insertEventsMax = 1000;
const setHead =
  "INSERT INTO head (log, seq, hash, hlc) VALUES (?, ?, ?, ?)" +
  " ON CONFLICT (log) DO UPDATE SET seq = excluded.seq, hash = excluded.hash," +
  " hlc = max(hlc, excluded.hlc)";
const touch =
  "INSERT OR IGNORE INTO touched (kind, subject) SELECT kind, ?1 FROM kind_of WHERE type = ?2";
const touchAll =
  "INSERT OR IGNORE INTO touched (kind, subject)" +
  " SELECT k.kind, e.subject FROM event e JOIN kind_of k ON k.type = e.type";

/** The columns of an event that is unreadable or erased. */
const unread: Envelope = { hlc: 0, type: "", subject: "", occurredAt: 0, offsetMin: 0 };

/** Makes the empty tables of a log and its projection. */
export function createTables(engine: Engine): void {
  engine.exec(logTables);
  openSession(engine);
  engine.runFile("schema.sql");
  engine.run("INSERT INTO projection (one, sql_hash) VALUES (1, ?)", [sqlHash]);
}

/** Makes the temporary tables and views that every query and fold reads. */
export function openSession(engine: Engine): void {
  engine.runFile("kinds.gen.sql");
  engine.runFile("session.sql");
}

/** Puts events into the log's tables; they continue what is there, each log in order. */
export function insertEvents(engine: Engine, events: readonly Kept[]): void {
  const lastByLog = new Map<string, { readonly kept: Kept; readonly hlc: number }>();
  for (let at = 0; at < events.length; at += insertEventsMax) {
    const batch = events.slice(at, at + insertEventsMax);
    engine.run(insert, batchValues(batch));
  }
  for (const kept of events) {
    const hlc = Math.max(lastByLog.get(kept.log)?.hlc ?? 0, kept.envelope?.hlc ?? 0);
    lastByLog.set(kept.log, { kept, hlc });
  }
  for (const [log, { kept, hlc }] of lastByLog) {
    engine.run(setHead, [log, kept.seq, kept.hash, hlc]);
  }
}

function batchValues(events: readonly Kept[]): [string, Uint8Array, Uint8Array] {
  const size = events.reduce((sum, { body, bodyHash }) => sum + (body ?? bodyHash ?? []).length, 0);
  const bodies = new Uint8Array(size);
  const hashes = new Uint8Array(events.length * hashBytes);
  let at = 0;
  const rows = events.map(({ log, seq, body, bodyHash, hash, envelope }, row) => {
    const bytes = body ?? bodyHash ?? new Uint8Array();
    const start = at;
    bodies.set(bytes, start);
    hashes.set(hash, row * hashBytes);
    at += bytes.length;
    const { hlc, type, subject, occurredAt, offsetMin } = envelope ?? unread;
    const isErased = body === null ? 1 : 0;
    // SQL counts the bytes of a blob from 1.
    return [log, seq, hlc, type, subject, occurredAt, offsetMin, start + 1, bytes.length, isErased];
  });
  return [JSON.stringify(rows), bodies, hashes];
}

/** Brings every row up to date that these events could change. */
export function fold(engine: Engine, events: readonly Kept[]): void {
  for (const { envelope } of events) {
    if (envelope !== null) engine.run(touch, [envelope.subject, envelope.type]);
  }
  foldTouched(engine);
}

/** Folds the whole log into projection tables that are empty. */
export function foldAll(engine: Engine): void {
  engine.run(touchAll);
  foldTouched(engine);
}

/** Makes the projection tables in a database whose log is elsewhere (a cut), and folds it all. */
export function build(engine: Engine): void {
  engine.runFile("schema.sql");
  foldAll(engine);
  engine.run("INSERT INTO projection (one, sql_hash) VALUES (1, ?)", [sqlHash]);
}

/** Where each log ends in this database. */
export function headsIn(engine: Engine): Heads {
  const heads = new Map<string, Head>();
  engine.each("SELECT log, seq, hash FROM head ORDER BY log", ([log, seq, hash]) => {
    if (hash instanceof Uint8Array) heads.set(String(log), { seq: Number(seq), hash });
  });
  return heads;
}

/** Encoding a row at a time costs more than hashing it. */
const digestCharsMax = 64 * 1024;

/** SHA-256, hex, of every row of every projection table. */
export function digest(engine: Engine): string {
  const encoder = new TextEncoder();
  const summed = sha256.create();
  let text = "";
  engine.each(sqlText("digest.sql"), ([name, row]) => {
    text += `${name} ${row}\n`;
    if (text.length < digestCharsMax) return;
    summed.update(encoder.encode(text));
    text = "";
  });
  summed.update(encoder.encode(text));
  return bytesToHex(summed.digest());
}

function foldTouched(engine: Engine): void {
  let kinds = touchedKinds(engine);
  if (kinds.has(firstFold.kind)) {
    engine.runFile(firstFold.file);
    kinds = touchedKinds(engine);
  }
  for (const file of foldsOf(kinds)) engine.runFile(file);
  engine.run("DELETE FROM touched");
}

function touchedKinds(engine: Engine): ReadonlySet<string> {
  const kinds = new Set<string>();
  engine.each("SELECT DISTINCT kind FROM touched", ([kind]) => kinds.add(String(kind)));
  return kinds;
}
