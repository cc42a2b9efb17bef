/**
 * The projections' database kept as bytes, so that a start folds only what is newer. Disposable:
 * whatever is wrong with it, the log is folded instead.
 */
import { equalBytes, type Heads } from "../events/chain.ts";
import { type LogDatabase, read, type SnapshotRecord } from "../log/database.ts";
import { headAt } from "../log/reading.ts";
import { Engine } from "./engine.ts";
import { headsIn, openSession } from "./projector.ts";
import { sqlHash } from "./sql.ts";

/** The database as of the snapshot, or null if there is none that fits this log and version. */
export async function restore(database: LogDatabase, notebook: string): Promise<Engine | null> {
  // Megabytes to read while SQLite is still being compiled: side by side, not in turn.
  const reading = database.get("snapshot", "current").catch(() => undefined);
  const engine = await Engine.open();
  try {
    const record = await reading;
    if (record !== undefined && (await fits(database, record, notebook, engine))) {
      engine.deserialize(record.bytes);
      openSession(engine);
      if (equalHeads(headsIn(engine), record.heads)) return engine;
    }
  } catch {
    // Bytes that SQLite cannot read are as good as none.
  }
  engine.close();
  return null;
}

export async function keep(database: LogDatabase, engine: Engine, notebook: string): Promise<void> {
  const record: SnapshotRecord = {
    name: "current",
    version: versionOf(engine),
    notebook,
    heads: headsIn(engine),
    bytes: engine.serialize(),
  };
  // Relaxed durability: a power cut costs one full fold.
  const transaction = database.transaction("snapshot", "readwrite", { durability: "relaxed" });
  await transaction.store.put(record);
  await transaction.done;
}

/** Another SQLite may lay out its pages in another way, other SQL other tables. */
function versionOf(engine: Engine): string {
  return `${sqlHash} ${engine.version}`;
}

/** Whether each log of the snapshot is a prefix of what the log holds. */
async function fits(
  database: LogDatabase,
  record: SnapshotRecord,
  notebook: string,
  engine: Engine,
): Promise<boolean> {
  if (record.version !== versionOf(engine) || record.notebook !== notebook) return false;
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

function equalHeads(left: Heads, right: Heads): boolean {
  if (left.size !== right.size) return false;
  return [...left].every(([log, head]) => {
    const other = right.get(log);
    return other !== undefined && other.seq === head.seq && equalBytes(other.hash, head.hash);
  });
}
