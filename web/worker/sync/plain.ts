/**
 * The plain suite: a segment that is neither sealed nor signed. It reads like the sealed one without
 * its keys, which is what tests and the cost bench want of it.
 */
import { BadSegment } from "../errors.ts";
import type { Head } from "../events/chain.ts";
import { joined } from "../keys/bytes.ts";
import { nonceBytes } from "../keys/primitives.ts";
import type { Kept } from "../log/kept.ts";
import { headerBytes, headerOf, suitePlain, writeHeader } from "./header.ts";
import { pack } from "./lines.ts";
import { type Segment, segmentOf } from "./segment.ts";

/** The bytes of a segment in the plain suite. `events` must fit (countThatFits). */
export async function encodeSegment(
  notebook: string,
  after: Head,
  events: readonly Kept[],
): Promise<Uint8Array> {
  const packed = await pack(events);
  const header = writeHeader({
    suite: suitePlain,
    epoch: 0,
    notebook,
    log: packed.log,
    after,
    count: packed.count,
    headHash: packed.head.hash,
    nonce: new Uint8Array(nonceBytes),
    linesBytes: packed.linesBytes,
    payloadBytes: packed.deflated.length,
    signedHeadBytes: 0,
  });
  return joined(header, packed.deflated);
}

/** The segment in these bytes, its chain verified. Throws BadSegment naming what does not add up. */
export async function decodeSegment(bytes: Uint8Array): Promise<Segment> {
  const header = headerOf(bytes);
  if (header.suite !== suitePlain) {
    throw new BadSegment("A segment is sealed, and read here as if it were not");
  }
  const payload = bytes.subarray(headerBytes, headerBytes + header.payloadBytes);
  return segmentOf(header, payload, new Uint8Array());
}
