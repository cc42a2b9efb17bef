/** The badge that is always visible says what is true in few words. */
import { beforeAll, expect, test } from "vitest";
import { isFirstSync, syncWords, waitingWords } from "../../page/sync_words.ts";
import type { SyncState } from "../../shared/messages.ts";

beforeAll(() => {
  process.env["TZ"] = "Europe/Berlin";
});

const now = Date.parse("2026-05-06T15:00:00Z");
const state = (changes: Partial<SyncState>): SyncState => ({
  tag: "synced",
  waiting: 0,
  synced_at: now,
  offline_since: null,
  problem: null,
  progress: null,
  is_cut_off: false,
  ...changes,
});

test("what waits is counted, one event as one", () => {
  expect(waitingWords(1)).toBe("1 event not synced yet");
  expect(waitingWords(8)).toBe("8 events not synced yet");
});

test("synced, syncing and waiting", () => {
  expect(syncWords(state({}), now)).toBe("Synced");
  expect(syncWords(state({ tag: "syncing" }), now)).toBe("Syncing…");
  expect(syncWords(state({ tag: "syncing", waiting: 2 }), now)).toBe("2 events not synced yet");
  expect(syncWords(state({ tag: "waiting", waiting: 8 }), now)).toBe("8 events not synced yet");
});

test("offline says since when, and what waits before it", () => {
  const offline_since = Date.parse("2026-05-06T12:05:00Z");
  expect(syncWords(state({ tag: "offline", offline_since }), now)).toMatch(
    /^Offline since (14:05|0?2:05)/,
  );
  expect(syncWords(state({ tag: "offline", offline_since, waiting: 8 }), now)).toMatch(
    /^8 events not synced yet · Offline since /,
  );
});

test("offline since another day names the day", () => {
  const offline_since = Date.parse("2026-05-05T12:05:00Z");
  expect(syncWords(state({ tag: "offline", offline_since }), now)).toMatch(
    /^Offline since yesterday (14:05|0?2:05)/,
  );
});

test("a refusal and a difference are never hidden behind the count", () => {
  expect(syncWords(state({ tag: "refused", waiting: 3 }), now)).toBe(
    "3 events not synced yet · Sync refused",
  );
  expect(syncWords(state({ tag: "differs" }), now)).toBe("Devices differ");
});

test("the first sync is over once it ended well, or once it failed and the user must know", () => {
  expect(isFirstSync(state({ tag: "waiting", waiting: 1, synced_at: null }))).toBe(true);
  expect(isFirstSync(state({ tag: "syncing", synced_at: null }))).toBe(true);
  expect(isFirstSync(state({ tag: "offline", synced_at: null }))).toBe(false);
  expect(isFirstSync(state({ tag: "refused", synced_at: null }))).toBe(false);
  expect(isFirstSync(state({ tag: "syncing" }))).toBe(false);
});
