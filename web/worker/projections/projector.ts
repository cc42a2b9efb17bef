/**
 * Runs the shared SQL in the order of infoview_sync/projections/projector.py: put events into the
 * table, fold what they touched, sum it all up in a digest. Called inside a transaction.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Head, Heads } from "../events/chain.ts";
import type { Kept } from "../log/kept.ts";
import { eventsOf, isBlock, type Stretch } from "../log/reading.ts";
import { batchEventsMax, batchOf, insertBatch } from "./batch.ts";
import type { Engine } from "./engine.ts";
import { sessionFiles } from "./session_files.ts";
import { blockValues, insertBlock } from "./whole_block.ts";
import { firstFolds, foldIndex, foldsOf, logIndexes, logTables, sqlHash, sqlText } from "./sql.ts";

const setHead =
  "INSERT INTO head (log, seq, hash, hlc) VALUES (?, ?, ?, ?)" +
  " ON CONFLICT (log) DO UPDATE SET seq = excluded.seq, hash = excluded.hash," +
  " hlc = max(hlc, excluded.hlc)";
const touch =
  "INSERT OR IGNORE INTO touched (kind, subject) SELECT kind, ?1 FROM kind_of WHERE type = ?2";
const touchTail =
  "INSERT OR IGNORE INTO touched (kind, subject)" +
  " SELECT k.kind, e.subject FROM event e JOIN kind_of k ON k.type = e.type" +
  " WHERE e.log = ?1 AND e.seq >= ?2";
const touchAll =
  "INSERT OR IGNORE INTO touched (kind, subject)" +
  " SELECT k.kind, e.subject FROM event e JOIN kind_of k ON k.type = e.type";

/**
 * The log's tables are a database of their own: after a start they are needed later than the rest.
 * Without indexes: see `indexLog`.
 */
export function createLog(engine: Engine): void {
  engine.attach("log");
  engine.exec(logTables);
}

/** Makes the log's indexes, unless they are there. */
export function indexLog(engine: Engine): void {
  engine.exec(logIndexes);
}

/** Makes the one of them without which nothing may be folded. */
export function indexForFolds(engine: Engine): void {
  engine.exec(foldIndex);
}

/** Makes the empty tables of a log and its projection. */
export function createTables(engine: Engine): void {
  createLog(engine);
  indexLog(engine);
  createViews(engine);
}

/** Makes the empty tables of the projection of a log that is there. */
export function createViews(engine: Engine): void {
  openSession(engine);
  engine.runFile("schema.sql");
  engine.run("INSERT INTO projection (one, sql_hash) VALUES (1, ?)", [sqlHash]);
}

/** Makes the temporary tables and views that every query and fold reads. */
export function openSession(engine: Engine): void {
  for (const file of sessionFiles) engine.runFile(file);
}

/** Puts events into the log's tables; they continue what is there, each log in order. */
export function insertEvents(engine: Engine, events: readonly Kept[]): void {
  for (let at = 0; at < events.length; at += batchEventsMax) {
    engine.run(insertBatch, batchOf(events.slice(at, at + batchEventsMax)));
  }
  const lastByLog = new Map<string, { readonly kept: Kept; readonly hlc: number }>();
  for (const kept of events) {
    const hlc = Math.max(lastByLog.get(kept.log)?.hlc ?? 0, kept.envelope?.hlc ?? 0);
    lastByLog.set(kept.log, { kept, hlc });
  }
  for (const [log, { kept, hlc }] of lastByLog) {
    engine.run(setHead, [log, kept.seq, kept.hash, hlc]);
  }
}

/** As `insertEvents`, for what lies together in IndexedDB. */
export function insertStretch(engine: Engine, stretch: Stretch): void {
  const whole = isBlock(stretch) ? blockValues(stretch) : null;
  if (whole !== null) {
    const [, , log] = whole.values;
    engine.run(insertBlock, whole.values);
    engine.run(setHead, [log, whole.head.seq, whole.head.hash, whole.hlc]);
    return;
  }
  insertEvents(engine, eventsOf(stretch));
}

/** Brings every row up to date that these events could change. */
export function fold(engine: Engine, events: readonly Kept[]): void {
  for (const { envelope } of events) {
    if (envelope !== null) engine.run(touch, [envelope.subject, envelope.type]);
  }
  foldTouched(engine);
}

/** Notes what these events could change, for a later `foldTouched`; they end their logs. */
export function touchTails(engine: Engine, events: readonly Kept[]): void {
  const firstByLog = new Map<string, number>();
  for (const { log, seq } of events) if (!firstByLog.has(log)) firstByLog.set(log, seq);
  for (const [log, seq] of firstByLog) engine.run(touchTail, [log, seq]);
}

/** Folds who may come in, of what was noted as touched; all of it stays noted for the fold to come. */
export function foldRoster(engine: Engine): void {
  for (const kind of ["device", "recovery"]) engine.runFile(`fold/${kind}.sql`);
}

/** Folds the whole log into projection tables that are empty. */
export function foldAll(engine: Engine): void {
  engine.run(touchAll);
  foldTouched(engine);
}

/**
 * As `foldAll`, but for these files; returns which of them wait for `foldFiles`. None if somebody is
 * to be forgotten, which looks at every row.
 */
export function foldAllBut(engine: Engine, later: readonly string[]): readonly string[] {
  engine.run(touchAll);
  runFirstFolds(engine);
  const kinds = touchedKinds(engine);
  const files = foldsOf(kinds);
  const waiting = kinds.has("forgetting") ? [] : files.filter((file) => later.includes(file));
  for (const file of files) if (!waiting.includes(file)) engine.runFile(file);
  if (waiting.length === 0) engine.run("DELETE FROM touched");
  return waiting;
}

/** Runs these folds, the last over what is touched. */
export function foldFiles(engine: Engine, files: readonly string[]): void {
  for (const file of files) engine.runFile(file);
  engine.run("DELETE FROM touched");
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

/** Brings every row up to date that was noted as touched. */
export function foldTouched(engine: Engine): void {
  runFirstFolds(engine);
  foldFiles(engine, foldsOf(touchedKinds(engine)));
}

function runFirstFolds(engine: Engine): void {
  for (const { kind, file } of firstFolds) {
    if (touchedKinds(engine).has(kind)) engine.runFile(file);
  }
}

function touchedKinds(engine: Engine): ReadonlySet<string> {
  const kinds = new Set<string>();
  engine.each("SELECT DISTINCT kind FROM touched", ([kind]) => kinds.add(String(kind)));
  return kinds;
}
