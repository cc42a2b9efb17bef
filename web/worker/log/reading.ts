/** Reads the log: heads, the head at any number, and tails in order, from rows and blocks alike. */
import { genesis, type Head, type Heads } from "../events/chain.ts";
import { Corrupt } from "../errors.ts";
import { blockEventsMax, unpackBlock } from "./block.ts";
import type { BlockRecord, LogDatabase, Reading } from "./database.ts";
import { read } from "./database.ts";
import { type Kept, keptOf } from "./kept.ts";

export async function readHeads(database: LogDatabase): Promise<Heads> {
  const records = await read(database, ["head"], (transaction) =>
    transaction.objectStore("head").getAll(),
  );
  return new Map(records.map(({ log, seq, hash }) => [log, { seq, hash }]));
}

/** The head that the log had after `seq` events, or null if it is shorter here. */
export async function headAt(
  transaction: Reading,
  notebook: string,
  log: string,
  seq: number,
): Promise<Head | null> {
  if (seq === 0) return genesis(notebook, log);
  const [kept] = await eventsFrom(transaction, log, seq, 1);
  return kept === undefined ? null : { seq, hash: kept.hash };
}

/** What lies together: a whole block, or events. */
export type Stretch = BlockRecord | readonly Kept[];

export function isBlock(stretch: Stretch): stretch is BlockRecord {
  return "bytes" in stretch;
}

/** Events `after` < seq ≤ `until` of a log, in order, in batches that fit memory. Throws Corrupt. */
export async function* tail(
  database: LogDatabase,
  log: string,
  after: number,
  until: number,
): AsyncGenerator<readonly Kept[]> {
  for await (const stretch of stretches(database, log, after, until)) {
    yield eventsOf(stretch);
  }
}

/** As `tail`, but whole blocks as they lie. */
export async function* stretches(
  database: LogDatabase,
  log: string,
  after: number,
  until: number,
): AsyncGenerator<Stretch> {
  const fetch = (from: number): Promise<Stretch> => {
    const count = Math.min(blockEventsMax, until - from + 1);
    const reading = read(database, ["event", "block"], (transaction) =>
      stretchFrom(transaction, log, from, count),
    );
    // Thrown where it is awaited; whoever stops in between need not hear of it.
    reading.catch(() => undefined);
    return reading;
  };
  let done = after;
  let next = fetch(done + 1);
  while (done < until) {
    const stretch = await next;
    const count = lengthOf(stretch);
    if (count === 0) throw new Corrupt(log, done + 1);
    done += count;
    // The browser reads on while these are worked on.
    if (done < until) next = fetch(done + 1);
    yield stretch;
  }
}

export function eventsOf(stretch: Stretch): readonly Kept[] {
  return isBlock(stretch) ? unpackBlock(stretch, stretch.first) : stretch;
}

export function lengthOf(stretch: Stretch): number {
  return isBlock(stretch) ? stretch.last - stretch.first + 1 : stretch.length;
}

async function eventsFrom(
  transaction: Reading,
  log: string,
  seq: number,
  count: number,
): Promise<readonly Kept[]> {
  return eventsOf(await stretchFrom(transaction, log, seq, count));
}

/** The event `seq` and what follows it in the same place, at most `count`; empty if it is not here. */
async function stretchFrom(
  transaction: Reading,
  log: string,
  seq: number,
  count: number,
): Promise<Stretch> {
  const range = IDBKeyRange.bound([log, seq], [log, Number.MAX_SAFE_INTEGER]);
  const [block] = await transaction.objectStore("block").getAll(range, 1);
  if (block !== undefined && block.first === seq && lengthOf(block) <= count) return block;
  if (block !== undefined && block.first <= seq) return unpackBlock(block, seq, count);
  const rows = await transaction.objectStore("event").getAll(range, count);
  // Rows go on after the next block; only those that follow one another belong together.
  const gap = rows.findIndex((row, at) => row.seq !== seq + at);
  return (gap === -1 ? rows : rows.slice(0, gap)).map(keptOf);
}
