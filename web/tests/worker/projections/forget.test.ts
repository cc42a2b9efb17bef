import { bytesToHex } from "@noble/hashes/utils.js";
import { afterEach, expect, test, vi } from "vitest";
import type { Draft } from "../../../shared/messages.ts";
import { accept, type Run } from "../../../worker/log/store.ts";
import { Notebook } from "../../../worker/projections/notebook.ts";
import { incoming, outgoing } from "../../../worker/sync/exchange.ts";
import { contactAdded, type Device, idOf, notebookId, openDevice, partsKept } from "../device.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const word = "canaryzanzibar";
const at = "2026-05-02T12:00:00+02:00";
const ada = idOf(1);

function saidAboutAda(interview: number): readonly Draft[] {
  const note = idOf(interview + 1);
  return [
    {
      type: "interview.scheduled",
      subject: idOf(interview),
      occurred_at: at,
      data: {
        contact: ada,
        starts_at: at,
        tz: "Europe/Berlin",
        planned_minutes: 30,
        mode: "phone",
        place: word,
      },
    },
    {
      type: "note.taken",
      subject: note,
      occurred_at: at,
      data: { interview: idOf(interview), text: word },
    },
  ];
}

const forgotten: Draft = {
  type: "contact.forgotten",
  subject: ada,
  occurred_at: at,
  data: { subjects: [] },
};

/** Everything in the browser's storage and in the projection, as text. */
async function everything({ database }: Device): Promise<string> {
  const parts: unknown[] = [];
  for (const store of ["meta", "head", "event", "block", "snapshot"] as const) {
    parts.push(...(await database.getAll(store)));
  }
  const decoder = new TextDecoder();
  return JSON.stringify(parts, (_, value: unknown) => {
    if (value instanceof ArrayBuffer || value instanceof Uint8Array) return decoder.decode(value);
    return value;
  });
}

async function copy(from: Device, to: Device): Promise<void> {
  for (const [log, { seq }] of await from.notebook.heads()) {
    const sent = outgoing(from.notebook, [{ log, after: 0, until: seq }]);
    for await (const batch of incoming(to.notebook, sent, 16)) await to.notebook.accept(batch);
  }
}

test.each([false, true])("no word of a forgotten person stays (packed: %s)", async (isPacked) => {
  const device = await openDevice(1);
  const { notebook, database } = device;
  await notebook.append([contactAdded(2, "Bo stays"), contactAdded(1, `Ada ${word}`)]);
  await notebook.append(saidAboutAda(10));
  if (isPacked) {
    const many = Array.from({ length: 2100 }, (_, number) => contactAdded(100 + number, "x"));
    await notebook.append(many);
    await notebook.tidy();
    expect(await partsKept(database)).toEqual(["first", "log", "views"]);
  }
  expect(await everything(device)).toContain(word);
  const heads = await notebook.heads();
  await notebook.append([forgotten]);
  expect(await everything(device)).not.toContain(word);
  await notebook.tidy();
  expect(await partsKept(database)).toEqual(["first", "log", "views"]);
  const left = await everything(device);
  expect(left).not.toContain(word);
  expect(left).toContain("Bo stays");
  expect(await notebook.search(word)).toEqual([]);
  const summary = await notebook.summary();
  expect(Object.values(summary.heads)[0]?.seq).toBeGreaterThan([...heads.values()][0]?.seq ?? 0);
  const reopened = await Notebook.open(database, device.identity, device.world);
  expect(await reopened.summary()).toEqual(summary);
});

test("what another device recorded meanwhile is erased and named, and all agree", async () => {
  const [one, two] = [await openDevice(1), await openDevice(2)];
  await one.notebook.append([contactAdded(1, `Ada ${word}`)]);
  await copy(one, two);
  await two.notebook.append(saidAboutAda(20));
  await one.notebook.append([forgotten]);
  await copy(two, one);
  expect(await everything(one)).not.toContain(word);
  for (let round = 0; round < 3; round += 1) {
    await copy(one, two);
    await copy(two, one);
  }
  expect(await everything(two)).not.toContain(word);
  expect(await two.notebook.summary()).toEqual(await one.notebook.summary());
});

async function runsOf(from: Device): Promise<Run[]> {
  const runs: Run[] = [];
  for (const [log, { seq }] of await from.notebook.heads())
    for await (const batch of incoming(
      from.notebook,
      outgoing(from.notebook, [{ log, after: 0, until: seq }]),
      16,
    ))
      runs.push(...batch);
  return runs;
}

test("all that is found of somebody in several batches is named", async () => {
  const [one, two, three] = [await openDevice(1), await openDevice(2), await openDevice(3)];
  await one.notebook.append([contactAdded(1, `Ada ${word}`), forgotten]);
  await two.notebook.append(saidAboutAda(20));
  await three.notebook.append(saidAboutAda(30));
  // As if another tab had taken both logs and ended before it looked at them.
  for (const other of [two, three]) await accept(one.database, notebookId, await runsOf(other));
  await one.notebook.catchUp();
  const left = await everything(one);
  expect(left).not.toContain(word);
  // Erased events name nothing any more: these are the words of `contact.forgotten`.
  for (const number of [20, 21, 30, 31]) expect(left).toContain(idOf(number));
  const fresh = await openDevice(4);
  await copy(one, fresh);
  await copy(fresh, one);
  expect(await fresh.notebook.summary()).toEqual(await one.notebook.summary());
});

test("what a merge copied of somebody is erased with them", async () => {
  const { notebook, ...device } = await openDevice(1);
  await notebook.append([contactAdded(1, `Ada ${word}`), contactAdded(2, "Bo stays")]);
  const [merged] = await notebook.append([
    {
      type: "contacts.merged",
      subject: idOf(2),
      occurred_at: at,
      data: { merged: [ada], org: word },
    },
  ]);
  if (merged === undefined) throw new Error("nothing was said");
  const undone: Draft = {
    type: "event.retracted",
    subject: idOf(2),
    occurred_at: at,
    data: { log: merged.log, seq: merged.seq },
  };
  await notebook.append([undone, forgotten]);
  expect(await everything({ notebook, ...device })).not.toContain(word);
  expect(await everything({ notebook, ...device })).toContain("Bo stays");
});

test("a tab that ended before it erased the log does so at the next start", async () => {
  const device = await openDevice(1);
  await device.notebook.append([contactAdded(1, `Ada ${word}`)]);
  const bodies = await device.database.getAll("event");
  await device.notebook.append([forgotten]);
  // As if the words had never been erased from the log.
  for (const row of bodies) await device.database.put("event", row);
  expect(await everything(device)).toContain(word);
  const reopened = await Notebook.open(device.database, device.identity, device.world);
  expect(await everything(device)).not.toContain(word);
  expect(await reopened.summary()).toEqual(await device.notebook.summary());
  expect(bytesToHex(bodies[0]?.hash ?? new Uint8Array())).toHaveLength(64);
});

const many = (from: number, count: number): readonly Draft[] =>
  Array.from({ length: count }, (_, number) => contactAdded(from + number, "x"));

test("a tab that began from a snapshot forgets whom another has erased before it had the log", async () => {
  const one = await openDevice(1);
  await one.notebook.append([contactAdded(1, `Ada ${word}`), ...saidAboutAda(10)]);
  await one.notebook.append(many(100, 2100));
  await one.notebook.tidy();
  const { database, identity, world } = one;
  const two = await Notebook.open(database, identity, world);
  await one.notebook.append([forgotten]);
  await two.catchUp();
  expect(await two.search(word)).toEqual([]);
  expect(await two.summary()).toEqual(await one.notebook.summary());
  // Nor does its snapshot bring the words back.
  await two.append(many(5000, 600));
  await two.tidy();
  expect(await partsKept(database)).toEqual(["first", "log", "views"]);
  expect(await everything(one)).not.toContain(word);
});

test("where there is no room to overwrite, all else is forgotten, and the next start overwrites", async () => {
  const device = await openDevice(1);
  const { database, identity, notebook, world } = device;
  await notebook.append([contactAdded(1, `Ada ${word}`), ...saidAboutAda(10), ...many(100, 600)]);
  await notebook.tidy();
  const { put } = IDBObjectStore.prototype;
  let room = 100;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    ...row
  ) {
    const asked = put.apply(this, row);
    if (this.name === "scrap") room -= 1;
    if (room === 0) asked.addEventListener("success", () => this.transaction.abort());
    return asked;
  });
  await notebook.append([forgotten]);
  await notebook.tidy();
  expect(room).toBeLessThanOrEqual(0);
  expect(await partsKept(database)).toEqual(["first", "log", "views"]);
  expect(await everything(device)).not.toContain(word);
  // What was written over them so far takes no room; that it is not done is kept.
  expect(await database.getAllKeys("scrap")).toEqual([-1]);
  vi.restoreAllMocks();
  const next = await Notebook.open(database, identity, world);
  await next.tidy();
  expect(await database.getAllKeys("scrap")).toEqual([]);
});

test("a snapshot taken while a sync that forgets somebody is under way keeps nothing of them", async () => {
  const [one, two] = [await openDevice(1), await openDevice(2)];
  await one.notebook.append([contactAdded(1, `Ada ${word}`), ...saidAboutAda(10)]);
  await copy(one, two);
  await one.notebook.append([forgotten, ...many(100, 600)]);
  for (const run of await runsOf(one)) await two.notebook.accept([run], true);
  // The idle time between two batches; then the tab is killed, and never comes to erase the log.
  await two.notebook.tidy();
  expect(await partsKept(two.database)).toEqual(["first", "log", "views"]);
  expect(await everything(two)).not.toContain(word);
  const next = await Notebook.open(two.database, two.identity, two.world);
  await next.settle();
  expect(await everything(two)).not.toContain(word);
});
