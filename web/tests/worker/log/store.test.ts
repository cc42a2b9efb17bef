import { expect, test } from "vitest";
import { hlcReceivedMax } from "../../../shared/clock.ts";
import { Corrupt, Fork, Gap, InvalidEvent, NotebookMissing } from "../../../worker/errors.ts";
import { bodyHash, genesis, type Head, nextHead } from "../../../worker/events/chain.ts";
import { compact } from "../../../worker/log/compaction.ts";
import { openDatabase } from "../../../worker/log/database.ts";
import type { Kept } from "../../../worker/log/kept.ts";
import { readIdentity } from "../../../worker/log/meta.ts";
import { readHeads, tail } from "../../../worker/log/reading.ts";
import { accept, append, type Run } from "../../../worker/log/store.ts";
import { contactAdded, freshName, letIn, notebookId, testWorld } from "../device.ts";

const text = new TextDecoder();
const otherLog = "zzzzzzzzzzzzzzzz";

async function opened(seed = 1, name = freshName()) {
  const world = testWorld(seed);
  const database = await openDatabase(name);
  return { database, world, identity: await letIn(database, seed) };
}

/** Events of another device, from the first on; bodies that no reader understands are as good. */
function madeRun(
  log: string,
  count: number,
  start: Head = genesis(notebookId, log),
  word = "x",
): Run {
  let head = start;
  const events: Kept[] = [];
  for (let made = 0; made < count; made += 1) {
    const body = new TextEncoder().encode(`${word} ${head.seq + 1}`);
    head = nextHead(head, bodyHash(body));
    events.push({ log, ...head, body, bodyHash: null, envelope: null });
  }
  return { log, after: start, events };
}

async function all(database: Awaited<ReturnType<typeof openDatabase>>, log: string) {
  const until = (await readHeads(database)).get(log)?.seq ?? 0;
  const events: Kept[] = [];
  for await (const batch of tail(database, log, 0, until)) events.push(...batch);
  return events;
}

test("a browser that holds nothing begins a fresh log with device.added about itself", async () => {
  const { database, identity } = await opened();
  const [first] = await all(database, identity.log);
  expect(first?.envelope).toMatchObject({ type: "device.added", subject: identity.log });
  const other = await opened(2);
  expect(other.identity.log).not.toBe(identity.log);
  expect(await readIdentity(database)).toEqual(identity);
});

test("I3: two tabs on one log never give one sequence number twice", async () => {
  const name = freshName();
  const left = await opened(1, name);
  const right = await opened(2, name);
  expect(right.identity).toEqual(left.identity);
  const said = await Promise.all(
    Array.from({ length: 40 }, (_, number) => {
      const tab = number % 2 === 0 ? left : right;
      return append(tab.database, [contactAdded(number, `Ada ${number}`)], tab.world);
    }),
  );
  const numbers = said.flat().map(({ seq }) => seq);
  expect([...numbers].sort((a, b) => a - b)).toEqual(numbers.map((_, at) => at + 2));
  let head = genesis(notebookId, left.identity.log);
  let hlc = 0;
  for (const kept of await all(left.database, left.identity.log)) {
    head = nextHead(head, bodyHash(kept.body ?? new Uint8Array()));
    expect(kept.hash).toEqual(head.hash);
    expect(kept.envelope?.hlc).toBeGreaterThan(hlc);
    hlc = kept.envelope?.hlc ?? 0;
  }
});

test("one draft that breaks a rule keeps all of them out", async () => {
  const { database, identity, world } = await opened();
  const bad = { ...contactAdded(2, "Bob"), occurred_at: "2026-02-30T12:00:00+02:00" };
  await expect(append(database, [contactAdded(1, "Ada"), bad], world)).rejects.toThrow(
    InvalidEvent,
  );
  const half = contactAdded(1, "half a character \ud800");
  await expect(append(database, [half], world)).rejects.toThrow(InvalidEvent);
  expect((await readHeads(database)).get(identity.log)?.seq).toBe(1);
  await append(database, [contactAdded(1, "Ada")], world);
  expect((await readHeads(database)).get(identity.log)?.seq).toBe(2);
});

test("nothing can be said before there is a notebook", async () => {
  const database = await openDatabase(freshName());
  await expect(append(database, [contactAdded(1, "Ada")], testWorld(1))).rejects.toThrow(
    NotebookMissing,
  );
});

test.each([1, 127, 128, 999, 1000, 1001, 2500])(
  "I4: %i events of another log are taken once and read back as they were",
  async (count) => {
    const { database } = await opened();
    const run = madeRun(otherLog, count);
    expect((await accept(database, notebookId, [run])).length).toBe(count);
    expect(await accept(database, notebookId, [run])).toEqual([]);
    const kept = await all(database, otherLog);
    expect(kept.map(({ seq, body, hash }) => [seq, text.decode(body ?? undefined), hash])).toEqual(
      run.events.map(({ seq, body, hash }) => [seq, text.decode(body ?? undefined), hash]),
    );
  },
);

test("overlapping runs of one batch fit together", async () => {
  const { database } = await opened();
  const { events } = madeRun(otherLog, 300);
  const part = (from: number, to: number): Run => ({
    log: otherLog,
    after: events[from - 1] ?? genesis(notebookId, otherLog),
    events: events.slice(from, to),
  });
  const taken = await accept(database, notebookId, [
    part(0, 200),
    part(100, 250),
    part(50, 60),
    part(250, 300),
  ]);
  expect(taken.map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq));
});

test("a gap names the number to send from, and nothing of the batch is kept", async () => {
  const { database } = await opened();
  const { events } = madeRun(otherLog, 10);
  const late: Run = {
    log: otherLog,
    after: events[4] ?? genesis(notebookId, otherLog),
    events: events.slice(5),
  };
  const other = madeRun("yyyyyyyyyyyyyyyy", 3);
  await expect(accept(database, notebookId, [other, late])).rejects.toThrow(new Gap(otherLog, 1));
  expect((await readHeads(database)).size).toBe(1);
});

test("a fork names the first event that differs, wherever the run begins", async () => {
  const { database } = await opened();
  const mine = madeRun(otherLog, 200);
  await accept(database, notebookId, [mine]);
  const shared = mine.events[99] ?? genesis(notebookId, otherLog);
  const branch = madeRun(otherLog, 150, shared, "another");
  await expect(accept(database, notebookId, [branch])).rejects.toThrow(new Fork(otherLog, 101));
  const further: Run = {
    log: otherLog,
    after: branch.events[119] ?? shared,
    events: branch.events.slice(120),
  };
  await expect(accept(database, notebookId, [further])).rejects.toThrow(Gap);
  const wrongStart: Run = {
    log: otherLog,
    after: branch.events[20] ?? shared,
    events: branch.events.slice(21),
  };
  await expect(accept(database, notebookId, [wrongStart])).rejects.toThrow(new Fork(otherLog, 121));
  expect((await readHeads(database)).get(otherLog)?.seq).toBe(200);
});

test("compaction packs rows between blocks and changes nothing that is read", async () => {
  const { database, identity, world } = await opened();
  const start = genesis(notebookId, otherLog);
  const { events } = madeRun(otherLog, 700);
  const run = (from: number, to: number): Run => ({
    log: otherLog,
    after: events[from - 1] ?? start,
    events: events.slice(from, to),
  });
  await accept(database, notebookId, [run(0, 50)]);
  await accept(database, notebookId, [run(50, 350)]);
  await accept(database, notebookId, [run(350, 360)]);
  await accept(database, notebookId, [run(360, 700)]);
  for (let number = 0; number < 5; number += 1) {
    await append(database, [contactAdded(number, "Ada")], world);
  }
  const before = [await all(database, otherLog), await all(database, identity.log)];
  expect(await compact(database, 1000)).toBe(0);
  expect(await compact(database, 10)).toBe(66);
  expect(await database.count("event")).toBe(0);
  expect([await all(database, otherLog), await all(database, identity.log)]).toEqual(before);
  await append(database, [contactAdded(9, "Zoë")], world);
  expect((await all(database, identity.log)).length).toBe(7);
});

test("an erased event is kept by its body's hash, in rows and in blocks", async () => {
  const { database } = await opened();
  const run = madeRun(otherLog, 3);
  const [first, second, third] = run.events;
  if (!first || !second || !third) throw new Error("three events were made");
  const erased = { ...second, body: null, bodyHash: bodyHash(second.body ?? new Uint8Array()) };
  await accept(database, notebookId, [{ ...run, events: [first, erased, third] }]);
  const before = await all(database, otherLog);
  expect(before[1]).toEqual(erased);
  await compact(database, 0);
  expect(await all(database, otherLog)).toEqual(before);
});

test("an event that is missing inside a log is named", async () => {
  const { database } = await opened();
  await accept(database, notebookId, [madeRun(otherLog, 20)]);
  await database.delete("event", [otherLog, 7]);
  await expect(all(database, otherLog)).rejects.toThrow(new Corrupt(otherLog, 7));
});

test("I2: what was acknowledged is there after the tab is gone; what was not is absent as a whole", async () => {
  const name = freshName();
  const { database, identity, world } = await opened(1, name);
  await append(database, [contactAdded(1, "Ada")], world);
  // The tab dies between the writes of one transaction and its end.
  const dying = database.transaction(["event", "head"], "readwrite");
  const row = {
    log: identity.log,
    seq: 3,
    body: new Uint8Array(1),
    bodyHash: null,
    hash: new Uint8Array(32),
  };
  await dying.objectStore("event").add(row);
  dying.done.catch(() => undefined);
  dying.abort();
  database.close();
  const again = await openDatabase(name);
  expect((await all(again, identity.log)).map(({ seq }) => seq)).toEqual([1, 2]);
  const [next] = await append(again, [contactAdded(2, "Bob")], world);
  expect(next?.seq).toBe(3);
});

test("a stamp at the very bound does not stop this device from writing", async () => {
  const { database, identity, world } = await opened();
  const poison = madeRun(otherLog, 1);
  const events = poison.events.map((kept) => ({
    ...kept,
    envelope: {
      hlc: hlcReceivedMax,
      type: "contact.added",
      subject: otherLog,
      occurredAt: 0,
      offsetMin: 0,
    },
  }));
  await accept(database, notebookId, [{ ...poison, events }]);
  const [written] = await append(database, [contactAdded(1, "Ada")], world);
  expect(written?.envelope?.hlc).toBeLessThan(hlcReceivedMax);
  expect(written?.log).toBe(identity.log);
});
