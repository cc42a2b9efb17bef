/** Several tabs of one browser over one log. */
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import type { Announcement, Draft } from "../../shared/messages.ts";
import { Unreachable } from "../../worker/errors.ts";
import { openDatabase } from "../../worker/log/database.ts";
import { Notebook } from "../../worker/projections/notebook.ts";
import type { Server } from "../../worker/sync/transport.ts";
import { joinTabs } from "../../worker/tabs.ts";
import { work, type Working } from "../../worker/working.ts";
import { contactAdded, type Device, freshName, idOf, openDevice } from "./device.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const soon = { timeout: 8000 };

const away = async (): Promise<never> => {
  throw new Unreachable("The server is away");
};
const nobody: Server = {
  keys: away,
  heads: away,
  push: away,
  // biome-ignore lint/correctness/useYield: it never comes so far
  async *pull() {
    return await away();
  },
  // biome-ignore lint/correctness/useYield: it never comes so far
  async *live() {
    return await away();
  },
};

async function tabOf(
  { notebook, world }: Device,
  tabs = joinTabs(notebook.database.name),
  announce: (announcement: Announcement) => void = () => undefined,
) {
  const parts = { notebook, server: nobody, world, announce };
  const tab = await work({ ...parts, tabs, retryLongestMs: 500 });
  onTestFinished(() => tab.close());
  return tab;
}

const peopleIn = ({ notebook }: Working) => notebook.ask("people", { archived: 0 });

test("what another tab writes after this one read the heads is shown, though it is still opening", async () => {
  const name = freshName();
  const device = await openDevice(1, name);
  const first = await tabOf(device);
  const joined = joinTabs(name);
  const database = await openDatabase(name);
  const notebook = await Notebook.open(database, device.identity, device.world);
  await first.say([contactAdded(1, "Ada")]);
  const second = await tabOf({ ...device, database, notebook }, joined);
  await expect.poll(() => peopleIn(second), soon).toMatchObject([{ name: "Ada" }]);
});

test("what is durable is told to all, though this tab cannot finish showing it", async () => {
  const name = freshName();
  const [one, two] = [await openDevice(1, name), await openDevice(1, name)];
  const heard: Announcement[] = [];
  const first = await tabOf(one, joinTabs(name), (each) => heard.push(each));
  const second = await tabOf(two);
  await first.say([contactAdded(1, "Ada")]);
  await expect.poll(() => peopleIn(second), soon).toHaveLength(1);
  heard.length = 0;
  vi.spyOn(IDBObjectStore.prototype, "clear").mockImplementationOnce(() => {
    throw new DOMException("Internal error", "UnknownError");
  });
  const forgotten: Draft = {
    type: "contact.forgotten",
    subject: idOf(1),
    occurred_at: "2026-05-02T12:00:00+02:00",
    data: { subjects: [] },
  };
  await expect(first.say([forgotten])).rejects.toThrow("Saved");
  expect(heard.map(({ tag }) => tag)).toContain("changed");
  await expect.poll(() => peopleIn(second), soon).toEqual([]);
});
