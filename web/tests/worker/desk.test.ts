/** The engine as the page uses it, against the real server over real HTTP. */
import { afterEach, expect, test } from "vitest";
import type { Announcement, Request, Started, SyncState } from "../../shared/messages.ts";
import { createDesk, type Desk } from "../../worker/desk.ts";
import { NotebookMissing } from "../../worker/errors.ts";
import { openDatabase } from "../../worker/log/database.ts";
import { contactAdded, freshName, notebookId, testWorld } from "./device.ts";
import { makeHome, type RunningServer, startServer, token } from "./server.ts";

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.reverse()) await end();
  endings.length = 0;
});

interface Tab {
  readonly desk: Desk;
  readonly heard: Announcement[];
  start(token?: string | null): Promise<Started>;
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
  endings.push(() => desk.close());
  let started: Started | null = null;
  return {
    desk,
    heard,
    async start(given = token) {
      started = (await desk.answer({ tag: "start", token: given })) as Started;
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

async function served(home = makeHome(), port = 0): Promise<RunningServer> {
  const server = await startServer(home.path, port);
  endings.push(home.remove, () => server.stop());
  return server;
}

async function digestOn(base: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(new URL("sync/heads?digest=1", base), { headers });
  return await answer.json();
}

test("a new browser joins, hears of the laptop's events and is heard, with no tap", async () => {
  const server = await served();
  server.add("Ada");
  const tab = openTab(server.base, freshName());
  const started = await tab.start();
  expect(started).toMatchObject({ ready: true, notebook: server.notebook });
  const people = () =>
    tab.desk.answer({ tag: "ask", name: "people", parameters: { archived: 0 }, as_of: undefined });
  await expect.poll(people, soon).toMatchObject([{ name: "Ada" }]);
  server.add("Bob");
  await expect.poll(people, soon).toMatchObject([{ name: "Ada" }, { name: "Bob" }]);
  await tab.desk.answer({ tag: "say", drafts: [contactAdded(1, "Cleo")] });
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced", waiting: 0 });
  expect(await digestOn(server.base)).toMatchObject(
    (await tab.desk.answer({ tag: "digest" })) as object,
  );
});

test("offline: events wait and are counted, also after a restart; then both sides are equal", async () => {
  const home = makeHome();
  const first = await startServer(home.path);
  const { base, port } = first;
  const name = freshName();
  const tab = openTab(base, name);
  await tab.start();
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
  expect(await digestOn(server.base)).toMatchObject(
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
  await tab.start();
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced" });
  const answers = [await tab.desk.answer(due), await tab.desk.answer(goals)];
  await tab.desk.answer({ tag: "say", drafts: [contactAdded(1, "Ada")] });
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced" });
  const database = await openDatabase(name);
  await expect.poll(() => database.get("snapshot", "first"), soon).toBeDefined();
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

test("a browser that holds nothing says so, and begins by itself once the server is there", async () => {
  const home = makeHome();
  const gone = await startServer(home.path);
  await gone.stop();
  const tab = openTab(gone.base, freshName());
  expect(await tab.start()).toMatchObject({ ready: false, sync: { tag: "offline" } });
  await expect(tab.desk.answer({ tag: "say", drafts: [contactAdded(1, "Ada")] })).rejects.toThrow(
    NotebookMissing,
  );
  await served(home, gone.port);
  await expect.poll(() => tab.heard.some(({ tag }) => tag === "changed"), soon).toBe(true);
  expect(await tab.start()).toMatchObject({ ready: true });
});

test("a wrong token is refused in words, and the right one mends it", async () => {
  const server = await served();
  const tab = openTab(server.base, freshName());
  expect(await tab.start(null)).toMatchObject({ ready: false, sync: { tag: "refused" } });
  const refused = await tab.start("wrong");
  expect(refused.sync.problem).toMatch(/Open the link/);
  expect(await tab.start(token)).toMatchObject({ ready: true });
});

test("a token that is taken back later leaves everything readable and says what to do", async () => {
  const server = await served();
  const name = freshName();
  const tab = openTab(server.base, name);
  await tab.start();
  await tab.desk.answer({ tag: "say", drafts: [contactAdded(1, "Ada")] });
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced" });
  await tab.desk.close();
  const again = openTab(server.base, name);
  expect(await again.start("wrong")).toMatchObject({ ready: true });
  await expect.poll(() => again.state(), soon).toMatchObject({ tag: "refused" });
  await again.desk.answer({ tag: "say", drafts: [contactAdded(2, "Bob")] });
  await again.start(token);
  await expect.poll(() => again.state(), soon).toMatchObject({ tag: "synced", waiting: 0 });
});

test("two tabs show the same events and the same state", async () => {
  const server = await served();
  const name = freshName();
  const left = openTab(server.base, name);
  const right = openTab(server.base, name, 2);
  const started = await Promise.all([left.start(), right.start()]);
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
    await expect.poll(() => tab.desk.answer(ask), soon).toHaveLength(2);
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
  await tab.start();
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "synced" });
  await one.stop();
  first.remove();
  await served(makeHome(), one.port);
  await expect.poll(() => tab.state(), soon).toMatchObject({ tag: "refused" });
  expect((await tab.state()).problem).toContain(one.notebook);
  expect(one.notebook).not.toBe(notebookId);
});
