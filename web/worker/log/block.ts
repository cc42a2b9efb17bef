/**
 * Many events as one buffer: for each, the length of its body (4 bytes, big-endian), the body and
 * the chain's hash. An erased event has the length `erased` and its body's hash for a body.
 */
import { hashBytes } from "../events/chain.ts";
import { envelopeRules } from "../events/envelope.ts";
import { StoreError } from "../errors.ts";
import type { BlockRecord } from "./database.ts";
import { checkedKeptOf, type Kept, keptOf } from "./kept.ts";

/** Larger blocks gain nothing to write (FACTS) and cost more to open for one event. */
export const blockEventsMax = 1000;
const erased = 0xffffffff;

/** `events`: one contiguous run, not empty. */
export function packBlock(events: readonly Kept[]): BlockRecord {
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("A block holds events");
  const size = events.reduce((sum, kept) => sum + 4 + payloadOf(kept).length + hashBytes, 0);
  const bytes = new ArrayBuffer(size);
  const target = new Uint8Array(bytes);
  const view = new DataView(bytes);
  let at = 0;
  for (const kept of events) {
    const payload = payloadOf(kept);
    view.setUint32(at, kept.body === null ? erased : payload.length);
    target.set(payload, at + 4);
    target.set(kept.hash, at + 4 + payload.length);
    at += 4 + payload.length + hashBytes;
  }
  const isUnreadable = ({ body, envelope }: Kept) => body !== null && envelope === null;
  const unreadable = events.filter(isUnreadable).map(({ seq }) => seq);
  const run = { log: first.log, first: first.seq, last: last.seq };
  return { ...run, bytes, rules: envelopeRules, unreadable };
}

/** Calls `visit` for each event with where its payload lies: a body or, if erased, its hash. */
export function eachInBlock(
  block: BlockRecord,
  visit: (seq: number, start: number, length: number, isErased: boolean) => void,
): void {
  const view = new DataView(block.bytes);
  let at = 0;
  for (let seq = block.first; seq <= block.last; seq += 1) {
    const said = at + 4 > view.byteLength ? 0 : view.getUint32(at);
    const isErased = said === erased;
    const length = isErased ? hashBytes : said;
    const end = at + 4 + length + hashBytes;
    if (end > view.byteLength) throw new StoreError(`A block of log ${block.log} is cut short`);
    visit(seq, at + 4, length, isErased);
    at = end;
  }
}

/** The events of a block from `from` on, at most `count`; their bytes are views into it. */
export function unpackBlock(block: BlockRecord, from: number, count = blockEventsMax): Kept[] {
  const source = new Uint8Array(block.bytes);
  const isJudged = block.rules === envelopeRules;
  const unreadable = new Set(block.unreadable);
  const events: Kept[] = [];
  eachInBlock(block, (seq, start, length, isErased) => {
    if (seq < from || events.length >= count) return;
    const payload = source.subarray(start, start + length);
    const hash = source.subarray(start + length, start + length + hashBytes);
    const body = isErased ? null : payload;
    const bodyHash = isErased ? payload : null;
    const record = { log: block.log, seq, body, bodyHash, hash };
    if (!isJudged) events.push(keptOf(record));
    else if (unreadable.has(seq)) events.push({ ...record, envelope: null });
    else events.push(checkedKeptOf(record));
  });
  return events;
}

function payloadOf(kept: Kept): Uint8Array {
  return kept.body ?? kept.bodyHash ?? new Uint8Array(hashBytes);
}
