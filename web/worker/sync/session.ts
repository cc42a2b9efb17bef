/**
 * One round with the other side: pull what we lack, push what it lacks, say whether both agree.
 * What to do follows from two version vectors alone; moving bytes is the peer's work. A round that
 * is cut off anywhere is simply run again.
 */
import { CutOff, ForeignNotebook, type NotAdmitted } from "../errors.ts";
import type { Heads } from "../events/chain.ts";
import { theRest } from "../later.ts";
import { currentEpoch, keyringOf } from "../log/keyring.ts";
import type { Admitted } from "../projections/admitting.ts";
import type { Notebook } from "../projections/notebook.ts";
import { eventsIn, missing, nameOf, type Range, type TheirHeads } from "./heads.ts";
import type { SentKey } from "./epochs.ts";
import { incoming, outgoing } from "./exchange.ts";

/** The other side, however it is reached. Each call throws Unreachable or Refused. */
export interface Peer {
  /** The epoch keys that the other side has wrapped for this device. */
  keys(): Promise<readonly SentKey[]>;
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
  /** Why some logs of the other side were not taken, by log. */
  readonly refused: ReadonlyMap<string, NotAdmitted>;
}

/** Throws KeysMissing, Unreachable, Refused, ForeignNotebook, Fork, Gap, BadSegment. */
export async function runRound(notebook: Notebook, peer: Peer, taken: Taken): Promise<Outcome> {
  const { notebook: id } = notebook.identity;
  await keyringOf(notebook.database); // without any, it must be paired first
  await notebook.standBy();
  let theirs = await peer.heads(false);
  let refused: Outcome["refused"] = new Map();
  for (let step = 0; step < stepsMax; step += 1) {
    if (theirs.notebook !== id) throw new ForeignNotebook(id, theirs.notebook);
    const holdsKeys = await keysUpTo(theirs.epoch, notebook, peer);
    const mine = await notebook.heads();
    const lacking = lackingOf(mine, theirs.heads, refused);
    const owed = missing(theirs.heads, mine);
    if (pullsFirst(lacking, owed, holdsKeys)) {
      const admitted = await pull(notebook, peer, mine, lacking, taken);
      // With nothing new, who was refused now would be refused for ever.
      refused = admitted.count > 0 ? new Map() : admitted.refused;
      // Nothing that it says from now on would be taken.
      if (notebook.isCutOff()) throw new CutOff();
    } else if (owed.length > 0) theirs = await push(notebook, peer, owed, theirs);
    else return { theirs, refused, agree: nameOf(mine) === nameOf(theirs.heads) };
  }
  return { theirs, refused, agree: false };
}

/** What is sealed by a key that is not here cannot be pulled: then who we are is told first. */
function pullsFirst(lacking: readonly Range[], owed: readonly Range[], holdsKeys: boolean) {
  return lacking.length > 0 && (holdsKeys || owed.length === 0);
}

/** Whether the keys up to `epoch` are here, or have come now. */
async function keysUpTo(epoch: number, notebook: Notebook, peer: Peer): Promise<boolean> {
  if (epoch <= currentEpoch(await keyringOf(notebook.database)).number) return true;
  return await (await theRest()).takeKeys(notebook, peer);
}

function lackingOf(mine: Heads, theirs: Heads, refused: Outcome["refused"]): readonly Range[] {
  return missing(mine, theirs).filter(({ log }) => !refused.has(log));
}

async function pull(
  notebook: Notebook,
  peer: Peer,
  mine: Heads,
  lacking: readonly Range[],
  taken: Taken,
): Promise<Pick<Admitted, "count" | "refused">> {
  const { notebook: id, log: own } = notebook.identity;
  if (lacking.some(({ log }) => log === own)) {
    // The other side has more of our own log than we: this browser was set back or copied. It
    // takes that tail like anyone's and goes on under a new name, so that no number is used twice.
    await notebook.continueInNewLog();
  }
  const total = eventsIn(lacking);
  const batches = incoming(notebook, peer.pull(id, mine), segmentsABatch);
  const refused = new Map<string, NotAdmitted>();
  let count = 0;
  let done = 0;
  let next = batches.next();
  try {
    for (let batch = await next; !batch.done; batch = await next) {
      // The next batch is on its way while this one is written and folded.
      next = batches.next();
      next.catch(() => undefined);
      done += batch.value.reduce((sum, { events }) => sum + events.length, 0);
      const admitted = await notebook.admit(batch.value, done < total);
      count += admitted.count;
      for (const [log, why] of admitted.refused) refused.set(log, why);
      taken(done, Math.max(done, total));
    }
  } finally {
    // A wire that is cut leaves less than was announced.
    await notebook.settle();
    // If a batch was refused, the rest is not asked for.
    batches.return(undefined).catch(() => undefined);
  }
  return { count, refused };
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
  for await (const segment of outgoing(notebook, owed)) {
    const isFull = size + segment.length > pushBytesMax || request.length >= pushSegmentsMax;
    if (size > 0 && isFull) await send();
    request.push(segment);
    size += segment.length;
  }
  if (size > 0) await send();
  return answer;
}
