/** How sync stands, as the page shows it at all times; the lasting part of it is kept in the log's database. */
import type { SyncState } from "../../shared/messages.ts";
import { CutOff, failureOf, InfoViewError, Refused, Unreachable, UnknownEpoch } from "../errors.ts";
import type { SyncRecord } from "../log/database.ts";
import { KeysMissing } from "../log/keyring.ts";
import { keepSyncRecord, readSyncRecord } from "../log/meta.ts";
import type { Notebook } from "../projections/notebook.ts";

export const unknownState: SyncState = {
  tag: "waiting",
  waiting: 0,
  synced_at: null,
  offline_since: null,
  problem: null,
  progress: null,
  is_cut_off: false,
};

/** Below this the work is over before a progress bar could be read. */
const progressEventsMin = 2048;

export function progressOf(done: number, total: number): SyncState["progress"] {
  return total >= progressEventsMin ? { done, total } : null;
}

/** The state as a start finds it, before anything is known of the server. */
export async function stateAtStart(notebook: Notebook): Promise<SyncState> {
  const record = await readSyncRecord(notebook.database);
  const waiting = await waitingIn(notebook, record);
  const synced_at = record?.syncedAt ?? null;
  const offline_since = record?.offlineSince ?? null;
  return {
    ...unknownState,
    tag: waiting > 0 ? "waiting" : "syncing",
    waiting,
    synced_at,
    offline_since,
  };
}

/** Own events that the server has not acknowledged. */
export async function waitingIn(notebook: Notebook, record: SyncRecord | null): Promise<number> {
  const { log } = notebook.identity;
  const own = (await notebook.heads()).get(log)?.seq ?? 0;
  return own - (record?.log === log ? Math.min(record.acknowledged, own) : 0);
}

export async function recounted(notebook: Notebook): Promise<number> {
  return await waitingIn(notebook, await readSyncRecord(notebook.database));
}

/** Notes what the server has of our own log; kept, so that a start without network knows it too. */
export async function acknowledge(
  notebook: Notebook,
  acknowledged: number,
  syncedAt: number,
): Promise<SyncRecord> {
  const { log } = notebook.identity;
  const record: SyncRecord = { tag: "sync", log, acknowledged, syncedAt, offlineSince: null };
  await keepSyncRecord(notebook.database, record);
  return record;
}

/** What an error during a round means to the user. */
export async function stateAfter(
  error: unknown,
  before: SyncState,
  notebook: Notebook,
  wallMs: number,
): Promise<SyncState> {
  const record = await readSyncRecord(notebook.database);
  const waiting = await waitingIn(notebook, record);
  const state = { ...before, waiting, progress: null };
  if (!(error instanceof Unreachable)) {
    const { message } = failureOf(error);
    const isOurs = error instanceof InfoViewError;
    const problem = isOurs ? message : `Syncing failed: ${message}. Everything is kept here.`;
    const is_cut_off = error instanceof CutOff || error instanceof KeysMissing;
    return { ...state, tag: "refused", problem, offline_since: null, is_cut_off };
  }
  const since = before.offline_since ?? wallMs;
  if (record === null || record.offlineSince === null) {
    const { log } = notebook.identity;
    const none: SyncRecord = {
      tag: "sync",
      log,
      acknowledged: 0,
      syncedAt: null,
      offlineSince: null,
    };
    // A full disk cannot keep it, and must not end the search for the server.
    await keepSyncRecord(notebook.database, { ...(record ?? none), offlineSince: since }).catch(
      () => undefined,
    );
  }
  return { ...state, tag: "offline", problem: null, offline_since: since };
}

/**
 * A gap means that the other side lost or gained events meanwhile, an unknown key that it made one
 * just now: the round is run anew.
 */
export function isWorthRepeating(error: unknown): boolean {
  if (error instanceof UnknownEpoch) return true;
  return error instanceof InfoViewError && error.code === "gap" && error instanceof Refused;
}
