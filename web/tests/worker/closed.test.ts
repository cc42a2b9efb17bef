/** What a browser does to the open database: it may close it, with all that is in it or without. */
import { forceCloseDatabase } from "fake-indexeddb";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import type { Announcement, Draft } from "../../shared/messages.ts";
import { type PackedRows, rowsIn } from "../../shared/rows.ts";
import { createDesk, type Desk } from "../../worker/desk.ts";
import { openDatabase } from "../../worker/log/database.ts";
import { contactAdded, freshName, letIn, testWorld } from "./device.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

interface Tab {
  readonly desk: Desk;
  readonly heard: Announcement[];
  readonly name: string;
  /** As the browser does it: without asking. `first`: what it does before it tells. */
  close(first?: () => void): Promise<void>;
}

/** A tab of a browser that was let in, whose server is away. */
async function openTab(): Promise<Tab> {
  const name = freshName();
  const before = await openDatabase(name);
  await letIn(before, 1);
  before.close();
  const handles: IDBDatabase[] = [];
  let beforeTelling = (): void => undefined;
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, "open").mockImplementation((...asked) => {
    const request = open(...asked);
    request.addEventListener("success", () => {
      handles.push(request.result);
      request.result.addEventListener("close", () => beforeTelling());
    });
    return request;
  });
  const heard: Announcement[] = [];
  const desk = createDesk({
    world: testWorld(1),
    server: "http://127.0.0.1:9/",
    databaseName: name,
    announce: (each) => heard.push(each),
  });
  onTestFinished(() => desk.close());
  expect(await desk.answer({ tag: "start", invitation: null })).toMatchObject({ ready: true });
  const close = async (first: () => void = () => undefined): Promise<void> => {
    beforeTelling = first;
    const closing = handles.splice(0);
    const closed = closing.map(
      (each) => new Promise((ended) => each.addEventListener("close", ended)),
    );
    for (const handle of closing) forceCloseDatabase(handle as never);
    await Promise.all(closed);
  };
  return { desk, heard, name, close };
}

/** Longer than the browser is asked to open it again. */
const soon = { timeout: 8000 };

async function say(desk: Desk, draft: Draft): Promise<unknown> {
  return await desk.answer({ tag: "say", drafts: [draft] });
}

async function namesOf(desk: Desk): Promise<readonly unknown[]> {
  const people = { tag: "ask", name: "people", parameters: { archived: 0 } } as const;
  const rows = rowsIn((await desk.answer({ ...people, as_of: undefined })) as PackedRows);
  return rows.map((row) => row["name"]);
}

const lostIn = (heard: readonly Announcement[]) => heard.filter(({ tag }) => tag === "lost");

test("a database that is closed with all in it is opened again, and nobody hears of it", async () => {
  const { desk, heard, close } = await openTab();
  for (const [number, name] of ["Ada", "Bob", "Cleo"].entries()) {
    await say(desk, contactAdded(number, name));
    await close();
  }
  await say(desk, contactAdded(3, "Dora"));
  expect(await namesOf(desk)).toEqual(["Ada", "Bob", "Cleo", "Dora"]);
  expect(lostIn(heard)).toEqual([]);
  expect(heard).toContainEqual({ tag: "changed", tables: null });
});

test("one that is closed because it was cleared is lost, and what was read still answers", async () => {
  const { desk, heard, name, close } = await openTab();
  await say(desk, contactAdded(1, "Ada"));
  await close(() => indexedDB.deleteDatabase(name));
  await expect.poll(() => lostIn(heard), soon).toHaveLength(1);
  const words = /cleared what InfoView kept here\. 2 events not synced yet are lost/;
  expect(lostIn(heard)).toMatchObject([{ words: expect.stringMatching(words) }]);
  await expect(say(desk, contactAdded(2, "Bob"))).rejects.toThrow(words);
  expect(await namesOf(desk)).toEqual(["Ada"]);
  expect(await desk.answer({ tag: "start", invitation: null })).toMatchObject({ ready: false });
});

test("one that cannot be opened again is not called lost", async () => {
  const { desk, heard, close } = await openTab();
  await say(desk, contactAdded(1, "Ada"));
  vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("Internal error", "UnknownError");
  });
  await close();
  await expect.poll(() => lostIn(heard), soon).toHaveLength(1);
  vi.restoreAllMocks();
  await expect(say(desk, contactAdded(2, "Bob"))).rejects.toThrow(/closed.*Reload this page/);
  expect(await namesOf(desk)).toEqual(["Ada"]);
  expect(await desk.answer({ tag: "start", invitation: null })).toMatchObject({ ready: true });
  expect(await namesOf(desk)).toEqual(["Ada"]);
});
