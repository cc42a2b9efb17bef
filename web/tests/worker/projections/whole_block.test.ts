/** A block carried whole leaves the same rows as its events one by one. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { writeBody } from "../../../worker/events/author.ts";
import { packBlock } from "../../../worker/log/block.ts";
import { type Kept, keptOf } from "../../../worker/log/kept.ts";
import type { Stretch } from "../../../worker/log/reading.ts";
import { Engine } from "../../../worker/projections/engine.ts";
import { createTables, insertStretch } from "../../../worker/projections/projector.ts";
import { plainSegments } from "../../plain.ts";
import { contactAdded, noon, testWorld } from "../device.ts";

const golden = new URL("../../../../tests/vectors/golden", import.meta.url);

async function goldenRuns(): Promise<readonly (readonly Kept[])[]> {
  const bytes = new Uint8Array(readFileSync(`${golden.pathname}.segments`));
  const stream = (async function* () {
    yield bytes;
  })();
  const runs: (readonly Kept[])[] = [];
  for await (const batch of plainSegments(stream, 3)) {
    for (const segment of batch) runs.push(segment.events);
  }
  return runs;
}

async function tablesOf(stretches: readonly Stretch[]): Promise<readonly unknown[]> {
  const engine = await Engine.open();
  createTables(engine);
  const rows: unknown[] = [];
  for (const stretch of stretches) engine.transact(() => insertStretch(engine, stretch));
  engine.each("SELECT * FROM event ORDER BY log, seq", (values) => rows.push([...values]));
  engine.each("SELECT * FROM head ORDER BY log", (values) => rows.push([...values]));
  engine.close();
  return rows;
}

test("readable, unreadable and erased events of every type and zone", async () => {
  const runs = (await goldenRuns()).map((run) =>
    run.map((kept) => {
      if (kept.seq % 7 === 0) return { ...kept, body: null, bodyHash: kept.hash, envelope: null };
      if (kept.seq % 11 !== 0) return kept;
      return keptOf({ ...kept, body: new TextEncoder().encode('{"hlc":"none of ours"}') });
    }),
  );
  const west = { ...contactAdded(1, "Ada"), occurred_at: "2026-05-01T23:30:59-03:30" };
  const { body } = writeBody(west, noon * 1024, noon, testWorld(1));
  const log = "zzzzzzzzzzzzzzzz";
  runs.push([keptOf({ log, seq: 1, body, bodyHash: null, hash: new Uint8Array(32) })]);
  expect(await tablesOf(runs.map(packBlock))).toEqual(await tablesOf(runs));
});

test("a body that is no longer what was judged is judged anew", async () => {
  const [run = []] = await goldenRuns();
  const block = packBlock(run);
  const damaged = { ...block, bytes: block.bytes.slice(0) };
  new Uint8Array(damaged.bytes).fill(0x20, 4, 60);
  const rows = await tablesOf([damaged]);
  expect(rows).toHaveLength(run.length + 1);
  expect(Array.isArray(rows[0]) ? rows[0].slice(0, 5) : rows[0]).toEqual([
    run[0]?.log,
    1,
    0,
    "",
    "",
  ]);
});
