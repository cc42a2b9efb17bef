/**
 * This browser's secret keys, the notebook's epoch keys, and the heads that others have signed. The
 * mirror of infoview_sync/log/keyring.py. Which logs may come in is decided in projections/roster.ts.
 */
import { InfoViewError } from "../errors.ts";
import type { Head } from "../events/chain.ts";
import type { EpochKey } from "../keys/derivation.ts";
import type { Primitives } from "../keys/primitives.ts";
import { signHead } from "../keys/signing.ts";
import {
  get,
  type KeyringRecord,
  type LogDatabase,
  read,
  type Reading,
  type ServerRecord,
  type SignedRecord,
  write,
} from "./database.ts";

export type Keyring = KeyringRecord;

export async function readKeyring(database: LogDatabase): Promise<Keyring | null> {
  const record = await get(database, "meta", "keyring");
  return record?.tag === "keyring" ? record : null;
}

export async function keyringIn(transaction: Reading): Promise<Keyring | null> {
  const record = await transaction.objectStore("meta").get("keyring");
  return record?.tag === "keyring" ? record : null;
}

/** Throws if this browser has not been let in yet, or not since keys exist. */
export async function keyringOf(database: LogDatabase): Promise<Keyring> {
  const keyring = await readKeyring(database);
  if (keyring === null) throw new KeysMissing();
  return keyring;
}

export class KeysMissing extends InfoViewError {
  constructor() {
    super("no_keys", "This browser has no keys to this notebook yet: pair it. Nothing is lost.");
  }
}

export async function readServer(database: LogDatabase): Promise<ServerRecord | null> {
  const record = await get(database, "meta", "server");
  return record?.tag === "server" ? record : null;
}

/** The epoch key that seals. */
export function currentEpoch({ epochs }: Pick<Keyring, "epochs">): EpochKey {
  const number = Math.max(...epochs.keys());
  const key = epochs.get(number);
  if (key === undefined) throw new KeysMissing();
  return { number, key };
}

/** The epoch key of this number; the one that seals, if it is not here. */
export function sealingKeyFor(epoch: number, keyring: Pick<Keyring, "epochs">): EpochKey {
  const key = keyring.epochs.get(epoch);
  return key === undefined ? currentEpoch(keyring) : { number: epoch, key };
}

/** What signs the heads of this log: its own seed; for another device's, our own as its voucher. */
export function signerOf(
  primitives: Primitives,
  keyring: Keyring,
  notebook: string,
  log: string,
): (head: Head) => Promise<Uint8Array> {
  const former = keyring.former.find((each) => each.log === log);
  const seed = former?.signingSeed ?? keyring.signingSeed;
  return (head) => signHead(primitives, seed, head, { notebook, log });
}

/** Whether this browser itself writes, or once wrote, this log. */
export function isOwn(keyring: Keyring, log: string): boolean {
  return keyring.log === log || keyring.former.some((each) => each.log === log);
}

/** Keeps these epoch keys beside those that are here; none is ever replaced. */
export async function addEpochs(database: LogDatabase, added: readonly EpochKey[]): Promise<void> {
  await write(database, ["meta"], async (transaction) => {
    const keyring = await keyringIn(transaction);
    if (keyring === null) throw new KeysMissing();
    await transaction
      .objectStore("meta")
      .put({ ...keyring, epochs: joined(keyring.epochs, added) });
  });
}

export function joined(
  epochs: ReadonlyMap<number, Uint8Array>,
  added: readonly EpochKey[],
): ReadonlyMap<number, Uint8Array> {
  return new Map([...added.map(({ number, key }) => [number, key] as const), ...epochs]);
}

/** The signed heads of a log with `after` < seq ≤ `until`, in order. */
export async function signedWithin(
  database: LogDatabase,
  log: string,
  after: number,
  until: number,
): Promise<readonly SignedRecord[]> {
  const range = IDBKeyRange.bound([log, after + 1], [log, until]);
  return await read(database, ["signed"], (transaction) =>
    transaction.objectStore("signed").getAll(range),
  );
}

/** Up to where this log is signed; 0 if nowhere. */
export async function signedUntil(database: LogDatabase, log: string): Promise<number> {
  const range = IDBKeyRange.bound([log, 0], [log, Number.MAX_SAFE_INTEGER]);
  const cursor = await database.transaction("signed").store.openKeyCursor(range, "prev");
  return cursor?.key[1] ?? 0;
}
