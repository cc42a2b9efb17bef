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
import { ForeignNotebook, Fork, Gap, NotebookMissing } from "../errors.ts";
import { writeBody } from "../events/author.ts";
import { bodyHash, equalBytes, genesis, type Head, nextHead } from "../events/chain.ts";
import { toText } from "../keys/bytes.ts";
import { type DeviceKeys, signApproval } from "../keys/signing.ts";
import type { World } from "../world.ts";
import { blockEventsMax, packBlock } from "./block.ts";
import {
  type HeadRecord,
  type KeyringRecord,
  type LogDatabase,
  type ServerRecord,
  type StoreName,
  type Writing,
  write,
} from "./database.ts";
import { joined, type Keyring, keyringIn, keyringOf } from "./keyring.ts";
import { identityIn, type Identity } from "./meta.ts";
import { headAt } from "./reading.ts";
import { type Kept, recordOf } from "./kept.ts";

/** Events of one log that follow `after`: what a segment carries, once opened. */
export interface Run {
  readonly log: string;
  readonly after: Head;
  readonly events: readonly Kept[];
  /** Of the head that the events lead to, by whoever stands for it; absent or empty: nobody does. */
  readonly signature?: Uint8Array;
}

/** What a browser that was let in begins with; its log's id and keys are made before. */
export interface Joining {
  readonly notebook: string;
  readonly keyring: KeyringRecord;
  /** The public keys that follow from the keyring's secrets. */
  readonly keys: DeviceKeys;
  readonly server: ServerRecord;
  /** The approver's latest stamp: this log's first event comes after it. */
  readonly hlc: number;
  /** The log of the keyring that was here when this began; null if there was none. */
  readonly before: string | null;
}

/** From this many new events of one log on, they are written as blocks at once. */
const blockEventsMin = 128;
const appending: StoreName[] = ["meta", "head", "event", "block"];

/**
 * Begins a log with `device.added`, or, in a browser that has been let in with these keys before,
 * renews its token and adds what epoch keys are new. A browser that holds nothing gets a fresh log:
 * whatever it may have written before its storage was emptied, it never continues those numbers.
 *
 * Throws ForeignNotebook, and keeps nothing, if this browser holds another notebook.
 */
export async function join(
  database: LogDatabase,
  { notebook, keyring, keys, server, hlc, before: expected }: Joining,
  world: World,
): Promise<Identity> {
  return await write(database, appending, async (transaction) => {
    const meta = transaction.objectStore("meta");
    const known = await identityIn(transaction);
    if (known !== null && known.notebook !== notebook) {
      throw new ForeignNotebook(known.notebook, notebook);
    }
    const before = await keyringIn(transaction);
    // Another tab was let in meanwhile; one of the two is enough.
    const isLate = before !== null && before.log !== expected && before.log !== keyring.log;
    if (known !== null && isLate) return known;
    await meta.put(server);
    if (before !== null && before.log === keyring.log) {
      const epochs = joined(before.epochs, epochsOf(keyring));
      await meta.put({ ...before, epochs });
      return { notebook, log: keyring.log };
    }
    await meta.put({ ...keyring, former: formerOf(before) });
    return await newLog(transaction, { notebook, log: keyring.log }, introduction(keyring, keys), {
      world,
      latestSeen: hlc,
    });
  });
}

/**
 * Leaves `old` as it is and writes a fresh log from now on, which the old one lets in; once, if two
 * tabs want it. The keys stay: it is the same device, and so whoever cuts off the one sees the other.
 */
export async function continueInNewLog(
  database: LogDatabase,
  old: Identity,
  world: World,
): Promise<Identity> {
  const before = await keyringOf(database);
  const primitives = await world.primitives();
  const keys: DeviceKeys = {
    publicKey: await primitives.signingPublic(before.signingSeed),
    agreementKey: await primitives.agreementPublic(before.agreementSecret),
  };
  const identity: Identity = { notebook: old.notebook, log: newId(world.randomBytes) };
  const approval = toText(await signApproval(primitives, before.signingSeed, keys, identity));
  return await write(database, appending, async (transaction) => {
    const known = await identityIn(transaction);
    if (known !== null && known.log !== old.log) return known;
    const keyring: Keyring = {
      ...before,
      log: identity.log,
      approval: { by: old.log, signature: approval },
      former: formerOf(before),
    };
    await transaction.objectStore("meta").put(keyring);
    return await newLog(transaction, identity, introduction(keyring, keys), {
      world,
      latestSeen: 0,
    });
  });
}

function epochsOf({ epochs }: KeyringRecord): readonly { number: number; key: Uint8Array }[] {
  return [...epochs].map(([number, key]) => ({ number, key }));
}

function formerOf(before: KeyringRecord | null): KeyringRecord["former"] {
  if (before === null) return [];
  return [...before.former, { log: before.log, signingSeed: before.signingSeed }];
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
  return await write(database, ["head", "event", "block", "signed"], async (transaction) => {
    const taken: Kept[] = [];
    for (const run of runs) {
      const last = await headOf(transaction, notebook, run.log);
      if (run.after.seq > last.seq) throw new Gap(run.log, last.seq + 1);
      await checkKnown(transaction, notebook, run, last);
      const fresh = run.events.slice(last.seq - run.after.seq);
      await put(transaction, run.log, fresh);
      await keepSignature(transaction, run);
      for (const kept of fresh) taken.push(kept);
    }
    return taken;
  });
}

/** The first word for a head stays: the author's, as a rule, and no later voucher's. */
async function keepSignature(transaction: Writing, run: Run): Promise<void> {
  const { log, signature, events } = run;
  const seq = events.at(-1)?.seq;
  if (seq === undefined || signature === undefined || signature.length === 0) return;
  const signed = transaction.objectStore("signed");
  if ((await signed.getKey([log, seq])) === undefined) await signed.put({ log, seq, signature });
}

/** What `device.added` says of a log's keys and of who let it in. */
function introduction(
  { approval }: KeyringRecord,
  { publicKey, agreementKey }: DeviceKeys,
): Introduction {
  const keys = { public_key: toText(publicKey), agreement_key: toText(agreementKey) };
  if (approval === null) return keys;
  return { ...keys, approved_by: approval.by, approval: approval.signature };
}

type Introduction = Omit<Extract<Draft, { type: "device.added" }>["data"], "name" | "form">;

async function newLog(
  transaction: Writing,
  identity: Identity,
  keys: Introduction,
  { world, latestSeen }: { readonly world: World; readonly latestSeen: number },
): Promise<Identity> {
  await transaction.objectStore("meta").put({ tag: "identity", ...identity });
  const added: Draft = {
    type: "device.added",
    subject: identity.log,
    data: { name: world.deviceName, form: world.deviceForm, ...keys },
    occurred_at: localMoment(world.wallMs(), world.zone()),
  };
  await appendTo(transaction, identity, [added], world, latestSeen);
  return identity;
}

async function appendTo(
  transaction: Writing,
  { notebook, log }: Identity,
  drafts: readonly Draft[],
  world: World,
  latestSeen = 0,
): Promise<readonly Kept[]> {
  const heads = await transaction.objectStore("head").getAll();
  const wallMs = world.wallMs();
  let head: Head = heads.find((each) => each.log === log) ?? genesis(notebook, log);
  let hlc = heads
    .filter((each) => each.log === log || each.hlc <= hlcFollowedMax)
    .reduce((latest, each) => Math.max(latest, each.hlc), latestSeen);
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
