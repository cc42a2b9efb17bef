/** A browser for tests: real IndexedDB semantics (fake-indexeddb), a fixed clock, seeded chance. */
import "fake-indexeddb/auto";
import type { Draft } from "../../shared/messages.ts";
import { type LogDatabase, openDatabase } from "../../worker/log/database.ts";
import type { Identity } from "../../worker/log/meta.ts";
import { begin } from "../../worker/log/store.ts";
import { Notebook } from "../../worker/projections/notebook.ts";
import type { World } from "../../worker/world.ts";

export const notebookId = "0123456789abcdef";
export const noon = Date.UTC(2026, 4, 1, 10);

let devices = 0;

/** A name that no other test's database has. */
export function freshName(): string {
  devices += 1;
  return `device ${devices}`;
}

export function testWorld(seed: number): World {
  let state = seed;
  return {
    wallMs: () => noon,
    zone: () => "Europe/Berlin",
    randomBytes: (count) =>
      Uint8Array.from({ length: count }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
        return state >>> 24;
      }),
    deviceName: `Device ${seed}`,
    deviceForm: "browser",
  };
}

export interface Device {
  readonly database: LogDatabase;
  readonly identity: Identity;
  readonly notebook: Notebook;
  readonly world: World;
}

export async function openDevice(seed: number, name = freshName()): Promise<Device> {
  const world = testWorld(seed);
  const database = await openDatabase(name);
  const identity = await begin(database, notebookId, world);
  const notebook = await Notebook.open(database, identity, world);
  return { database, identity, notebook, world };
}

export function idOf(number: number): string {
  return number.toString().padStart(16, "0");
}

export function contactAdded(
  number: number,
  name: string,
): Extract<Draft, { type: "contact.added" }> {
  return {
    type: "contact.added",
    subject: idOf(number),
    occurred_at: "2026-05-01T12:00:00+02:00",
    data: { name, source: "typed", tags: ["class"] },
  };
}

export function orgCorrected(number: number, org: string): Draft {
  return {
    type: "contact.corrected",
    subject: idOf(number),
    occurred_at: "2026-05-02T12:00:00+02:00",
    data: { org },
  };
}
