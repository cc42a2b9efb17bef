/**
 * The segment: a contiguous run of one log, the one thing that travels (docs/sync-protocol.md).
 *
 * Opening trusts nothing, in this order: the header's limits, a key for its epoch, the seal over
 * header and payload, inflating no further than the header says, and the chain, recomputed from the
 * bodies. Whose word it is, verifyHead says afterwards, since a new log brings its public key along
 * in its own first event.
 */
import { BadSegment, UnknownEpoch, Untrusted } from "../errors.ts";
import type { Head } from "../events/chain.ts";
import { joined } from "../keys/bytes.ts";
import { type EpochKey, segmentKey } from "../keys/derivation.ts";
import { type Primitives, signatureBytes, tagBytes } from "../keys/primitives.ts";
import type { Kept } from "../log/kept.ts";
import type { Run } from "../log/store.ts";
import { type Header, headerBytes, headerOf, suiteSealed, writeHeader } from "./header.ts";
import { type Packed, pack, unpack } from "./lines.ts";

const domain = "infoview segment 1";

export interface Segment extends Run {
  readonly notebook: string;
  readonly head: Head;
  /** 0 in the plain suite. */
  readonly epoch: number;
  /** Said to be the author's over `head`; empty in the plain suite. */
  readonly signature: Uint8Array;
}

/** What seals a segment. `nonce`: 12 fresh random bytes. */
export interface Sealing {
  readonly epoch: EpochKey;
  readonly nonce: Uint8Array;
  /** The author's signature of this head: made now for an own log, looked up for another's. */
  readonly sign: (head: Head) => Promise<Uint8Array>;
}

/** The bytes of a sealed segment. `events` must fit (countThatFits). */
export async function sealSegment(
  primitives: Primitives,
  notebook: string,
  after: Head,
  events: readonly Kept[],
  { epoch, nonce, sign }: Sealing,
): Promise<Uint8Array> {
  const packed = await pack(events);
  const signature = await sign(packed.head);
  return sealPacked(primitives, notebook, after, packed, { epoch, nonce, signature });
}

/** As sealSegment, of what is compressed already: exact to the byte. */
export async function sealPacked(
  primitives: Primitives,
  notebook: string,
  after: Head,
  packed: Packed,
  { epoch, nonce, signature }: Pick<Sealing, "epoch" | "nonce"> & { signature: Uint8Array },
): Promise<Uint8Array> {
  if (signature.length !== signatureBytes) {
    throw new RangeError(`A signature has ${signatureBytes} bytes`);
  }
  const header = writeHeader({
    suite: suiteSealed,
    epoch: epoch.number,
    notebook,
    log: packed.log,
    after,
    count: packed.count,
    headHash: packed.head.hash,
    nonce,
    linesBytes: packed.linesBytes,
    payloadBytes: packed.deflated.length + tagBytes,
    signedHeadBytes: signatureBytes,
  });
  const key = await segmentKey(primitives, epoch, notebook, packed.log);
  const sealed = await primitives.seal(key, nonce, packed.deflated, joined(domain, header));
  return joined(header, sealed, signature);
}

/**
 * The segment in these bytes, its chain verified; its signature is not yet. `epochs`:
 * this notebook's keys by their number. Throws UnknownEpoch if the key is not here, BadSegment
 * naming what does not add up.
 */
export async function openSegment(
  primitives: Primitives,
  bytes: Uint8Array,
  epochs: ReadonlyMap<number, Uint8Array>,
): Promise<Segment> {
  const header = headerOf(bytes);
  if (header.suite !== suiteSealed) throw new BadSegment("A segment is not sealed");
  const epochKey = epochs.get(header.epoch);
  if (epochKey === undefined) throw new UnknownEpoch(header.epoch);
  const epoch = { number: header.epoch, key: epochKey };
  const key = await segmentKey(primitives, epoch, header.notebook, header.log);
  const payloadEnd = headerBytes + header.payloadBytes;
  const payload = bytes.subarray(headerBytes, payloadEnd);
  const aad = joined(domain, bytes.subarray(0, headerBytes));
  const deflated = await opened(primitives.open(key, header.nonce, payload, aad));
  return segmentOf(header, deflated, bytes.slice(payloadEnd));
}

async function opened(opening: Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await opening;
  } catch (error) {
    if (!(error instanceof Untrusted)) throw error;
    throw new BadSegment(
      "A segment does not open: it was changed, or sealed by another notebook's key",
      { cause: error },
    );
  }
}

/** The segment with this header and opened payload. Throws BadSegment. */
export async function segmentOf(
  header: Header,
  deflated: Uint8Array,
  signature: Uint8Array,
): Promise<Segment> {
  const { notebook, log, after, epoch } = header;
  return { notebook, log, after, epoch, signature, ...(await unpack(header, deflated)) };
}
