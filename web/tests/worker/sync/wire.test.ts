import { expect, test } from "vitest";
import { BadSegment } from "../../../worker/errors.ts";
import { createBell } from "../../../worker/sync/bell.ts";
import { deflate, inflate } from "../../../worker/sync/deflate.ts";
import { decodeHeads } from "../../../worker/sync/heads.ts";
import { longestRetryMs } from "../../../worker/sync/live.ts";
import { eventsOf, type ServerSentEvent } from "../../../worker/sync/server_sent.ts";

test("a payload that would inflate to gigabytes is stopped at the length that was named", async () => {
  const bomb = await deflate(new Uint8Array(64 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(100_000);
  await expect(inflate(bomb, 1000)).rejects.toThrow(BadSegment);
  await expect(inflate(bomb, 64 * 1024 * 1024 + 1)).rejects.toThrow(BadSegment);
  expect(await inflate(await deflate(new Uint8Array(1000)), 1000)).toEqual(new Uint8Array(1000));
});

test("bytes after the end of a payload are no part of it", async () => {
  const payload = await deflate(new Uint8Array(10));
  const longer = new Uint8Array(payload.length + 1);
  longer.set(payload);
  await expect(inflate(longer, 10)).rejects.toThrow(BadSegment);
});

async function read(text: string, cut: number): Promise<readonly ServerSentEvent[]> {
  const bytes = new TextEncoder().encode(text);
  const chunks = (async function* () {
    for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut);
  })();
  const events: ServerSentEvent[] = [];
  for await (const event of eventsOf(chunks)) events.push(event);
  return events;
}

test.each([1, 2, 3, 7, 1000])(
  "server-sent events are read whole from pieces of %i bytes",
  async (cut) => {
    const text =
      ': alive\n\nevent: heads\ndata: {"a":"é: 1"}\n\n: alive\n\ndata:x\r\ndata: y\r\n\r\nevent: heads\ndata: cut';
    expect(await read(text, cut)).toEqual([
      { type: "heads", data: '{"a":"é: 1"}' },
      { type: "message", data: "x\ny" },
    ]);
  },
);

const hash = "0".repeat(64);
const notebook = "0123456789abcdef";

test.each([
  "",
  "null",
  "[]",
  "{",
  JSON.stringify({ protocol: 2, notebook, heads: {} }),
  JSON.stringify({ protocol: 1, notebook: "short", heads: {} }),
  JSON.stringify({ protocol: 1, notebook, heads: [] }),
  JSON.stringify({ protocol: 1, notebook, heads: { notalog: { seq: 1, hash } } }),
  JSON.stringify({ protocol: 1, notebook, heads: { [notebook]: { seq: 0, hash } } }),
  JSON.stringify({ protocol: 1, notebook, heads: { [notebook]: { seq: 1.5, hash } } }),
  JSON.stringify({ protocol: 1, notebook, heads: { [notebook]: { seq: 1, hash: "00" } } }),
  JSON.stringify({ protocol: 1, notebook, heads: { [notebook]: null } }),
])("these are no heads: %s", (text) => {
  expect(() => decodeHeads(text)).toThrow(BadSegment);
});

test("fields that a newer server adds are passed over", () => {
  const text = JSON.stringify({ protocol: 1, notebook, heads: {}, later: { a: 1 } });
  expect(decodeHeads(text)).toMatchObject({ notebook, projection: null, digest: null });
});

test("a bell that rang while nobody waited is heard by the next to wait, once", async () => {
  const { signal } = new AbortController();
  const bell = createBell();
  bell.ring();
  bell.ring();
  expect(await bell.wait(null, signal)).toBe(true);
  expect(await bell.wait(1, signal)).toBe(false);
  setTimeout(() => bell.ring(), 1);
  expect(await bell.wait(5000, signal)).toBe(true);
  expect(await bell.wait(null, AbortSignal.abort())).toBe(false);
});

test("only a server on this machine is asked twice a second", () => {
  for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"]) {
    expect([host, longestRetryMs(host)]).toEqual([host, 500]);
  }
  for (const host of ["laptop.local", "192.168.1.2", "127.example.org", "localhost.example"]) {
    expect([host, longestRetryMs(host)]).toEqual([host, 2000]);
  }
});
