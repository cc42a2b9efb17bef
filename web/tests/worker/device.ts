/** A browser for tests: real IndexedDB semantics (fake-indexeddb), a fixed clock, seeded chance. */
import "fake-indexeddb/auto";
import type { Draft } from "../../shared/messages.ts";
import { newId } from "../../shared/ids.ts";
import { toText } from "../../worker/keys/bytes.ts";
import { createPrimitives } from "../../worker/keys/primitives.ts";
import { type DeviceKeys, signApproval } from "../../worker/keys/signing.ts";
import { type LogDatabase, openDatabase } from "../../worker/log/database.ts";
import type { Keyring } from "../../worker/log/keyring.ts";
import type { Identity } from "../../worker/log/meta.ts";
import { join } from "../../worker/log/store.ts";
import { Notebook } from "../../worker/projections/notebook.ts";
import type { World } from "../../worker/world.ts";

export const notebookId = "0123456789abcdef";
export const noon = Date.UTC(2026, 4, 1, 10);

const primitives = createPrimitives(crypto.subtle);
/** Every notebook of a test begins with this device. */
const rootSeed = 1;

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
    primitives: () => primitives,
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

/** Opens what is kept under this name, or lets the browser in as the first device would. */
export async function openDevice(seed: number, name = freshName()): Promise<Device> {
  const world = testWorld(seed);
  const database = await openDatabase(name);
  const identity = await letIn(database, seed);
  const notebook = await Notebook.open(database, identity, world);
  return { database, identity, notebook, world };
}

export interface Secrets {
  readonly log: string;
  readonly signingSeed: Uint8Array;
  readonly agreementSecret: Uint8Array;
}

/** The same for the same seed: a browser that was cloned has them too. */
export function secretsOf(seed: number): Secrets {
  const { randomBytes } = testWorld(1000 + seed);
  return {
    log: newId(randomBytes),
    signingSeed: randomBytes(32),
    agreementSecret: randomBytes(32),
  };
}

/** What a browser holds after it was paired; `by`: the seed of the device that let it in. */
export async function keyringFor(
  seed: number,
  notebook = notebookId,
  by = rootSeed,
): Promise<{ readonly keyring: Keyring; readonly keys: DeviceKeys }> {
  const made = await primitives;
  const own = secretsOf(seed);
  const [root, approver] = [secretsOf(rootSeed), secretsOf(by)];
  const keys = {
    publicKey: await made.signingPublic(own.signingSeed),
    agreementKey: await made.agreementPublic(own.agreementSecret),
  };
  const name = { notebook, log: own.log };
  const signature = toText(await signApproval(made, approver.signingSeed, keys, name));
  const keyring: Keyring = {
    tag: "keyring",
    ...own,
    root: { log: root.log, key: await made.signingPublic(root.signingSeed) },
    epochs: new Map([[1, new Uint8Array(32).fill(7)]]),
    approval: seed === rootSeed ? null : { by: approver.log, signature },
    former: [],
  };
  return { keyring, keys };
}

/** Begins this device's log, unless the database holds one already. */
export async function letIn(
  database: LogDatabase,
  seed: number,
  notebook = notebookId,
  by = rootSeed,
): Promise<Identity> {
  const { keyring, keys } = await keyringFor(seed, notebook, by);
  const server = { tag: "server", token: `token ${seed}`, log: keyring.log } as const;
  const joining = { notebook, keyring, keys, server, hlc: 0, before: null };
  return await join(database, joining, testWorld(seed));
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

/** What is kept beside the log, the answers of all days as one. */
export async function partsKept(database: LogDatabase): Promise<readonly string[]> {
  const names = await database.getAllKeys("snapshot");
  return [...new Set(names.map((name) => name.replace(/ \d+$/, "")))];
}
