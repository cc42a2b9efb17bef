/** The sync state in words: always visible, so always short and true. */
import type { SyncState } from "../shared/messages";
import { clock, dayAndClock, dayNumber, deviceOffset } from "./moments.ts";

export function waitingWords(waiting: number): string {
  return waiting === 1 ? "1 event not synced yet" : `${waiting} events not synced yet`;
}

/** The badge's text. What waits comes first, for it is what would be lost with the device. */
export function syncWords(state: SyncState, now: number): string {
  const parts = state.waiting > 0 ? [waitingWords(state.waiting)] : [];
  switch (state.tag) {
    case "synced":
      return parts[0] ?? "Synced";
    case "syncing":
      return parts[0] ?? "Syncing…";
    case "waiting":
      return parts[0] ?? "Waiting to sync";
    case "offline":
      return [...parts, offlineWords(state.offline_since, now)].join(" · ");
    case "refused":
      return [...parts, state.is_cut_off ? "No access" : "Sync refused"].join(" · ");
    case "differs":
      return [...parts, "Devices differ"].join(" · ");
  }
}

/** Whether this browser is still fetching its notebook for the first time, and can yet succeed. */
export function isFirstSync({ tag, synced_at }: SyncState): boolean {
  return synced_at === null && (tag === "waiting" || tag === "syncing");
}

function offlineWords(since: number | null, now: number): string {
  if (since === null) return "Offline";
  const isToday = dayNumber(since, deviceOffset(since)) === dayNumber(now, deviceOffset(now));
  return `Offline since ${isToday ? clock(since) : dayAndClock(since, now)}`;
}
