/**
 * The IndexedDB database: this browser's copy of the log, the only thing here that is not
 * disposable. Change a store only with a new version and an upgrade step that loses nothing.
 *
 * New events come as rows; long runs live in blocks, because a row an event costs thirty times as
 * much to write (FACTS). An event is in exactly one of the two.
 */
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreKey,
  type StoreValue,
} from "idb";
import { inOurWords, StoreError } from "../errors.ts";

const formatVersion = 3;
export const databaseName = "infoview";

/** Which notebook this is and which log this browser writes. Written once, with its first event. */
export interface IdentityRecord {
  readonly tag: "identity";
  readonly notebook: string;
  readonly log: string;
}

/** The server that gave us the app, as paired with. A browser of an older version knows its token only. */
export interface ServerRecord {
  readonly tag: "server";
  /** Opens the server's door for `log`, which is the one that was paired. */
  readonly token: string;
  readonly log?: string;
  /** The log that the server writes, and its signing key. */
  readonly serverLog?: string;
  readonly serverKey?: Uint8Array;
}

/**
 * What this browser signs with and reads by (log/keyring.ts). Raw bytes: a page on plain http has no
 * CryptoKeys. Nothing of it is ever sent, but for the token.
 */
export interface KeyringRecord {
  readonly tag: "keyring";
  /** The log that is signed with `signingSeed`: the identity's. */
  readonly log: string;
  readonly signingSeed: Uint8Array;
  readonly agreementSecret: Uint8Array;
  /** The notebook's first log and its signing key, pinned. */
  readonly root: { readonly log: string; readonly key: Uint8Array };
  /** The notebook's keys by their number; the highest seals. */
  readonly epochs: ReadonlyMap<number, Uint8Array>;
  /** Who let this log in, and their word for it; null in the notebook's first log. */
  readonly approval: { readonly by: string; readonly signature: string } | null;
  /** Logs that this browser wrote before, and what signs them. */
  readonly former: readonly { readonly log: string; readonly signingSeed: Uint8Array }[];
}

/** A head of another device's log with a word for it: where that log may be cut for sending. */
export interface SignedRecord {
  readonly log: string;
  readonly seq: number;
  readonly signature: Uint8Array;
}

/** What the last rounds of sync told. `acknowledged`: events of `log` that the server has. */
export interface SyncRecord {
  readonly tag: "sync";
  readonly log: string;
  readonly acknowledged: number;
  readonly syncedAt: number | null;
  readonly offlineSince: number | null;
}

export interface HeadRecord {
  readonly log: string;
  readonly seq: number;
  readonly hash: Uint8Array;
  /** The greatest stamp in this log. */
  readonly hlc: number;
}

export interface EventRecord {
  readonly log: string;
  readonly seq: number;
  /** As authored; null once erased, when `bodyHash` is kept instead. */
  readonly body: Uint8Array | null;
  readonly bodyHash: Uint8Array | null;
  readonly hash: Uint8Array;
}

/** Events `first` to `last` of a log, packed (log/block.ts). Keyed by `last` to be found by range. */
export interface BlockRecord {
  readonly log: string;
  readonly last: number;
  readonly first: number;
  readonly bytes: ArrayBuffer;
  /** The `envelopeRules` by which every body in it was judged, and the numbers of those found unreadable. */
  readonly rules?: number;
  readonly unreadable?: readonly number[];
}

/** Databases of the projections as bytes (projections/snapshot.ts), and answers; may vanish at any time. */
export interface SnapshotRecord {
  /** `views`, `log`, or the day that answers are for (projections/first_answers.ts). */
  readonly name: string;
  readonly version: string;
  readonly notebook: string;
  readonly heads: ReadonlyMap<string, { readonly seq: number; readonly hash: Uint8Array }>;
  readonly bytes: Uint8Array;
}

/** Meaningless bytes (log/erase.ts), but for a moment none. Number -1: they are due. */
export interface ScrapRecord {
  readonly number: number;
  readonly bytes: Uint8Array;
}

export type MetaRecord = IdentityRecord | ServerRecord | KeyringRecord | SyncRecord;

interface Stores extends DBSchema {
  meta: { key: string; value: MetaRecord };
  head: { key: string; value: HeadRecord };
  event: { key: [string, number]; value: EventRecord };
  block: { key: [string, number]; value: BlockRecord };
  snapshot: { key: string; value: SnapshotRecord };
  scrap: { key: number; value: ScrapRecord };
  signed: { key: [string, number]; value: SignedRecord };
}

export type LogDatabase = IDBPDatabase<Stores>;
export type StoreName = "meta" | "head" | "event" | "block" | "snapshot" | "scrap" | "signed";
export type Reading = IDBPTransaction<Stores, StoreName[], "readonly" | "readwrite">;
export type Writing = IDBPTransaction<Stores, StoreName[], "readwrite">;

/** Why an open database ended: the browser closed it, or a newer version of the app wants it. */
export type Ended = "closed" | "outdated";

/** Throws StoreError if the browser keeps nothing (private mode, a newer version of the app). */
export async function openDatabase(
  name: string = databaseName,
  onEnd: (why: Ended) => void = () => undefined,
): Promise<LogDatabase> {
  try {
    return await openDB<Stores>(name, formatVersion, {
      upgrade(database, version) {
        if (version < 1) {
          database.createObjectStore("meta", { keyPath: "tag" });
          database.createObjectStore("head", { keyPath: "log" });
          database.createObjectStore("event", { keyPath: ["log", "seq"] });
          database.createObjectStore("block", { keyPath: ["log", "last"] });
          database.createObjectStore("snapshot", { keyPath: "name" });
        }
        if (version < 2) database.createObjectStore("scrap", { keyPath: "number" });
        // Older logs have no signatures; whoever holds them vouches for them.
        if (version < 3) database.createObjectStore("signed", { keyPath: ["log", "seq"] });
      },
      // A newer version of the app in another tab must not wait for this one.
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
        onEnd("outdated");
      },
      terminated: () => onEnd("closed"),
    });
  } catch (error) {
    throw new StoreError(
      "This browser cannot keep the notebook. Leave private browsing, or allow this site to keep data in the browser's settings; or reload to get the newest version of the app.",
      { cause: error },
    );
  }
}

export async function read<T>(
  database: LogDatabase,
  stores: StoreName[],
  work: (transaction: Reading) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(stores, "readonly");
  const done = heard(transaction.done);
  const value = await work(transaction);
  await done;
  return value;
}

/** One record. The short-cuts of idb, `database.get` and the like, leave an abort unheard. */
export async function get<Store extends StoreName>(
  database: LogDatabase,
  store: Store,
  key: StoreKey<Stores, Store>,
): Promise<StoreValue<Stores, Store> | undefined> {
  return await read(database, [store], (transaction) => transaction.objectStore(store).get(key));
}

/**
 * Runs `work` in one transaction and returns after it is on the disk; all of it or nothing. `relaxed`
 * returns sooner: for what may be lost in a power cut.
 */
export async function write<T>(
  database: LogDatabase,
  stores: StoreName[],
  work: (transaction: Writing) => Promise<T>,
  durability: "strict" | "relaxed" = "strict",
): Promise<T> {
  const transaction = database.transaction(stores, "readwrite", { durability });
  const done = heard(transaction.done);
  try {
    const value = await work(transaction);
    await done;
    return value;
  } catch (error) {
    abort(transaction);
    throw inOurWords(error);
  }
}

/** Heard at once, so that an abort is never an unhandled rejection; thrown where it is awaited. */
function heard(done: Promise<void>): Promise<void> {
  done.catch(() => undefined);
  return done;
}

function abort(transaction: Writing): void {
  try {
    transaction.abort();
  } catch {
    // It has already ended: with an abort of its own, which is what we want.
  }
}
