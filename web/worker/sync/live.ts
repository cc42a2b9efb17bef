/**
 * Decides when to sync: at the start, after each event said here, whenever the server tells of
 * another. When the server is gone it is asked again so often that nobody waits or taps: a second
 * after it is back, both sides are equal.
 */
import type { SyncState } from "../../shared/messages.ts";
import type { Bell } from "./bell.ts";
import { nameOf } from "./heads.ts";
import type { Syncer } from "./syncer.ts";

const retryFirstMs = 250;
/** A server on this machine costs nothing to ask; one across a network costs battery. */
const retryMaxLoopbackMs = 500;
const retryMaxMs = 2000;
/** A server that refuses will not change its mind soon; one that cut us off not by itself. */
const retryRefusedMs = 5000;
/** Digests are compared once the user pauses: at 100,000 events one costs a good part of a second. */
const calmMs = 300;

export function longestRetryMs(host: string): number {
  return /^(localhost|127\.[0-9.]+|\[::1\])$/.test(host) ? retryMaxLoopbackMs : retryMaxMs;
}

/** Syncs for ever, until `signal`. Ring `bell` when something changed here. */
export async function syncForEver(
  syncer: Syncer,
  bell: Bell,
  retryLongestMs: number,
  signal: AbortSignal,
): Promise<void> {
  let delay = retryFirstMs;
  while (!signal.aborted) {
    const state = await syncer.round();
    if (isWell(state) && (await whileConnected(syncer, bell, signal))) delay = retryFirstMs;
    await bell.wait(pauseAfter(state, delay), signal);
    delay = Math.min(delay * 2, retryLongestMs);
  }
}

/**
 * Rounds as long as the server's live stream is open and they end well; returns whether there was
 * one: a stream that is refused is not to be asked for without a pause.
 */
async function whileConnected(syncer: Syncer, bell: Bell, outer: AbortSignal): Promise<boolean> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const listening = listen(syncer, bell, signal).finally(() => stop.abort());
  try {
    for (;;) {
      await compareWhenCalm(syncer, bell, signal);
      await bell.wait(null, signal);
      if (signal.aborted || !isWell(await syncer.round())) break;
    }
  } finally {
    stop.abort();
  }
  return await listening;
}

/**
 * Rings when the server has heads that are not ours. Ends when the stream does, for any reason;
 * returns whether it told any heads.
 */
async function listen(syncer: Syncer, bell: Bell, signal: AbortSignal): Promise<boolean> {
  let hasTold = false;
  try {
    for await (const { heads } of syncer.server.live(signal)) {
      hasTold = true;
      if (nameOf(heads) !== nameOf(await syncer.notebook.heads())) bell.ring();
    }
  } catch {
    // The round that follows meets the same trouble and tells the user.
  }
  return hasTold;
}

async function compareWhenCalm(syncer: Syncer, bell: Bell, signal: AbortSignal): Promise<void> {
  // If the disk cannot be read, the comparison or the round that follows tells the user.
  const isCompared = () => syncer.isCompared().catch(() => false);
  if (syncer.state.tag !== "synced" || (await isCompared())) return;
  if (await bell.wait(calmMs, signal)) bell.ring();
  else if (!signal.aborted) await syncer.compare().catch(() => bell.ring());
}

function pauseAfter({ tag, is_cut_off }: SyncState, delay: number): number | null {
  if (is_cut_off) return null;
  return tag === "refused" ? retryRefusedMs : delay;
}

function isWell(state: SyncState): boolean {
  return state.tag !== "offline" && state.tag !== "refused";
}
