import { expect, test } from "vitest";
import type { Draft } from "../../../shared/messages.ts";
import { ForeignNotebook, Fork } from "../../../worker/errors.ts";
import { openDatabase } from "../../../worker/log/database.ts";
import { keyringOf } from "../../../worker/log/keyring.ts";
import { Notebook } from "../../../worker/projections/notebook.ts";
import { decodeHeads, encodeHeads, nameOf, type TheirHeads } from "../../../worker/sync/heads.ts";
import { toText } from "../../../worker/keys/bytes.ts";
import { type Peer, pushBytesMax, runRound } from "../../../worker/sync/session.ts";
import {
  contactAdded,
  type Device,
  freshName,
  idOf,
  letIn,
  notebookId,
  openDevice,
  orgCorrected,
  secretsOf,
  testWorld,
} from "../device.ts";
import { peerOf } from "../peer.ts";

const silent = (): void => undefined;

async function expectEqual(left: Device, right: Device): Promise<void> {
  expect(nameOf(await left.notebook.heads())).toBe(nameOf(await right.notebook.heads()));
  expect(await left.notebook.summary()).toEqual(await right.notebook.summary());
}

async function namesIn({ notebook }: Device): Promise<readonly unknown[]> {
  return (await notebook.ask("people", { archived: 0 })).map(({ name }) => name);
}

test("I1: one round makes both sides equal, whoever had more", async () => {
  const laptop = await openDevice(1);
  const phone = await openDevice(2);
  await laptop.notebook.append([contactAdded(1, "Ada"), contactAdded(2, "Bob")]);
  await phone.notebook.append([contactAdded(3, "Cleo")]);
  const outcome = await runRound(phone.notebook, peerOf(laptop.notebook), silent);
  expect(outcome.agree).toBe(true);
  await expectEqual(phone, laptop);
  expect((await phone.notebook.ask("people", { archived: 0 })).map(({ name }) => name)).toEqual([
    "Ada",
    "Bob",
    "Cleo",
  ]);
});

test("I4: a second round moves nothing", async () => {
  const laptop = await openDevice(1);
  const phone = await openDevice(2);
  await runRound(phone.notebook, peerOf(laptop.notebook), silent);
  const peer = peerOf(laptop.notebook);
  expect((await runRound(phone.notebook, peer, silent)).agree).toBe(true);
  expect(peer.calls).toEqual(["heads"]);
});

test("both sides changed one person offline: both edits are kept, the same one wins", async () => {
  const laptop = await openDevice(1);
  const phone = await openDevice(2);
  await laptop.notebook.append([contactAdded(1, "Ada")]);
  await runRound(phone.notebook, peerOf(laptop.notebook), silent);
  await laptop.notebook.append([orgCorrected(1, "Analytical Engines")]);
  await phone.notebook.append([orgCorrected(1, "Royal Society"), contactAdded(1, "Ada L.")]);
  await runRound(phone.notebook, peerOf(laptop.notebook), silent);
  await expectEqual(phone, laptop);
  const [ada] = await laptop.notebook.ask("contact", { id: "0000000000000001" });
  expect(ada).toMatchObject({ name: "Ada L." });
  expect(["Analytical Engines", "Royal Society"]).toContain(ada?.["org"]);
});

test.each([0, 1, 125, 126, 127, 1000, 5000])(
  "a pull cut after %i bytes is simply run again",
  async (cut) => {
    const laptop = await openDevice(1);
    const phone = await openDevice(2);
    const drafts = Array.from({ length: 1200 }, (_, number) =>
      contactAdded(number, `Ada ${number}`),
    );
    await laptop.notebook.append(drafts);
    await expect(runRound(phone.notebook, peerOf(laptop.notebook, cut), silent)).rejects.toThrow();
    await runRound(phone.notebook, peerOf(laptop.notebook), silent);
    await expectEqual(phone, laptop);
  },
);

test("progress counts every event that is taken", async () => {
  const laptop = await openDevice(1);
  const phone = await openDevice(2);
  const drafts = Array.from({ length: 9000 }, (_, number) => contactAdded(number, `Ada ${number}`));
  await laptop.notebook.append(drafts);
  const told: [number, number][] = [];
  await runRound(phone.notebook, peerOf(laptop.notebook), (done, total) =>
    told.push([done, total]),
  );
  expect(told).toEqual([
    [8192, 9001],
    [9001, 9001],
  ]);
  await expectEqual(phone, laptop);
}, 30_000);

/** Notes that no compression makes smaller than 15,000 bytes each. */
function noise(count: number): readonly Draft[] {
  const { randomBytes } = testWorld(9);
  return Array.from({ length: count }, (_, number) => ({
    type: "note.taken",
    subject: idOf(number),
    occurred_at: "2026-05-02T12:00:00+02:00",
    data: { interview: idOf(1), text: toText(randomBytes(15_000)) },
  }));
}

test("a log larger than one request arrives with the log that lets it in", async () => {
  const seeds = Array.from({ length: 20 }, (_, number) => 10 + number);
  seeds.sort((left, right) => (secretsOf(left).log < secretsOf(right).log ? -1 : 1));
  const [first = 10, last = 10] = [seeds.at(0), seeds.at(-1)];
  const laptop = await openDevice(1);
  const phone = await openDevice(last);
  const name = freshName();
  await letIn(await openDatabase(name), first, notebookId, last);
  const tablet = await openDevice(first, name);
  expect(tablet.identity.log < phone.identity.log).toBe(true);
  await tablet.notebook.append(noise(Math.ceil(pushBytesMax / 15_000) + 4));
  await runRound(tablet.notebook, peerOf(phone.notebook), silent);
  const peer = peerOf(laptop.notebook);
  const outcome = await runRound(phone.notebook, peer, silent);
  expect(peer.calls.filter((call) => call === "push").length).toBeGreaterThan(1);
  expect([outcome.agree, outcome.refused.size]).toEqual([true, 0]);
  await expectEqual(phone, laptop);
}, 60_000);

test("a server that has not heard of a newer key is sent what its own key opens", async () => {
  const laptop = await openDevice(1);
  const phone = await openDevice(2);
  await runRound(phone.notebook, peerOf(laptop.notebook), silent);
  const keyring = await keyringOf(phone.database);
  const epochs = new Map([...keyring.epochs, [2, phone.world.randomBytes(32)] as const]);
  await phone.database.put("meta", { ...keyring, tag: "keyring", epochs });
  await phone.notebook.append([contactAdded(1, "Ada")]);
  await runRound(phone.notebook, peerOf(laptop.notebook), silent);
  await expectEqual(phone, laptop);
});

test("what nobody there lets in is named and hinders nobody", async () => {
  const laptop = await openDevice(1);
  const phone = await openDevice(2);
  await runRound(phone.notebook, peerOf(laptop.notebook), silent);
  const revoked: Draft = {
    type: "device.revoked",
    subject: phone.identity.log,
    occurred_at: "2026-05-02T12:00:00+02:00",
    data: { last_seq: 1 },
  };
  await laptop.notebook.append([revoked]);
  await phone.notebook.append([contactAdded(1, "Ada")]);
  // What the phone does not hear of, it cannot know.
  const peer = peerOf(laptop.notebook);
  const deaf: Peer = {
    ...peer,
    heads: async () => await deafened(laptop, phone),
    push: async (segments) => {
      const { waiting } = await peer.push(segments);
      return { ...(await deafened(laptop, phone)), waiting };
    },
  };
  const outcome = await runRound(phone.notebook, deaf, silent);
  expect([...outcome.refused.values()].map(({ code }) => code)).toEqual(["revoked"]);
  expect(outcome.agree).toBe(false);
});

/** The laptop's heads but for the laptop's own log. */
async function deafened(laptop: Device, phone: Device): Promise<TheirHeads> {
  const heads = new Map(await phone.notebook.heads());
  heads.delete(phone.identity.log);
  const own = (await laptop.notebook.heads()).get(phone.identity.log);
  if (own !== undefined) heads.set(phone.identity.log, own);
  return decodeHeads(encodeHeads(notebookId, heads));
}

test("another notebook's server is left alone", async () => {
  const phone = await openDevice(2);
  const world = testWorld(3);
  const database = await openDatabase(freshName());
  const identity = await letIn(database, 3, "zzzzzzzzzzzzzzzz");
  const foreign = await Notebook.open(database, identity, world);
  await expect(runRound(phone.notebook, peerOf(foreign), silent)).rejects.toThrow(ForeignNotebook);
  expect((await foreign.heads()).size).toBe(1);
});

test("two devices that wrote one log differently are told so, and go on; nothing is overwritten", async () => {
  // The same seed: a cloned browser, with the same log id and the same first event.
  const phone = await openDevice(5);
  const clone = await openDevice(5);
  expect(clone.identity).toEqual(phone.identity);
  await phone.notebook.append([contactAdded(1, "Ada")]);
  await clone.notebook.append([contactAdded(2, "Bob")]);
  const laptop = await openDevice(1);
  await runRound(clone.notebook, peerOf(laptop.notebook), silent);
  await laptop.notebook.append([contactAdded(3, "Cleo")]);
  const { log } = phone.identity;
  const outcome = await runRound(phone.notebook, peerOf(laptop.notebook), silent);
  expect([...outcome.refused]).toEqual([[log, new Fork(log, 2)]]);
  expect(await namesIn(phone)).toEqual(["Ada", "Cleo"]);
  // What it says from now on reaches the others.
  expect(phone.notebook.identity.log).not.toBe(log);
  await phone.notebook.append([contactAdded(4, "Dan")]);
  await runRound(phone.notebook, peerOf(laptop.notebook), silent);
  expect(await namesIn(laptop)).toEqual(["Bob", "Cleo", "Dan"]);
});

test("a browser that was set back takes its own tail and goes on in a new log", async () => {
  const laptop = await openDevice(1);
  const before = await openDevice(5);
  await before.notebook.append([contactAdded(1, "Ada")]);
  await runRound(before.notebook, peerOf(laptop.notebook), silent);
  const setBack = await openDevice(5);
  expect(setBack.identity).toEqual(before.identity);
  await runRound(setBack.notebook, peerOf(laptop.notebook), silent);
  expect(setBack.notebook.identity.log).not.toBe(before.identity.log);
  await setBack.notebook.append([contactAdded(2, "Bob")]);
  await runRound(setBack.notebook, peerOf(laptop.notebook), silent);
  await expectEqual(setBack, laptop);
  expect((await laptop.notebook.heads()).size).toBe(3);
});
