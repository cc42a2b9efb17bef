/** What this browser knows about itself beside the log: who it is, its token, how sync stands. */
import {
  get,
  type LogDatabase,
  type Reading,
  type SyncRecord,
  type Writing,
  write,
} from "./database.ts";

export interface Identity {
  readonly notebook: string;
  readonly log: string;
}

export async function identityIn(transaction: Reading): Promise<Identity | null> {
  const record = await transaction.objectStore("meta").get("identity");
  return record?.tag === "identity" ? { notebook: record.notebook, log: record.log } : null;
}

export async function readIdentity(database: LogDatabase): Promise<Identity | null> {
  const record = await get(database, "meta", "identity");
  return record?.tag === "identity" ? { notebook: record.notebook, log: record.log } : null;
}

export async function readToken(database: LogDatabase): Promise<string | null> {
  const record = await get(database, "meta", "server");
  return record?.tag === "server" ? record.token : null;
}

/** The log that the server writes; null if it was paired by a version that did not keep it. */
export async function readServerLog(database: LogDatabase): Promise<string | null> {
  const record = await get(database, "meta", "server");
  return record?.tag === "server" ? (record.serverLog ?? null) : null;
}

export async function readSyncRecord(database: LogDatabase): Promise<SyncRecord | null> {
  const record = await get(database, "meta", "sync");
  return record?.tag === "sync" ? record : null;
}

export async function keepSyncRecord(database: LogDatabase, record: SyncRecord): Promise<void> {
  const put = (transaction: Writing) => transaction.objectStore("meta").put(record);
  await write(database, ["meta"], put, "relaxed");
}
