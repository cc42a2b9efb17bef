/** Who is let in: the same rules as tests/projections/test_roster.py, over the worker's own tables. */
import { expect, test } from "vitest";
import type { Draft } from "../../../shared/messages.ts";
import { BadSegment } from "../../../worker/errors.ts";
import { toText } from "../../../worker/keys/bytes.ts";
import { signApproval } from "../../../worker/keys/signing.ts";
import { openDatabase } from "../../../worker/log/database.ts";
import { join } from "../../../worker/log/store.ts";
import type { SignedRun } from "../../../worker/projections/roster.ts";
import { Notebook } from "../../../worker/projections/notebook.ts";
import { incoming, outgoing } from "../../../worker/sync/exchange.ts";
import { runRound } from "../../../worker/sync/session.ts";
import {
  contactAdded,
  type Device,
  freshName,
  keyringFor,
  notebookId,
  openDevice,
  secretsOf,
  testWorld,
} from "../device.ts";
import { peerOf } from "../peer.ts";

const occurred_at = "2026-05-01T12:00:00+02:00";

/** A device that was let in by another than the first. */
function openLetInBy(by: number, seed: number): Promise<Device> {
  return openApproved(seed, logOf(by), secretsOf(by).signingSeed);
}

/** A device that says it was let in by `by`, with a word for it that this seed signed. */
async function openApproved(seed: number, by: string, approver: Uint8Array): Promise<Device> {
  const world = testWorld(seed);
  const database = await openDatabase(freshName());
  const { keyring, keys } = await keyringFor(seed);
  const name = { notebook: notebookId, log: keyring.log };
  const signature = toText(await signApproval(await world.primitives(), approver, keys, name));
  const server = { tag: "server", token: "", log: keyring.log } as const;
  const own = { ...keyring, approval: { by, signature } };
  const joining = { notebook: notebookId, keyring: own, keys, server, hlc: 0, before: null };
  const identity = await join(database, joining, world);
  const notebook = await Notebook.open(database, identity, world);
  return { database, identity, notebook, world };
}

/** What `from` would send of this log, of its own by default. */
async function runsOf(from: Device, log = from.identity.log, after = 0): Promise<SignedRun[]> {
  const until = (await from.notebook.heads()).get(log)?.seq ?? 0;
  const runs: SignedRun[] = [];
  const sent = outgoing(from.notebook, [{ log, after, until }]);
  for await (const batch of incoming(from.notebook, sent, 16)) runs.push(...batch);
  return runs;
}

/** The codes of what was refused, by the seed of the device. */
async function refused(to: Device, runs: readonly SignedRun[]): Promise<readonly string[]> {
  const { refused: found } = await to.notebook.admit(runs);
  return [...found.values()].map(({ code }) => code);
}

const about = (log: string) => ({ subject: log, occurred_at });
const revokes = (log: string, last_seq: number): Draft => {
  return { type: "device.revoked", ...about(log), data: { last_seq } };
};
const vouches = (log: string, last_seq: number): Draft => {
  return { type: "log.vouched", ...about(log), data: { last_seq } };
};
const logOf = (seed: number) => secretsOf(seed).log;
const held = async (device: Device, seed: number) =>
  (await device.notebook.heads()).get(logOf(seed))?.seq ?? 0;

test("a device that the first one let in is taken with its first event", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  expect(await refused(laptop, await runsOf(phone))).toEqual([]);
  expect(await held(laptop, 2)).toBe(1);
});

test("whom nobody here knows waits, and comes in with the word of whoever let it in", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const tablet = await openLetInBy(2, 3);
  expect(await refused(laptop, await runsOf(tablet))).toEqual(["not_admitted"]);
  expect(await held(laptop, 3)).toBe(0);
  const both = [...(await runsOf(tablet)), ...(await runsOf(phone))];
  expect(await refused(laptop, both)).toEqual([]);
  expect([await held(laptop, 2), await held(laptop, 3)]).toEqual([1, 1]);
});

test("an approval that was not given counts for nothing", async () => {
  const laptop = await openDevice(1);
  // Signed with a key of its own, in the first device's name.
  const stranger = await openApproved(4, logOf(1), secretsOf(4).signingSeed);
  await stranger.notebook.append([contactAdded(1, "Ada")]);
  expect(await refused(laptop, await runsOf(stranger))).toEqual(["not_admitted"]);
  expect(await refused(laptop, await runsOf(stranger, logOf(4), 1))).toEqual(["not_admitted"]);
  expect(await held(laptop, 4)).toBe(0);
});

test("what its author did not sign is refused outright, and nothing of it is kept", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const [run] = await runsOf(phone);
  if (run === undefined) throw new Error("there is a run");
  const forged = { ...run, signature: new Uint8Array(64) };
  await expect(laptop.notebook.admit([forged])).rejects.toThrow(BadSegment);
  expect(await held(laptop, 2)).toBe(0);
});

test("what a device says after it was cut off is refused, and what it said before is not", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  await phone.notebook.append([contactAdded(1, "Ada")]);
  const before = await runsOf(phone);
  await laptop.notebook.append([revokes(logOf(2), 2)]);
  await phone.notebook.append([contactAdded(2, "Bob")]);
  expect(await refused(laptop, await runsOf(phone))).toEqual(["revoked"]);
  expect(await refused(laptop, before)).toEqual([]);
  expect(await held(laptop, 2)).toBe(2);
  expect(await refused(laptop, await runsOf(phone, logOf(2), 2))).toEqual(["revoked"]);
});

test("no undo lets a device in again", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const [said] = await laptop.notebook.append([revokes(logOf(2), 0)]);
  if (said === undefined) throw new Error("it was said");
  await laptop.notebook.append([{ type: "event.retracted", ...about(logOf(2)), data: said }]);
  expect(await refused(laptop, await runsOf(phone))).toEqual(["revoked"]);
});

test("whom a device let in that was cut off comes in only if somebody vouches", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const tablet = await openLetInBy(2, 3);
  await laptop.notebook.admit(await runsOf(phone));
  await laptop.notebook.append([revokes(logOf(2), 1)]);
  expect(await refused(laptop, await runsOf(tablet))).toEqual(["not_admitted"]);
  await laptop.notebook.append([vouches(logOf(3), 1)]);
  expect(await refused(laptop, await runsOf(tablet))).toEqual([]);
});

test("who is vouched for and signs for itself waits for whoever let it in", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const tablet = await openLetInBy(2, 3);
  await laptop.notebook.append([vouches(logOf(3), 1)]);
  expect(await refused(laptop, await runsOf(tablet))).toEqual(["not_admitted"]);
  expect(await refused(laptop, [...(await runsOf(tablet)), ...(await runsOf(phone))])).toEqual([]);
});

/** The second device was cut off after its first event, and the third holds more of it. */
async function cutOffTooSoon(): Promise<[Device, Device, Device]> {
  const [laptop, phone, other] = [await openDevice(1), await openDevice(2), await openDevice(3)];
  await phone.notebook.append([contactAdded(1, "Ada"), contactAdded(2, "Bob")]);
  await other.notebook.admit(await runsOf(phone));
  await laptop.notebook.append([revokes(logOf(2), 1)]);
  await runRound(other.notebook, peerOf(laptop.notebook), () => undefined);
  return [laptop, phone, other];
}

test("whoever already holds more of a log that was cut off says so, and all agree", async () => {
  const [laptop, phone, other] = await cutOffTooSoon();
  expect(await held(laptop, 2)).toBe(3);
  expect(await laptop.notebook.summary()).toEqual(await other.notebook.summary());
  expect(await refused(laptop, await runsOf(phone))).toEqual([]);
});

test("whoever cut a log off says so again of what came later, for those who hear nobody else", async () => {
  const [laptop] = await cutOffTooSoon();
  const late = await openDevice(4);
  const heard = [...(await runsOf(laptop)), ...(await runsOf(laptop, logOf(2)))];
  expect(await refused(late, heard)).toEqual([]);
  expect(await held(late, 2)).toBe(3);
});

test("the recovery key lets in, once it is known", async () => {
  const laptop = await openDevice(1);
  const seed = new Uint8Array(32).fill(3);
  const restored = await openApproved(5, "recovery", seed);
  expect(await refused(laptop, await runsOf(restored))).toEqual(["not_admitted"]);
  const public_key = toText(await (await laptop.world.primitives()).signingPublic(seed));
  const data = { public_key, agreement_key: public_key };
  await laptop.notebook.append([{ type: "recovery.set", ...about(notebookId), data }]);
  expect(await refused(laptop, await runsOf(restored))).toEqual([]);
});

test("whom a phrase let in stays when another replaces it, and the old one lets nobody in", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const { signingPublic } = await laptop.world.primitives();
  const says = async (seed: number) => {
    const public_key = toText(await signingPublic(new Uint8Array(32).fill(seed)));
    const data = { public_key, agreement_key: public_key };
    await laptop.notebook.append([{ type: "recovery.set", ...about(notebookId), data }]);
  };
  const restored = await openApproved(5, "recovery", new Uint8Array(32).fill(3));
  const late = await openApproved(6, "recovery", new Uint8Array(32).fill(3));
  await says(3);
  expect(await refused(laptop, await runsOf(restored))).toEqual([]);
  await says(4);
  expect(await refused(laptop, await runsOf(late))).toEqual(["not_admitted"]);
  await runRound(phone.notebook, peerOf(laptop.notebook), () => undefined);
  expect(await held(phone, 5)).toBe(1);
});

test("a log without keys is vouched for by whoever holds it, and passed on", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const old = await openDevice(9);
  await old.notebook.append([contactAdded(1, "Ada")]);
  // As from a file, which carries no signatures.
  const unsigned = (await runsOf(old)).map((run) => ({ ...run, signature: new Uint8Array() }));
  await laptop.notebook.accept(unsigned);
  await laptop.notebook.standBy();
  await runRound(phone.notebook, peerOf(laptop.notebook), () => undefined);
  expect(await held(phone, 9)).toBe(2);
  expect(await phone.notebook.summary()).toEqual(await laptop.notebook.summary());
});

test("a log out of a file is vouched for though its device was cut off", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const tablet = await openDevice(3);
  await phone.notebook.append([contactAdded(1, "Ada")]);
  const unsigned = (await runsOf(phone)).map((run) => ({ ...run, signature: new Uint8Array() }));
  await laptop.notebook.accept(unsigned);
  await laptop.notebook.append([revokes(logOf(2), 2)]);
  await laptop.notebook.standBy();
  await runRound(tablet.notebook, peerOf(laptop.notebook), () => undefined);
  expect(await tablet.notebook.summary()).toEqual(await laptop.notebook.summary());
  await phone.notebook.append([contactAdded(2, "Bob")]);
  expect(await refused(tablet, await runsOf(phone, logOf(2), 2))).toEqual(["revoked"]);
});

test("what neither its device nor a voucher signed is refused outright, and what is no key counts as none", async () => {
  const [laptop, old] = [await openDevice(1), await openDevice(9)];
  const other = await openApproved(8, logOf(7), secretsOf(7).signingSeed);
  const public_key = "<b>".repeat(9);
  const data = { name: "Old", form: "other", public_key, agreement_key: public_key } as const;
  await old.notebook.append([{ type: "device.added", ...about(logOf(8)), data }]);
  await laptop.notebook.append([vouches(logOf(8), 5)]);
  const forged = (await runsOf(other)).map((run) => ({ ...run, signature: new Uint8Array(64) }));
  await expect(laptop.notebook.admit(forged)).rejects.toThrow(BadSegment);
  // Said of itself, in a log that somebody vouches for: its keys are none, and nothing breaks.
  await other.notebook.append([{ type: "device.added", ...about(logOf(8)), data }]);
  await laptop.notebook.accept(await runsOf(other));
  expect(await refused(laptop, await runsOf(old))).toEqual([]);
});

test("a log that nobody lets in does not keep a round going for ever", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const tablet = await openLetInBy(7, 3);
  // Taken on the user's word by the laptop alone, whose word the phone then hears.
  await laptop.notebook.accept(await runsOf(tablet));
  const peer = peerOf(laptop.notebook);
  const { agree, refused: left } = await runRound(phone.notebook, peer, () => undefined);
  expect([agree, [...left.keys()]]).toEqual([false, [logOf(3)]]);
  expect(peer.calls.filter((call) => call === "pull")).toHaveLength(2);
});

test("its own log, which a copy of this device carried further, is taken like anyone's", async () => {
  const [phone, copy] = [await openDevice(2), await openDevice(2)];
  await copy.notebook.append([contactAdded(1, "Ada")]);
  expect(await refused(phone, await runsOf(copy))).toEqual([]);
  expect(await held(phone, 2)).toBe(2);
});
