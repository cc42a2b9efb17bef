/** The engine as the page uses it, against the real server over real HTTP. */
import { openDB } from "idb";
import { expect, onTestFinished, test } from "vitest";
import type { Invitation } from "../../shared/devices.ts";
import type {
  Announcement,
  Draft,
  Request,
  Row,
  Started,
  SyncState,
} from "../../shared/messages.ts";
import { type PackedRows, rowsIn } from "../../shared/rows.ts";
import { createDesk, type Desk } from "../../worker/desk.ts";
import { NotebookMissing } from "../../worker/errors.ts";
import { writeBody } from "../../worker/events/author.ts";
import { bodyHash, genesis, type Head, nextHead } from "../../worker/events/chain.ts";
import { openDatabase } from "../../worker/log/database.ts";
import { contactAdded, freshName, noon, notebookId, partsKept, testWorld } from "./device.ts";
import { makeHome, type RunningServer, startServer } from "./server.ts";

interface Tab {
  readonly desk: Desk;
  readonly heard: Announcement[];
  /** With a fresh link of this server; null: without any. */
  start(given: RunningServer | Invitation | null): Promise<Started>;
  state(): Promise<SyncState>;
}

/** Some seconds more than the app promises: two cores are shared with other tests. */
const soon = { timeout: 8000, interval: 20 };

function openTab(base: string, name: string, seed = 1): Tab {
  const heard: Announcement[] = [];
  const world = { ...testWorld(seed), wallMs: Date.now };
  const desk = createDesk({
    world,
    server: base,
    databaseName: name,
    announce: (each) => heard.push(each),
  });
  onTestFinished(() => desk.close());
  let started: Started | null = null;
  return {
    desk,
    heard,
    async start(given) {
      const invitation = given !== null && "invitation" in given ? await given.invitation() : given;
      started = (await desk.answer({ tag: "start", invitation })) as Started;
      return started;
    },
    async state() {
      const states = heard.flatMap((each) => (each.tag === "sync_state" ? [each.state] : []));
      const state = states.at(-1) ?? started?.sync;
      if (state === undefined) throw new Error("the tab has started");
      return state;
    },
  };
}

async function rowsOf(desk: Desk, request: Request): Promise<readonly Row[]> {
  return rowsIn((await desk.answer(request)) as PackedRows);
}

async function served(home = makeHome(), port = 0): Promise<RunningServer> {
  const server = await startServer(home.path, port);
  onTestFinished(home.remove);
  onTestFinished(() => server.stop());
  return server;
}

async function digestOn(server: RunningServer): Promise<unknown> {
  return JSON.parse(await server.ask("heads"));
}

test("a new browser joins, hears of the laptop's events and is heard, with no tap", async () => {
  const server = await served();
  server.add("Ada");
  const tab = openTab(server.base, freshName());
  const started = await tab.start(server);
  expect(started).toMatchObject({ ready: true, notebook: server.notebook });
  const people = async () => {
    const question = { tag: "ask", name: "people", parameters: { archived: 0 } } as const;
    const rows = await rowsOf(tab.desk, { ...question, as_of: undefined });
    return rows.map((row) => row["name"]).sort();
  };
  await expect.poll(people, soon).toEqual(["Ada"]);
  server.add("Bob");
  await expect.poll(people, soon).toEqual(["Ada", "Bob"]);
  await tab.desk.answer({ tag: "say", drafts: [contactAdded(1, "Cleo")] });
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced", waiting: 0 });
  expect(await digestOn(server)).toMatchObject(
    (await tab.desk.answer({ tag: "digest" })) as object,
  );
});

test("offline: events wait and are counted, also after a restart; then both sides are equal", async () => {
  const home = makeHome();
  const first = await startServer(home.path);
  const { base, port } = first;
  const name = freshName();
  const tab = openTab(base, name);
  await tab.start(first);
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced" });
  await first.stop();
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "offline", waiting: 0 });
  for (let number = 0; number < 8; number += 1) {
    await tab.desk.answer({ tag: "say", drafts: [contactAdded(number, `Ada ${number}`)] });
  }
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "offline", waiting: 8 });
  await tab.desk.close();
  const again = openTab(base, name, 2);
  const { ready, sync } = await again.start(null);
  expect(ready).toBe(true);
  expect(sync.waiting).toBe(8);
  expect(sync.offline_since).not.toBeNull();
  const server = await served(home, port);
  await expect.poll(() => again.state(), soon).toMatchObject({ tag: "synced", waiting: 0 });
  expect(await digestOn(server)).toMatchObject(
    (await again.desk.answer({ tag: "digest" })) as object,
  );
});

test("a first screen is answered from memory while the notebook is opened, and asks again", async () => {
  const server = await served();
  const name = freshName();
  const due: Request = {
    ...{ tag: "agenda", now: Date.now(), offset_min: 0, days: 0, contact: null, limit: 300 },
    as_of: undefined,
  };
  const goals: Request = { tag: "ask", name: "goals", parameters: {}, as_of: undefined };
  const tab = openTab(server.base, name);
  await tab.start(server);
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced" });
  const answers = [await tab.desk.answer(due), await tab.desk.answer(goals)];
  await tab.desk.answer({ tag: "say", drafts: [contactAdded(1, "Ada")] });
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced" });
  const database = await openDatabase(name);
  await expect.poll(() => partsKept(database), soon).toContain("first");
  database.close();
  await tab.desk.close();

  const again = openTab(server.base, name, 2);
  const opened = again.start(null);
  expect([await again.desk.answer(due), await again.desk.answer(goals)]).toEqual(answers);
  expect(again.heard).toEqual([{ tag: "remembered" }]);
  // Said on a screen that stands but is not open yet: kept all the same.
  await again.desk.answer({ tag: "say", drafts: [contactAdded(2, "Bo")] });
  expect(await opened).toMatchObject({ ready: true });
  const asksAgain = { tag: "changed", tables: null };
  await expect.poll(() => again.heard, soon).toContainEqual(asksAgain);
});

test("a browser that holds nothing says so, and keeps nothing until it is let in", async () => {
  const server = await served();
  const tab = openTab(server.base, freshName());
  expect(await tab.start(null)).toMatchObject({ ready: false, notebook: null });
  await expect(tab.desk.answer({ tag: "say", drafts: [contactAdded(1, "Ada")] })).rejects.toThrow(
    NotebookMissing,
  );
  expect(await tab.start(server)).toMatchObject({ ready: true, notebook: server.notebook });
});

function failures(tab: Tab): readonly string[] {
  return tab.heard.flatMap((each) =>
    each.tag === "pairing" && each.pairing.tag === "failed" ? [each.pairing.words] : [],
  );
}

test("each wrong turn of pairing is told in its own words, and the next try mends it", async () => {
  const server = await served();
  const tab = openTab(server.base, freshName());
  const used = await server.invitation();
  expect(await openTab(server.base, freshName(), 3).start(used)).toMatchObject({ ready: true });
  const good = await server.invitation();
  if (good.type !== "link") throw new Error("the server gives links");
  const wrong: readonly Invitation[] = [
    used,
    { ...good, server: "AAAAAAAAAAAAAAAAAAAAAA" },
    { ...good, secret: "?" },
    { type: "code", code: "7k3m" },
    { type: "code", code: "7K3M-Q9TX" },
  ];
  for (const each of wrong) expect(await tab.start(each)).toMatchObject({ ready: false });
  expect(failures(tab).map((words) => words.slice(0, 30))).toEqual([
    "This link was used already, or",
    "Another computer answers here ",
    "This link is not whole. Open a",
    "That is not a whole code: it h",
    "The computer does not know thi",
  ]);
  expect(await tab.start(server)).toMatchObject({ ready: true });
});

test("a typed code: both sides show the same digits, and the person decides", async () => {
  const server = await served();
  const tab = openTab(server.base, freshName());
  const asked = async (word: "yes" | "no"): Promise<Started> => {
    tab.heard.length = 0;
    const code = (await server.ask("invite code")).toLowerCase();
    const started = tab.start({ type: "code", code });
    await expect.poll(() => server.ask("asking"), soon).toMatch(/^[0-9]{6}$/);
    const digits = await server.ask("asking");
    const comparing = { tag: "comparing", digits, isSame: false };
    expect(tab.heard).toContainEqual({ tag: "pairing", pairing: comparing });
    await tab.desk.answer({ tag: "compared", isSame: true });
    await server.ask(`decide ${word}`);
    return await started;
  };
  expect(await asked("no")).toMatchObject({ ready: false });
  expect(failures(tab)[0]).toMatch(/said no/);
  expect(await asked("yes")).toMatchObject({ ready: true });
});

test("a link in a browser that is in already renews its token, and its log goes on", async () => {
  const server = await served();
  const tab = openTab(server.base, freshName());
  const { log } = await tab.start(server);
  await tab.desk.answer({ tag: "say", drafts: [contactAdded(1, "Ada")] });
  expect(await tab.start(server)).toMatchObject({ ready: true, log });
  const done = { tag: "pairing", pairing: { tag: "done" } };
  await expect
    .poll(() => tab.heard.filter(({ tag }) => tag === "pairing"), soon)
    .toContainEqual(done);
  await tab.desk.answer({ tag: "say", drafts: [contactAdded(2, "Bob")] });
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced", waiting: 0 });
});

test("cut off, a device says so, keeps all it has, and goes on once it is paired again", async () => {
  const server = await served();
  const name = freshName();
  const [tab, other] = [openTab(server.base, name), openTab(server.base, freshName(), 3)];
  const { log } = await tab.start(server);
  await other.start(server);
  await tab.desk.answer({ tag: "say", drafts: [contactAdded(1, "Ada")] });
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced" });
  await server.ask(`revoke ${log}`);
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "refused", is_cut_off: true });
  expect((await tab.state()).problem).toMatch(/no access any more/);
  await tab.desk.answer({ tag: "say", drafts: [contactAdded(2, "Bob")] });
  expect(await digestOn(server)).toMatchObject({ heads: { [log ?? ""]: { seq: 2 } } });
  // The others got the new key, and what they say under it arrives.
  await other.desk.answer({ tag: "say", drafts: [contactAdded(3, "Cleo")] });
  await expect.poll(() => other.state(), soon).toMatchObject({ tag: "synced", waiting: 0 });
  expect(await digestOn(server)).toMatchObject({ epoch: expect.toSatisfy((it) => it > 1) });

  await tab.start(server);
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced", is_cut_off: false });
  // Its log was cut off for good; what it said there and elsewhere is nonetheless with everybody.
  expect(await digestOn(server)).toMatchObject({ heads: { [log ?? ""]: { seq: 3 } } });
  expect(await digestOn(server)).toMatchObject(
    (await tab.desk.answer({ tag: "digest" })) as object,
  );
  const people = { tag: "ask", name: "people", parameters: { archived: 0 } } as const;
  const known = () => rowsOf(other.desk, { ...people, as_of: undefined });
  await expect.poll(known, soon).toHaveLength(3);
});

/** What a browser kept that an app without keys had opened: a log of two events, and a token. */
async function keptWithoutKeys(name: string, notebook: string): Promise<string> {
  const log = "0000000000000abc";
  const world = testWorld(6);
  const database = await openDB(name, 2, {
    upgrade(made) {
      made.createObjectStore("meta", { keyPath: "tag" });
      made.createObjectStore("head", { keyPath: "log" });
      made.createObjectStore("event", { keyPath: ["log", "seq"] });
      made.createObjectStore("block", { keyPath: ["log", "last"] });
      made.createObjectStore("snapshot", { keyPath: "name" });
      made.createObjectStore("scrap", { keyPath: "number" });
    },
  });
  const added = { name: "Old browser", form: "browser" } as const;
  const said: readonly Draft[] = [
    { type: "device.added", subject: log, data: added, occurred_at: "2026-05-01T12:00:00+02:00" },
    contactAdded(1, "Ada"),
  ];
  let head: Head = genesis(notebook, log);
  for (const [place, draft] of said.entries()) {
    const hlc = noon * 1024 + place;
    const { body } = writeBody(draft, hlc, noon, world);
    head = nextHead(head, bodyHash(body));
    await database.put("event", { log, ...head, body, bodyHash: null });
    await database.put("head", { log, ...head, hlc });
  }
  await database.put("meta", { tag: "identity", notebook, log });
  await database.put("meta", { tag: "server", token: "of an older version" });
  database.close();
  return log;
}

test("a browser of a version without keys is read, paired, and its log is vouched for", async () => {
  const server = await served();
  const name = freshName();
  const old = await keptWithoutKeys(name, server.notebook);
  const tab = openTab(server.base, name);
  expect(await tab.start(null)).toMatchObject({ ready: true, log: old });
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "refused", is_cut_off: true });
  expect((await tab.state()).problem).toMatch(/pair it\. Nothing is lost/);
  await tab.start(server);
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced", is_cut_off: false });
  expect((await tab.start(null)).log).not.toBe(old);
  expect(await digestOn(server)).toMatchObject({ heads: { [old]: { seq: 2 } } });
  expect(await digestOn(server)).toMatchObject(
    (await tab.desk.answer({ tag: "digest" })) as object,
  );
});

test("two tabs show the same events and the same state", async () => {
  const server = await served();
  const name = freshName();
  const left = openTab(server.base, name);
  const right = openTab(server.base, name, 2);
  const started = await Promise.all([left.start(server), right.start(server)]);
  expect(started[1].log).toBe(started[0].log);
  await right.desk.answer({ tag: "say", drafts: [contactAdded(1, "Ada")] });
  await left.desk.answer({ tag: "say", drafts: [contactAdded(2, "Bob")] });
  for (const tab of [left, right]) {
    await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced", waiting: 0 });
    const ask = {
      tag: "ask",
      name: "people",
      parameters: { archived: 0 },
      as_of: undefined,
    } as const;
    await expect.poll(() => rowsOf(tab.desk, ask), soon).toHaveLength(2);
  }
  expect(await right.desk.answer({ tag: "digest" })).toEqual(
    await left.desk.answer({ tag: "digest" }),
  );
});

test("another notebook at the same address is refused, and nothing is mixed", async () => {
  const first = makeHome();
  const one = await startServer(first.path);
  const name = freshName();
  const tab = openTab(one.base, name);
  await tab.start(one);
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced" });
  await one.stop();
  first.remove();
  const another = await served(makeHome(), one.port);
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "refused", is_cut_off: true });
  await tab.start(another);
  await expect.poll(() => failures(tab), soon).toHaveLength(1);
  expect(failures(tab)[0]).toContain(one.notebook);
  expect(one.notebook).not.toBe(notebookId);
});
