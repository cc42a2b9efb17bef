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
  const block: BlockRecord = { log: first.log, first: first.seq, last: last.seq, bytes };
  const isReadable = events.every(({ body, envelope }) => body === null || envelope !== null);
  return isReadable ? { ...block, rules: envelopeRules } : block;
}

/** The events of a block from `from` on, at most `count`; their bytes are views into it. */
export function unpackBlock(block: BlockRecord, from: number, count = blockEventsMax): Kept[] {
  const source = new Uint8Array(block.bytes);
  const view = new DataView(block.bytes);
  const events: Kept[] = [];
  const keep = block.rules === envelopeRules ? checkedKeptOf : keptOf;
  let at = 0;
  for (let seq = block.first; seq <= block.last && events.length < count; seq += 1) {
    if (at + 4 > source.length) throw new StoreError(`A block of log ${block.log} is cut short`);
    const length = view.getUint32(at);
    const isErased = length === erased;
    const bodyEnd = at + 4 + (isErased ? hashBytes : length);
    if (seq >= from) {
      const payload = source.subarray(at + 4, bodyEnd);
      const hash = source.subarray(bodyEnd, bodyEnd + hashBytes);
      const body = isErased ? null : payload;
      const bodyHash = isErased ? payload : null;
      events.push(keep({ log: block.log, seq, body, bodyHash, hash }));
    }
    at = bodyEnd + hashBytes;
  }
  return events;
}

function payloadOf(kept: Kept): Uint8Array {
  return kept.body ?? kept.bodyHash ?? new Uint8Array(hashBytes);
}
