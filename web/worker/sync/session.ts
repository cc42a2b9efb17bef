/**
 * One round with the other side: pull what we lack, push what it lacks, say whether both agree.
 * What to do follows from two version vectors alone; moving bytes is the peer's work. A round that
 * is cut off anywhere is simply run again.
 */
import { CutOff, ForeignNotebook, Fork, type LeftOut } from "../errors.ts";
import type { Heads } from "../events/chain.ts";
import { theRest } from "../later.ts";
import { keyringOf } from "../log/keyring.ts";
import { readServerLog } from "../log/meta.ts";
import type { Admitted } from "../projections/admitting.ts";
import type { Notebook } from "../projections/notebook.ts";
import { eventsIn, forks, missing, nameOf, type Range, type TheirHeads } from "./heads.ts";
import type { SentKey } from "./epochs.ts";
import { incoming, outgoing } from "./exchange.ts";
import { headerOf } from "./header.ts";

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
  /** Why some logs were not taken, here or there, by log. */
  readonly refused: ReadonlyMap<string, LeftOut>;
}

/** Throws KeysMissing, Unreachable, Refused, ForeignNotebook, Gap, BadSegment. */
export async function runRound(notebook: Notebook, peer: Peer, taken: Taken): Promise<Outcome> {
  const { notebook: id } = notebook.identity;
  await keyringOf(notebook.database); // without any, it must be paired first
  await notebook.standBy();
  let theirs = await peer.heads(false);
  const aside = new Aside();
  for (let step = 0; step < stepsMax; step += 1) {
    if (theirs.notebook !== id) throw new ForeignNotebook(id, theirs.notebook);
    const holdsKeys = await keysFor(theirs.epoch, notebook, peer);
    const mine = await notebook.heads();
    const { lacking, owed } = aside.left(mine, theirs.heads);
    if (aside.isForked(notebook.identity.log)) {
      // Another browser wrote on as this one. Both pasts stay; what is said from now on goes round.
      await notebook.continueInNewLog();
      continue;
    }
    if (pullsFirst(lacking, owed, holdsKeys)) {
      aside.pulled(await pull(notebook, peer, mine, lacking, taken));
      // Nothing that it says from now on would be taken.
      if (notebook.isCutOff()) throw new CutOff();
    } else if (owed.length > 0) {
      const before = theirs;
      theirs = await push(notebook, peer, owed, before);
      aside.pushed(before, theirs);
    } else {
      const agree = nameOf(mine) === nameOf(theirs.heads);
      return { theirs, refused: aside.all, agree };
    }
  }
  return { theirs, refused: aside.all, agree: false };
}

/** Logs that are left out of a round while all others go on, and why. */
class Aside {
  /** By this side, and by the other, unless what was taken since may let them in. */
  #here: Outcome["refused"] = new Map();
  #there: Outcome["refused"] = new Map();
  /** By both: each holds another past of them. */
  readonly #forked = new Map<string, LeftOut>();

  get all(): Outcome["refused"] {
    return new Map([...this.#here, ...this.#there, ...this.#forked]);
  }

  isForked(log: string): boolean {
    return this.#forked.has(log);
  }

  /** What is still to be moved. */
  left(mine: Heads, theirs: Heads): Record<"lacking" | "owed", readonly Range[]> {
    this.#noteForks(forks(mine, theirs));
    const isLeft = (but: Outcome["refused"], { log }: Range) =>
      !but.has(log) && !this.#forked.has(log);
    return {
      lacking: missing(mine, theirs).filter((each) => isLeft(this.#here, each)),
      owed: missing(theirs, mine).filter((each) => isLeft(this.#there, each)),
    };
  }

  pulled({ count, refused }: Pick<Admitted, "count" | "refused">): void {
    // With nothing new, who was refused now would be refused for ever.
    this.#here = count > 0 ? new Map() : refused;
    this.#noteForks(refused);
  }

  pushed(before: TheirHeads, theirs: TheirHeads): void {
    const hasGrown = missing(before.heads, theirs.heads).length > 0;
    this.#there = hasGrown ? new Map() : theirs.waiting;
    this.#noteForks(theirs.waiting);
  }

  #noteForks(refused: Outcome["refused"]): void {
    for (const [log, why] of refused) if (why instanceof Fork) this.#forked.set(log, why);
  }
}

/** What is sealed by a key that is not here cannot be pulled: then who we are is told first. */
function pullsFirst(lacking: readonly Range[], owed: readonly Range[], holdsKeys: boolean) {
  return lacking.length > 0 && (holdsKeys || owed.length === 0);
}

/** Whether the keys up to `epoch` are here, or have come now. */
async function keysFor(epoch: number, notebook: Notebook, peer: Peer): Promise<boolean> {
  if (epoch === 0 || (await keyringOf(notebook.database)).epochs.has(epoch)) return true;
  return await (await theRest()).takeKeys(notebook, peer);
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
  const refused = new Map<string, LeftOut>();
  let count = 0;
  let done = 0;
  let next = batches.next();
  try {
    for (let batch = await next; !batch.done; batch = await next) {
      // The next batch is on its way while this one is written and folded.
      next = batches.next();
      next.catch(() => undefined);
      done += batch.value.reduce((sum, { events }) => sum + events.length, 0);
      // Of a log whose beginning was left out, all comes with the next pull.
      const runs = batch.value.filter(({ log }) => !refused.has(log));
      const admitted = await notebook.admit(runs, done < total);
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

/**
 * Of the other side's newest key: one that was made since opens nothing there, and only hearing of
 * the device that was cut off makes the other side renew its own. Null, for the newest key here, if
 * the other side itself was cut off.
 */
async function epochFor(notebook: Notebook, theirs: TheirHeads): Promise<number | null> {
  const log = await readServerLog(notebook.database);
  return log !== null && notebook.isCutOff(log) ? null : theirs.epoch;
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
  /** Logs of which the rest is left out: the other side lets in none of it yet. */
  const waiting = new Set<string>();
  const send = async (): Promise<void> => {
    const body = new Uint8Array(size);
    let at = 0;
    for (const segment of request) {
      body.set(segment, at);
      at += segment.length;
    }
    answer = await peer.push(body);
    for (const log of answer.waiting.keys()) waiting.add(log);
    request = [];
    size = 0;
  };
  for await (const segment of outgoing(notebook, owed, await epochFor(notebook, theirs))) {
    const isFull = size + segment.length > pushBytesMax || request.length >= pushSegmentsMax;
    if (size > 0 && isFull) await send();
    if (waiting.has(headerOf(segment).log)) continue;
    request.push(segment);
    size += segment.length;
  }
  if (size > 0) await send();
  return answer;
}
