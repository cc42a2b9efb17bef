/**
 * One round with the other side: pull what we lack, push what it lacks, say whether both agree.
 * What to do follows from two version vectors alone; moving bytes is the peer's work. A round that
 * is cut off anywhere is simply run again.
 */
import { ForeignNotebook } from "../errors.ts";
import type { Heads } from "../events/chain.ts";
import type { Notebook } from "../projections/notebook.ts";
import { eventsIn, missing, nameOf, type Range, type TheirHeads } from "./heads.ts";
import { incoming, outgoing } from "./exchange.ts";

/** The other side, however it is reached. Each call throws Unreachable or Refused. */
export interface Peer {
  heads(withDigest: boolean): Promise<TheirHeads>;
  pull(notebook: string, heads: Heads): AsyncIterable<Uint8Array>;
  push(segments: Uint8Array): Promise<TheirHeads>;
}

/** Called with the events taken so far and in all, after each batch is durable. */
export type Taken = (done: number, total: number) => void;

/** The server's limit for one request. */
export const pushBytesMax = 8 * 1024 * 1024;
/** A segment inflates to 1.06 MiB at most and a server opens 128 MiB a push. */
const pushSegmentsMax = 100;
/** 16 × 512 events: one transaction; the progress bar moves as often. */
const segmentsABatch = 16;
/** Each round that moved something begins anew, in case more came meanwhile; then the next wakes us. */
const stepsMax = 8;

/** The heads of the other side at the end of the round, and whether ours are the same. */
export interface Outcome {
  readonly theirs: TheirHeads;
  readonly agree: boolean;
}

/** Throws Unreachable, Refused, ForeignNotebook, Fork, Gap, BadSegment. */
export async function runRound(notebook: Notebook, peer: Peer, taken: Taken): Promise<Outcome> {
  const { notebook: id } = notebook.identity;
  let theirs = await peer.heads(false);
  for (let step = 0; step < stepsMax; step += 1) {
    if (theirs.notebook !== id) throw new ForeignNotebook(id, theirs.notebook);
    const mine = await notebook.heads();
    const lacking = missing(mine, theirs.heads);
    const owed = missing(theirs.heads, mine);
    if (lacking.some(({ log }) => log === notebook.identity.log)) {
      // The other side has more of our own log than we: this browser was set back or copied. It
      // takes that tail like anyone's and goes on under a new name, so that no number is used twice.
      await notebook.continueInNewLog();
    }
    if (lacking.length > 0) await pull(notebook, peer, mine, eventsIn(lacking), taken);
    else if (owed.length > 0) theirs = await push(notebook, peer, owed, theirs);
    else return { theirs, agree: nameOf(mine) === nameOf(theirs.heads) };
  }
  return { theirs, agree: false };
}

async function pull(
  notebook: Notebook,
  peer: Peer,
  mine: Heads,
  total: number,
  taken: Taken,
): Promise<void> {
  const { notebook: id } = notebook.identity;
  const batches = incoming(peer.pull(id, mine), id, segmentsABatch);
  let done = 0;
  let next = batches.next();
  try {
    for (let batch = await next; !batch.done; batch = await next) {
      // The next batch is on its way while this one is written and folded.
      next = batches.next();
      next.catch(() => undefined);
      done += batch.value.reduce((sum, { events }) => sum + events.length, 0);
      await notebook.accept(batch.value, done < total);
      taken(done, Math.max(done, total));
    }
  } finally {
    // A wire that is cut leaves less than was announced.
    await notebook.settle();
    // If a batch was refused, the rest is not asked for.
    batches.return(undefined).catch(() => undefined);
  }
}

async function push(
  notebook: Notebook,
  peer: Peer,
  owed: readonly Range[],
  theirs: TheirHeads,
): Promise<TheirHeads> {
  let answer = theirs;
  let request: Uint8Array[] = [];
  let size = 0;
  const send = async (): Promise<void> => {
    const body = new Uint8Array(size);
    let at = 0;
    for (const segment of request) {
      body.set(segment, at);
      at += segment.length;
    }
    answer = await peer.push(body);
    request = [];
    size = 0;
  };
  for await (const segment of outgoing(notebook.database, notebook.identity.notebook, owed)) {
    const isFull = size + segment.length > pushBytesMax || request.length >= pushSegmentsMax;
    if (size > 0 && isFull) await send();
    request.push(segment);
    size += segment.length;
  }
  if (size > 0) await send();
  return answer;
}
