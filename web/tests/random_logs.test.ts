/**
 * Folds the segment files of a folder and writes their digests beside them, for
 * tests/test_two_engines.py, which made the files and compares. Alone it has nothing to do.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Kept } from "../worker/log/kept.ts";
import { Engine } from "../worker/projections/engine.ts";
import { createTables, digest, fold, insertEvents } from "../worker/projections/projector.ts";
import { plainSegments } from "./plain.ts";

const folder = process.env["INFOVIEW_RANDOM_LOGS"];

test.runIf(folder)(
  "fold the logs that Python made",
  async () => {
    const digests: Record<string, string> = {};
    for (const name of readdirSync(folder ?? "").sort()) {
      const engine = await Engine.open();
      createTables(engine);
      for await (const batch of plainSegments(file(join(folder ?? "", name)), 3)) {
        const events: Kept[] = batch.flatMap((segment) => [...segment.events]);
        engine.transact(() => {
          insertEvents(engine, events);
          fold(engine, events);
        });
      }
      digests[name] = digest(engine);
      engine.close();
    }
    writeFileSync(join(folder ?? "", "digests.json"), JSON.stringify(digests));
    expect(Object.keys(digests).length).toBeGreaterThan(0);
  },
  120_000,
);

async function* file(path: string): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(readFileSync(path));
}
