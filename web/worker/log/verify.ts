/**
 * Walks every log's hash chain from its first event, as `infoview verify` does: the body's hash, the
 * number, the hash before it give the next hash, and the last is the head that was written down. It
 * reads a batch at a time, so that questions are answered in between.
 */
import type { Verified } from "../../shared/messages.ts";
import { Corrupt, StoreError } from "../errors.ts";
import { bodyHash, equalBytes, genesis, type Head, nextHead } from "../events/chain.ts";
import type { HeadRecord, LogDatabase } from "./database.ts";
import { read } from "./database.ts";
import type { Kept } from "./kept.ts";
import { tail } from "./reading.ts";

/** Called with events walked so far and in all. */
type Walked = (done: number, total: number) => void;

/** The first damage ends the walk, and so does `stop`. */
export async function verify(
  database: LogDatabase,
  notebook: string,
  walked: Walked,
  stop: AbortSignal,
): Promise<Verified> {
  const records = await read(database, ["head"], (transaction) =>
    transaction.objectStore("head").getAll(),
  );
  const total = records.reduce((sum, { seq }) => sum + seq, 0);
  let events = 0;
  const told = (count: number): boolean => {
    events += count;
    walked(events, total);
    return !stop.aborted;
  };
  for (const record of records) {
    const fault = await walk(database, notebook, record, told);
    if (fault !== null) return { logs: records.length, events, isStopped: false, fault };
    if (stop.aborted) return { logs: records.length, events, isStopped: true, fault: null };
  }
  const stray = await strayLog(database, records);
  return { logs: records.length, events, isStopped: false, fault: stray };
}

type Fault = Verified["fault"];

/** The first event of a log that does not add up, or null. `told` is false to stop. */
async function walk(
  database: LogDatabase,
  notebook: string,
  record: HeadRecord,
  told: (count: number) => boolean,
): Promise<Fault> {
  const { log } = record;
  let head = genesis(notebook, log);
  try {
    for await (const events of tail(database, log, 0, record.seq)) {
      for (const kept of events) {
        const next = nextOf(head, kept);
        if (next === null) return { log, seq: head.seq + 1, what: "changed" };
        head = next;
      }
      if (!told(events.length)) return null;
    }
  } catch (error) {
    if (error instanceof Corrupt) return { log, seq: error.seq, what: "missing" };
    // A block whose lengths do not fit its bytes.
    if (error instanceof StoreError || error instanceof RangeError)
      return { log, seq: head.seq + 1, what: "changed" };
    throw error;
  }
  return equalBytes(head.hash, record.hash) ? null : { log, seq: head.seq, what: "end" };
}

function nextOf(head: Head, kept: Kept): Head | null {
  const hash = kept.body === null ? kept.bodyHash : bodyHash(kept.body);
  if (hash === null) return null;
  const next = nextHead(head, hash);
  return kept.seq === next.seq && equalBytes(kept.hash, next.hash) ? next : null;
}

/** Events behind the end that a log's head names, or of a log without one: nobody would read them. */
async function strayLog(database: LogDatabase, records: readonly HeadRecord[]): Promise<Fault> {
  return await read(database, ["head", "event", "block"], async (transaction) => {
    for (const store of ["event", "block"] as const) {
      const names = transaction.objectStore(store);
      const logs = new Set(records.map(({ log }) => log));
      for (const [log] of await names.getAllKeys()) logs.add(log);
      for (const log of logs) {
        const seq = (await transaction.objectStore("head").get(log))?.seq ?? 0;
        const behind = IDBKeyRange.bound([log, seq + 1], [log, Number.MAX_SAFE_INTEGER]);
        if ((await names.count(behind)) > 0) return { log, seq, what: "end" };
      }
    }
    return null;
  });
}
