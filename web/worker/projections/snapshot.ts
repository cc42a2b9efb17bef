/**
 * The projections' database kept as bytes, so that a start folds only what is newer. Disposable:
 * whatever is wrong with it, the log is folded instead.
 *
 * Two records: the views, a third of the bytes, from which a screen is drawn at once, and the log's
 * tables, which are first needed to fold, undo or show the history.
 */
import { equalBytes, type Heads } from "../events/chain.ts";
import {
  get,
  type LogDatabase,
  read,
  type SnapshotRecord,
  write,
  type Writing,
} from "../log/database.ts";
import { headAt, stretches } from "../log/reading.ts";
import { Engine } from "./engine.ts";
import { scrub } from "./forget.ts";
import { build, createLog, headsIn, indexLog, insertStretch, openSession } from "./projector.ts";
import { logHash, sqlHash } from "./sql.ts";

type Part = "views" | "log";

export interface Restored {
  readonly engine: Engine;
  /** Where each log ended when this was kept. */
  readonly heads: Heads;
}

/** The views as of the snapshot, or null if there are none that fit this log and version. */
export async function restore(
  database: LogDatabase,
  notebook: string,
  first: Promise<void>,
): Promise<Restored | null> {
  // Megabytes to read while SQLite is compiled and gets ready: side by side, not in turn.
  const reading = get(database, "snapshot", "views").catch(() => undefined);
  await first;
  const engine = await Engine.open();
  try {
    openSession(engine);
    const record = await reading;
    if (record !== undefined && (await fits(database, "views", record, notebook, engine))) {
      engine.deserialize(record.bytes);
      return { engine, heads: record.heads };
    }
  } catch {
    // What cannot be read is as good as none.
  }
  engine.close();
  return null;
}

/**
 * Adds the log's tables as of `heads` to restored views: as they were kept, else event by event.
 * Then the views are folded anew too: another tab dropped what was kept, perhaps to forget somebody
 * of whom these still hold every word, and the log would not say any more what to erase.
 */
export async function restoreLog(
  database: LogDatabase,
  { engine, heads }: Restored,
): Promise<void> {
  const record = await get(database, "snapshot", "log").catch(() => undefined);
  if (record?.version === versionOf("log", engine) && equalHeads(record.heads, heads)) {
    if (putLog(engine, record)) return;
  }
  createLog(engine);
  for (const [log, { seq }] of heads) {
    for await (const stretch of stretches(database, log, 0, seq)) {
      engine.transact(() => insertStretch(engine, stretch));
    }
  }
  indexLog(engine);
  engine.transact(() => {
    engine.runFile("drop.sql");
    build(engine);
  });
  scrub(engine);
}

/** The log's tables, empty or, after an upgrade that changes the views only, as they were kept. */
export async function beginLog(
  database: LogDatabase,
  notebook: string,
  engine: Engine,
): Promise<void> {
  const record = await get(database, "snapshot", "log").catch(() => undefined);
  const isFit = record !== undefined && (await fits(database, "log", record, notebook, engine));
  if (!isFit || !putLog(engine, record)) createLog(engine);
}

function putLog(engine: Engine, { bytes }: SnapshotRecord): boolean {
  if (!isDatabase(bytes)) return false;
  engine.attach("log");
  engine.deserialize(bytes, "log");
  return true;
}

export async function keep(database: LogDatabase, engine: Engine, notebook: string): Promise<void> {
  const heads = headsIn(engine);
  const recordOf = (name: Part, schema: string): SnapshotRecord => ({
    ...{ name, version: versionOf(name, engine), notebook, heads },
    bytes: engine.serialize(schema),
  });
  const replace = async (transaction: Writing): Promise<void> => {
    const store = transaction.objectStore("snapshot");
    // An earlier version kept both as one, under another name.
    await store.clear();
    await store.put(recordOf("views", "main"));
    await store.put(recordOf("log", "log"));
  };
  // A power cut costs one full fold.
  await write(database, ["snapshot"], replace, "relaxed");
}

/** Bytes that are none would take every later statement down with them. */
function isDatabase(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 16)) === "SQLite format 3\0";
}

/** Another SQLite may lay out its pages in another way, other SQL other tables. */
function versionOf(name: Part, engine: Engine): string {
  return `${name === "views" ? sqlHash : logHash} ${engine.version}`;
}

/** Whether each log of the snapshot is a prefix of what the log holds. */
async function fits(
  database: LogDatabase,
  part: Part,
  record: SnapshotRecord,
  notebook: string,
  engine: Engine,
): Promise<boolean> {
  if (record.version !== versionOf(part, engine) || record.notebook !== notebook) return false;
  if (!isDatabase(record.bytes)) return false;
  return await read(database, ["head", "event", "block"], async (transaction) => {
    for (const [log, head] of record.heads) {
      const now = await transaction.objectStore("head").get(log);
      const isCurrent = now?.seq === head.seq;
      const known = isCurrent ? now : await headAt(transaction, notebook, log, head.seq);
      if (known === undefined || known === null || !equalBytes(known.hash, head.hash)) return false;
    }
    return true;
  });
}

export function equalHeads(left: Heads, right: Heads): boolean {
  if (left.size !== right.size) return false;
  return [...left].every(([log, head]) => {
    const other = right.get(log);
    return other !== undefined && other.seq === head.seq && equalBytes(other.hash, head.hash);
  });
}
