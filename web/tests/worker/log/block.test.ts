/** A block reads back as what went in, and says whether its bodies were found readable. */
import { expect, test } from "vitest";
import { envelopeRules } from "../../../worker/events/envelope.ts";
import { packBlock, unpackBlock } from "../../../worker/log/block.ts";
import { type Kept, keptOf } from "../../../worker/log/kept.ts";
import { writeBody } from "../../../worker/events/author.ts";
import { contactAdded, noon, testWorld } from "../device.ts";

const log = "0123456789abcdef";
const hash = new Uint8Array(32).fill(7);

function event(seq: number): Kept {
  const { body } = writeBody(contactAdded(seq, `Ada ${seq}`), noon * 1024, noon, testWorld(seq));
  return keptOf({ log, seq, body, bodyHash: null, hash });
}

function unreadable(seq: number): Kept {
  const body = new TextEncoder().encode('{"hlc":"not ours"}');
  return keptOf({ log, seq, body, bodyHash: null, hash });
}

test("readable bodies are not read whole a second time, and read the same", () => {
  const events = [event(1), event(2), event(3)];
  const block = packBlock(events);
  expect(block.rules).toBe(envelopeRules);
  expect(unpackBlock(block, 1)).toEqual(events);
});

test("an unreadable body is named by its block and stays unreadable", () => {
  const block = packBlock([event(1), unreadable(2)]);
  expect(block).toMatchObject({ rules: envelopeRules, unreadable: [2] });
  expect(unpackBlock(block, 1).map(({ envelope }) => envelope === null)).toEqual([false, true]);
});

test("a block that older rules judged is judged anew", () => {
  const seemingly = packBlock([event(1)]);
  const { bytes } = packBlock([unreadable(1)]);
  const [kept] = unpackBlock({ ...seemingly, bytes, rules: envelopeRules - 1 }, 1);
  expect(kept?.envelope).toBeNull();
});

test("an erased event carries its body's hash", () => {
  const erased = { ...event(1), body: null, bodyHash: hash, envelope: null };
  const block = packBlock([erased]);
  expect(block.rules).toBe(envelopeRules);
  expect(unpackBlock(block, 1)).toEqual([erased]);
});
