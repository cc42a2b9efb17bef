/**
 * Takes the words out of events in this browser's log; what proves the chain stays. The snapshot
 * goes too: it holds a copy of the words, and the next one is made without them.
 */
import { blockEventsMax, packBlock, unpackBlock } from "./block.ts";
import { get, type LogDatabase, type Writing, write } from "./database.ts";
import type { Kept } from "./kept.ts";

export interface Erasure {
  readonly log: string;
  readonly seq: number;
  readonly bodyHash: Uint8Array;
}

/**
 * Erases these events, all or none; durable when this returns. Their words are to be displaced then;
 * that it is due is kept with the erasure, and outlives the tab.
 */
export async function erase(database: LogDatabase, erasures: readonly Erasure[]): Promise<void> {
  if (erasures.length === 0) return;
  await write(database, ["event", "block", "snapshot", "scrap"], async (transaction) => {
    await transaction.objectStore("snapshot").clear();
    await transaction.objectStore("scrap").put({ number: dueNumber, bytes: new Uint8Array() });
    const hashBySeqByLog = new Map<string, Map<number, Uint8Array>>();
    for (const { log, seq, bodyHash } of erasures) {
      const hashBySeq = hashBySeqByLog.get(log) ?? new Map<number, Uint8Array>();
      hashBySeqByLog.set(log, hashBySeq.set(seq, bodyHash));
    }
    for (const [log, hashBySeq] of hashBySeqByLog) {
      await eraseRows(transaction, log, hashBySeq);
      await eraseInBlocks(transaction, log, hashBySeq);
    }
  });
}

/** The row that says that displacing is due; the noise has the numbers from 0 on. */
const dueNumber = -1;
/** Enough to fill the buffers of a browser's store and to make it sort its files anew. */
const displacingRows = 768;
const displacingBytes = 32 * 1024;
const displacingRowsAtOnce = 64;

/** Whether words were erased and not displaced yet. */
export async function isDisplacingDue(database: LogDatabase): Promise<boolean> {
  return (await get(database, "scrap", dueNumber)) !== undefined;
}

/**
 * Makes the browser overwrite what it still keeps of erased rows. Its store (LevelDB) only appends:
 * an old value stays in its files until enough new ones push them out. Half a second, after a
 * person was forgotten; tests/browser/test_forget.py searches the profile's files.
 *
 * If it fails, for lack of room, say, the noise is taken away all the same, and it stays due.
 */
export async function displace(database: LogDatabase): Promise<void> {
  try {
    for (let from = 0; from < displacingRows; from += displacingRowsAtOnce) {
      await write(database, ["scrap"], (transaction) => putNoise(transaction, from), "relaxed");
    }
  } finally {
    await removeScrap(database, IDBKeyRange.lowerBound(0));
  }
  await removeScrap(database, IDBKeyRange.only(dueNumber));
}

async function removeScrap(database: LogDatabase, range: IDBKeyRange): Promise<void> {
  await write(database, ["scrap"], (transaction) => transaction.objectStore("scrap").delete(range));
}

async function putNoise(transaction: Writing, from: number): Promise<void> {
  const store = transaction.objectStore("scrap");
  for (let number = from; number < from + displacingRowsAtOnce; number += 1) {
    const bytes = crypto.getRandomValues(new Uint8Array(displacingBytes));
    // The transaction tells.
    store.put({ number, bytes }).catch(() => undefined);
  }
}

async function eraseRows(
  transaction: Writing,
  log: string,
  hashBySeq: ReadonlyMap<number, Uint8Array>,
): Promise<void> {
  const store = transaction.objectStore("event");
  for (const [seq, bodyHash] of hashBySeq) {
    const row = await store.get([log, seq]);
    if (row !== undefined && row.body !== null) await store.put({ ...row, body: null, bodyHash });
  }
}

async function eraseInBlocks(
  transaction: Writing,
  log: string,
  hashBySeq: ReadonlyMap<number, Uint8Array>,
): Promise<void> {
  const store = transaction.objectStore("block");
  const range = IDBKeyRange.bound([log, 0], [log, Number.MAX_SAFE_INTEGER]);
  for (const key of await store.getAllKeys(range)) {
    const block = await store.get(key);
    if (block === undefined) continue;
    const isConcerned = [...hashBySeq.keys()].some(
      (seq) => block.first <= seq && seq <= block.last,
    );
    if (!isConcerned) continue;
    const events = unpackBlock(block, block.first, blockEventsMax).map((kept): Kept => {
      const bodyHash = hashBySeq.get(kept.seq);
      if (bodyHash === undefined || kept.body === null) return kept;
      return { ...kept, body: null, bodyHash, envelope: null };
    });
    await store.put(packBlock(events));
  }
}
