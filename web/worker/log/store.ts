/**
 * The append-only store: the two ways in, mirroring infoview_sync/log/store.py.
 *
 * Both take the whole decision inside one readwrite transaction, which IndexedDB serialises across
 * tabs, so that two tabs never hand out one sequence number twice (I3). Both return only after the
 * transaction is complete (I2).
 */
import { hlcFollowedMax, nextHlc } from "../../shared/clock.ts";
import { newId } from "../../shared/ids.ts";
import type { Draft } from "../../shared/messages.ts";
import { localMoment } from "../../shared/moment.ts";
import { Fork, Gap, NotebookMissing } from "../errors.ts";
import { writeBody } from "../events/author.ts";
import { bodyHash, equalBytes, genesis, type Head, nextHead } from "../events/chain.ts";
import type { World } from "../world.ts";
import { blockEventsMax, packBlock } from "./block.ts";
import {
  type HeadRecord,
  type LogDatabase,
  type StoreName,
  type Writing,
  write,
} from "./database.ts";
import { identityIn, type Identity } from "./meta.ts";
import { headAt } from "./reading.ts";
import { type Kept, recordOf } from "./kept.ts";

/** Events of one log that follow `after`: what a segment carries, once opened. */
export interface Run {
  readonly log: string;
  readonly after: Head;
  readonly events: readonly Kept[];
}

/** From this many new events of one log on, they are written as blocks at once. */
const blockEventsMin = 128;
const appending: StoreName[] = ["meta", "head", "event", "block"];

/**
 * Who we are. A browser that holds nothing gets a fresh log, begun with `device.added`: whatever it
 * may have written before its storage was emptied, it never continues those numbers.
 */
export async function begin(
  database: LogDatabase,
  notebook: string,
  world: World,
): Promise<Identity> {
  return await write(database, appending, async (transaction) => {
    const known = await identityIn(transaction);
    return known ?? (await newLog(transaction, notebook, world));
  });
}

/** Leaves `old` as it is and writes a fresh log from now on; once, if two tabs want it. */
export async function continueInNewLog(
  database: LogDatabase,
  old: Identity,
  world: World,
): Promise<Identity> {
  return await write(database, appending, async (transaction) => {
    const known = await identityIn(transaction);
    if (known !== null && known.log !== old.log) return known;
    return await newLog(transaction, old.notebook, world);
  });
}

/** Writes this browser's next events, all or none. Throws InvalidEvent, NotebookMissing. */
export async function append(
  database: LogDatabase,
  drafts: readonly Draft[],
  world: World,
): Promise<readonly Kept[]> {
  return await write(database, appending, async (transaction) => {
    const identity = await identityIn(transaction);
    if (identity === null) throw new NotebookMissing();
    return await appendTo(transaction, identity, drafts, world);
  });
}

/**
 * Takes runs of other devices' logs in one transaction; what is known is passed over (I4).
 *
 * Returns what is new, in order. Throws Gap if events before a run are missing here, Fork if
 * one of them is here with another hash; then nothing of these runs is kept.
 */
export async function accept(
  database: LogDatabase,
  notebook: string,
  runs: readonly Run[],
): Promise<readonly Kept[]> {
  return await write(database, ["head", "event", "block"], async (transaction) => {
    const taken: Kept[] = [];
    for (const run of runs) {
      const last = await headOf(transaction, notebook, run.log);
      if (run.after.seq > last.seq) throw new Gap(run.log, last.seq + 1);
      await checkKnown(transaction, notebook, run, last);
      const fresh = run.events.slice(last.seq - run.after.seq);
      await put(transaction, run.log, fresh);
      for (const kept of fresh) taken.push(kept);
    }
    return taken;
  });
}

async function newLog(transaction: Writing, notebook: string, world: World): Promise<Identity> {
  const identity: Identity = { notebook, log: newId(world.randomBytes) };
  await transaction.objectStore("meta").put({ tag: "identity", ...identity });
  const form = world.deviceForm;
  const added: Draft = {
    type: "device.added",
    subject: identity.log,
    data: { name: world.deviceName, form },
    occurred_at: localMoment(world.wallMs(), world.zone()),
  };
  await appendTo(transaction, identity, [added], world);
  return identity;
}

async function appendTo(
  transaction: Writing,
  { notebook, log }: Identity,
  drafts: readonly Draft[],
  world: World,
): Promise<readonly Kept[]> {
  const heads = await transaction.objectStore("head").getAll();
  const wallMs = world.wallMs();
  let head: Head = heads.find((each) => each.log === log) ?? genesis(notebook, log);
  let hlc = heads
    .filter((each) => each.log === log || each.hlc <= hlcFollowedMax)
    .reduce((latest, each) => Math.max(latest, each.hlc), 0);
  const written: Kept[] = [];
  for (const draft of drafts) {
    hlc = nextHlc(wallMs, hlc);
    const { body, envelope } = writeBody(draft, hlc, wallMs, world);
    head = nextHead(head, bodyHash(body));
    written.push({ log, seq: head.seq, body, bodyHash: null, hash: head.hash, envelope });
  }
  await put(transaction, log, written);
  return written;
}

/** What a run repeats of the log must be what is here. Throws Fork. */
async function checkKnown(
  transaction: Writing,
  notebook: string,
  run: Run,
  last: Head,
): Promise<void> {
  const isKnown = async (head: Head): Promise<boolean> => {
    const known =
      head.seq === last.seq ? last : await headAt(transaction, notebook, run.log, head.seq);
    return known !== null && equalBytes(known.hash, head.hash);
  };
  if (!(await isKnown(run.after))) throw new Fork(run.log, run.after.seq);
  const repeated = run.events.slice(0, last.seq - run.after.seq);
  const end = repeated.at(-1);
  // The chain lets the last repeated event vouch for all before it; only a fork is searched for.
  if (end === undefined || (await isKnown(end))) return;
  for (const event of repeated) {
    if (!(await isKnown(event))) throw new Fork(run.log, event.seq);
  }
}

async function headOf(transaction: Writing, notebook: string, log: string): Promise<Head> {
  const record = await transaction.objectStore("head").get(log);
  return record ?? genesis(notebook, log);
}

async function put(transaction: Writing, log: string, events: readonly Kept[]): Promise<void> {
  const last = events.at(-1);
  if (last === undefined) return;
  const before = await transaction.objectStore("head").get(log);
  const hlc = events.reduce(
    (latest, kept) => Math.max(latest, kept.envelope?.hlc ?? 0),
    before?.hlc ?? 0,
  );
  const head: HeadRecord = { log, seq: last.seq, hash: last.hash.slice(), hlc };
  const requests: Promise<unknown>[] = [transaction.objectStore("head").put(head)];
  if (events.length >= blockEventsMin) {
    for (let at = 0; at < events.length; at += blockEventsMax) {
      const block = packBlock(events.slice(at, at + blockEventsMax));
      requests.push(transaction.objectStore("block").put(block));
    }
  } else {
    // `add`, not `put`: an event that is already there is a mistake that must abort everything.
    for (const kept of events) requests.push(transaction.objectStore("event").add(recordOf(kept)));
  }
  await Promise.all(requests);
}
