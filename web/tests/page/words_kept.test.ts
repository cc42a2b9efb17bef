/** What is typed in the room reaches the disk at every pause and the log at every natural end. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Draft } from "../../shared/messages";
import type { Disk } from "../../page/interview/disk.ts";
import { type Kept, keyOf, type Spot } from "../../page/interview/kept.ts";
import {
  createWordsKept,
  type Others,
  pause_ms,
  rest_ms,
  wait_ms,
} from "../../page/interview/words_kept.ts";

const note: Spot = { interview: "i1", field: "note", subject: "n1" };
const alone: Others = { tell: () => undefined, hear: () => undefined };

/** A disk in memory: it may be full, and outlives the page. */
function createMemory(records = new Map<string, Kept>()) {
  let hearCleared = () => {};
  const clear = () => {
    records.clear();
    hearCleared();
  };
  const memory = { records, isFull: false, clear };
  const disk: Disk = {
    onCleared: (hear) => {
      hearCleared = hear;
    },
    read: async () => [...records.values()],
    write: async (puts, drops) => {
      if (memory.isFull) throw new Error("QuotaExceededError");
      for (const key of drops) records.delete(key);
      for (const kept of puts) records.set(kept.key, kept);
    },
  };
  return { memory, disk };
}

function createLog() {
  const said: Draft[] = [];
  const log = { said, isBroken: false };
  const say = async (drafts: readonly Draft[]) => {
    if (!log.isBroken) said.push(...drafts);
    return !log.isBroken;
  };
  return { log, say };
}

async function opened(records?: Map<string, Kept>, others = alone) {
  const { memory, disk } = createMemory(records);
  const { log, say } = createLog();
  const words = createWordsKept(disk, others, Date.now);
  words.open(say);
  await vi.advanceTimersByTimeAsync(0);
  return { words, memory, log };
}

const textsOf = (records: ReadonlyMap<string, Kept>) =>
  [...records.values()].map((one) => one.text);

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-05-06T10:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

test("W1: a pause writes to the disk, and says nothing yet", async () => {
  const { words, memory, log } = await opened();
  words.type(note, "She meets her team", "");
  expect(textsOf(memory.records)).toEqual([]);
  await vi.advanceTimersByTimeAsync(pause_ms);
  expect(textsOf(memory.records)).toEqual(["She meets her team"]);
  expect(log.said).toEqual([]);
});

test("W1: what the browser has cleared is written again", async () => {
  const { words, memory } = await opened();
  words.type(note, "She meets her team", "");
  await vi.advanceTimersByTimeAsync(pause_ms);
  memory.clear();
  await vi.advanceTimersByTimeAsync(pause_ms);
  expect(textsOf(memory.records)).toEqual(["She meets her team"]);
});

test("W1: who never pauses is kept all the same", async () => {
  const { words, memory } = await opened();
  const text = "abcdefghijklmnop";
  for (let size = 1; size <= text.length; size += 1) {
    words.type(note, text.slice(0, size), "");
    await vi.advanceTimersByTimeAsync(100);
  }
  // 1.6 s of typing without a pause: at most the last `wait_ms` of it are missing.
  expect(textsOf(memory.records)[0]?.length).toBeGreaterThanOrEqual(text.length - wait_ms / 100);
});

test("a minute's rest says it once, under one id, however often it goes on", async () => {
  const { words, log } = await opened();
  words.type(note, "Meets her team", "");
  await vi.advanceTimersByTimeAsync(rest_ms);
  words.type(note, "Meets her team at nine", "");
  await vi.advanceTimersByTimeAsync(rest_ms * 3);
  expect(log.said.map(({ subject, data }) => [subject, data])).toEqual([
    ["n1", { interview: "i1", text: "Meets her team" }],
    ["n1", { interview: "i1", text: "Meets her team at nine" }],
  ]);
});

test("W2: a finished note leaves the disk only once the log has it", async () => {
  const { words, memory, log } = await opened();
  words.type(note, "Ask Uma", "");
  log.isBroken = true;
  expect(await words.finish(keyOf(note))).toBe(false);
  expect(textsOf(memory.records)).toEqual(["Ask Uma"]);
  expect(words.all.value?.has(keyOf(note)), "the field is free").toBe(false);
  // The app is opened again.
  const again = await opened(memory.records);
  expect(again.log.said.map(({ data }) => data)).toEqual([{ interview: "i1", text: "Ask Uma" }]);
  expect(memory.records.size).toBe(0);
});

test("after a crash the words stand in their field, and a minute later in the log", async () => {
  const first = await opened();
  first.words.type(note, "Half a sent", "");
  await vi.advanceTimersByTimeAsync(pause_ms);
  const again = await opened(first.memory.records);
  expect(again.words.all.value?.get(keyOf(note))?.text).toBe("Half a sent");
  await vi.advanceTimersByTimeAsync(rest_ms);
  expect(again.log.said).toHaveLength(1);
  expect(again.words.all.value?.get(keyOf(note))?.text).toBe("Half a sent");
});

test("the end of the talk says everything and empties the room, but for an insight half written", async () => {
  const { words, memory, log } = await opened();
  words.type(note, "A note", "");
  words.type({ interview: "i1", field: "answer", subject: "q1" }, "By corridor", "");
  words.type({ interview: "i1", field: "insight", subject: "i1" }, "Not done", "");
  words.type({ interview: "i2", field: "note", subject: "n2" }, "Another talk", "");
  expect(await words.end("i1")).toBe(true);
  expect(log.said.map(({ type }) => type).toSorted()).toEqual(["note.taken", "question.asked"]);
  expect(textsOf(memory.records).toSorted()).toEqual(["Another talk", "Not done"]);
});

test("an answer emptied again is said, an unchanged one is not", async () => {
  const { words, log } = await opened();
  const answer: Spot = { interview: "i1", field: "answer", subject: "q1" };
  words.type(answer, "Known ", "Known");
  await words.settle(keyOf(answer));
  expect(log.said).toEqual([]);
  words.type(answer, "", "Known");
  await words.settle(keyOf(answer));
  expect(log.said.map(({ data }) => data)).toEqual([{ answer: "" }]);
});

test("without a disk each pause is said; without a log either, one is told", async () => {
  const { words, memory, log } = await opened();
  memory.isFull = true;
  words.type(note, "Private window", "");
  await vi.advanceTimersByTimeAsync(pause_ms);
  expect(log.said).toHaveLength(1);
  expect(words.problem.value).toBeNull();
  log.isBroken = true;
  words.type(note, "Private window, full disk", "");
  await vi.advanceTimersByTimeAsync(pause_ms);
  expect(words.problem.value).toContain("refuses");
  memory.isFull = false;
  await words.flush();
  expect(words.problem.value).toBeNull();
  expect(textsOf(memory.records)).toEqual(["Private window, full disk"]);
});

test("words typed in one tab stand in the other", async () => {
  let hear: Parameters<Others["hear"]>[0] = () => undefined;
  const second = await opened(new Map(), {
    tell: () => undefined,
    hear: (take) => {
      hear = take;
    },
  });
  const first = await opened(new Map(), {
    tell: (...told) => hear(...told),
    hear: () => undefined,
  });
  first.words.type(note, "From the other tab", "");
  await first.words.flush();
  expect(second.words.all.value?.get(keyOf(note))?.text).toBe("From the other tab");
  await first.words.finish(keyOf(note));
  expect(second.words.all.value?.size).toBe(0);
});
