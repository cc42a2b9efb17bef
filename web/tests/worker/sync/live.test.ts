/** Syncing for ever: what happens between the rounds. */
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import type { SyncState } from "../../../shared/messages.ts";
import { Refused } from "../../../worker/errors.ts";
import { createBell } from "../../../worker/sync/bell.ts";
import { syncForEver } from "../../../worker/sync/live.ts";
import { stateAtStart } from "../../../worker/sync/status.ts";
import { Syncer } from "../../../worker/sync/syncer.ts";
import type { Server } from "../../../worker/sync/transport.ts";
import { contactAdded, type Device, openDevice } from "../device.ts";
import { peerOf } from "../peer.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const soon = { timeout: 8000 };
const retryLongestMs = 500;

/** Keeps `device` in step with a server; `onState` hears each state. */
async function keepInStep(
  { notebook }: Device,
  server: Server,
  onState: (state: SyncState) => void = () => undefined,
): Promise<{ readonly ring: () => void }> {
  const initial = await stateAtStart(notebook);
  const hooks = { onState, onChange: () => undefined, wallMs: Date.now };
  const syncer = new Syncer({ notebook, server, initial, ...hooks });
  const bell = createBell();
  const stop = new AbortController();
  const running = syncForEver(syncer, bell, retryLongestMs, stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await running;
  });
  return bell;
}

/** A stream that tells nothing and stays open. */
async function* silence(signal: AbortSignal): ReturnType<Server["live"]> {
  await new Promise((ended) => signal.addEventListener("abort", ended));
  yield* [];
}

test("one read of the disk that fails between two rounds does not end syncing", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const states: string[] = [];
  const failing = vi.fn(() => {
    vi.restoreAllMocks();
    throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
  });
  const { ring } = await keepInStep(
    phone,
    { ...peerOf(laptop.notebook), live: silence },
    (state) => {
      states.push(state.tag);
      // Nothing of the round is left to be read: the next who reads asks whether heads were compared.
      const isFirst = state.tag === "synced" && failing.mock.calls.length === 0;
      if (isFirst) vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementation(failing);
    },
  );
  await expect.poll(() => failing.mock.calls.length, soon).toBe(1);
  await phone.notebook.append([contactAdded(1, "Ada")]);
  ring();
  await expect.poll(() => laptop.notebook.heads(), soon).toEqual(await phone.notebook.heads());
});

test("a live stream that is refused is asked for again ever more slowly", async () => {
  const [laptop, phone] = [await openDevice(1), await openDevice(2)];
  const asked: number[] = [];
  const many = new Refused("too_many", "too many live streams", 429);
  async function* live(): ReturnType<Server["live"]> {
    asked.push(performance.now());
    yield* [];
    throw many;
  }
  await keepInStep(phone, { ...peerOf(laptop.notebook), live });
  await expect.poll(() => asked.length, soon).toBeGreaterThanOrEqual(4);
  const [first = 0, second = 0, third = 0, fourth = 0] = asked;
  // Timers are never early, but for their rounding.
  expect(second - first).toBeGreaterThan(240);
  expect(third - second).toBeGreaterThan(490);
  expect(fourth - third).toBeGreaterThan(490);
});
