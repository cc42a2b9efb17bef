/** Several tabs of one browser over one log. */
import { afterEach, expect, test } from "vitest";
import { Unreachable } from "../../worker/errors.ts";
import { openDatabase } from "../../worker/log/database.ts";
import { Notebook } from "../../worker/projections/notebook.ts";
import type { Server } from "../../worker/sync/transport.ts";
import { joinTabs } from "../../worker/tabs.ts";
import { work, type Working } from "../../worker/working.ts";
import { contactAdded, type Device, freshName, openDevice } from "./device.ts";

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.reverse()) await end();
  endings.length = 0;
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

async function tabOf({ notebook, world }: Device, tabs = joinTabs(notebook.database.name)) {
  const parts = { notebook, server: nobody, world, announce: () => undefined };
  const tab = await work({ ...parts, tabs, retryLongestMs: 500 });
  endings.push(() => tab.close());
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
