/** A question whose answer changes has among the tables it is read from one that was written. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Parameters } from "../../../shared/messages.ts";
import { firstQuestions } from "../../../shared/today.ts";
import type { Kept } from "../../../worker/log/kept.ts";
import { Engine } from "../../../worker/projections/engine.ts";
import { createTables, fold, insertEvents } from "../../../worker/projections/projector.ts";
import "../../../worker/projections/later_sql.ts";
import { sqlByFile, sqlText } from "../../../worker/projections/sql.ts";
import { plainSegments } from "../../plain.ts";

const golden = new URL("../../../../tests/vectors/golden", import.meta.url);
const now = Date.UTC(2026, 6, 1);
const today = now / 86_400_000;
const given: Parameters = {
  ...{ now, today, offset_min: 0, until: now, until_day: today, before: now, since: 0, from: 0 },
  ...{ limit: 50, archived: 1, open: 0, recorded: 0, match: '"a"*', stage: "thanked" },
};
const questions = Object.entries(sqlByFile).filter(([file]) => file.startsWith("query/"));

async function firstEvents(): Promise<readonly Kept[]> {
  const bytes = new Uint8Array(readFileSync(`${golden.pathname}.segments`));
  const stream = (async function* () {
    yield bytes;
  })();
  for await (const batch of plainSegments(stream, 3)) {
    return batch.flatMap((segment) => [...segment.events]).slice(0, 480);
  }
  return [];
}

test("no change of an answer goes unnoticed, and most changes concern few questions", async () => {
  const engine = await Engine.open();
  createTables(engine);
  const events = await firstEvents();
  expect(events).toHaveLength(480);
  const subject = events[40]?.envelope?.subject ?? "";
  const parameters = (text: string): Parameters => {
    const names = text.replaceAll(/--.*|'[^']*'/g, "").matchAll(/:([a-z_]+)/g);
    const about: Parameters = { ...given, id: subject };
    return Object.fromEntries([...names].map(([, name = ""]) => [name, about[name] ?? null]));
  };
  const answers = () =>
    questions.map(([, text]) => JSON.stringify(engine.rows(text, parameters(text))));
  let before = answers();
  let [asked, needless] = [0, 0];
  for (let at = 0; at < events.length; at += 4) {
    const some = events.slice(at, at + 4);
    engine.transact(() => {
      insertEvents(engine, some);
      fold(engine, some);
    });
    const written = new Set(engine.takeWritten());
    const after = answers();
    for (const [place, [file, text]] of questions.entries()) {
      const isConcerned = engine.readsOf(text).some((table) => written.has(table));
      if (before[place] !== after[place]) expect([file, isConcerned]).toEqual([file, true]);
      asked += 1;
      if (!isConcerned) needless += 1;
    }
    before = after;
  }
  expect(needless / asked).toBeGreaterThan(0.2);
  engine.close();
}, 120_000);

test("nothing that the first screen asks waits for the log's tables", async () => {
  const engine = await Engine.open();
  createTables(engine);
  for (const question of firstQuestions(now)) {
    const name = question.tag === "ask" ? question.name : question.tag;
    const reads = engine.readsOf(sqlText(`query/${name}.sql`));
    expect({ name, readsLog: reads.includes("event") }).toEqual({ name, readsLog: false });
  }
  engine.close();
});
