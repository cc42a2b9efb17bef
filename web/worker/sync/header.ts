/**
 * The 126 bytes before a segment's payload, and every limit of the format (docs/sync-protocol.md).
 * Reading trusts nothing: what breaks a limit is refused before anything is opened or inflated.
 */
import { idFromBytes, idToBytes } from "../../shared/ids.ts";
import { BadSegment } from "../errors.ts";
import type { Head } from "../events/chain.ts";
import { signatureBytes, tagBytes } from "../keys/primitives.ts";

export const eventsMax = 512;
export const bodiesBytesMax: number = 1024 * 1024;
const linesBytesMax = bodiesBytesMax + 64 * 1024;
/** Deflate never grows its input by more than a few bytes a block. */
const payloadBytesMax = linesBytesMax + 64 * 1024;
const signedHeadBytesMax = 1024;
export const headerBytes = 126;
/** Neither sealed nor signed: for tests and as the bench's baseline. */
export const suitePlain = 0;
/** AES-256-GCM under the log's key of an epoch, and an Ed25519 signature of the head. */
export const suiteSealed = 1;

const magic = 0x49565347;
const format = 1;
const firstSeqEnd = 2 ** 49;

/** What the header says; once read, the limits of the format hold. */
export interface Header {
  readonly suite: number;
  readonly epoch: number;
  readonly notebook: string;
  readonly log: string;
  readonly after: Head;
  readonly count: number;
  readonly headHash: Uint8Array;
  readonly nonce: Uint8Array;
  readonly linesBytes: number;
  readonly payloadBytes: number;
  readonly signedHeadBytes: number;
}

/** The header as it travels. */
export function writeHeader(header: Header): Uint8Array {
  const bytes = new Uint8Array(headerBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setUint8(4, format);
  view.setUint8(5, header.suite);
  view.setUint32(6, header.epoch);
  bytes.set(idToBytes(header.notebook), 10);
  bytes.set(idToBytes(header.log), 20);
  view.setBigUint64(30, BigInt(header.after.seq + 1));
  view.setUint16(38, header.count);
  bytes.set(header.after.hash, 40);
  bytes.set(header.headHash, 72);
  bytes.set(header.nonce, 104);
  view.setUint32(116, header.linesBytes);
  view.setUint32(120, header.payloadBytes);
  view.setUint16(124, header.signedHeadBytes);
  return bytes;
}

/** How long the segment that begins here is, or null while its header is incomplete. */
export function segmentBytes(bytes: Uint8Array): number | null {
  return bytes.length < headerBytes ? null : wholeBytes(readHeader(bytes));
}

/** The header of exactly one segment. Throws BadSegment. */
export function headerOf(bytes: Uint8Array): Header {
  if (bytes.length < headerBytes) throw new BadSegment("A segment is shorter than its header");
  const header = readHeader(bytes);
  if (bytes.length !== wholeBytes(header)) {
    throw new BadSegment("A segment's length is not what its header says");
  }
  return header;
}

function wholeBytes({ payloadBytes, signedHeadBytes }: Header): number {
  return headerBytes + payloadBytes + signedHeadBytes;
}

function readHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  if (view.getUint32(0) !== magic) throw new BadSegment("These bytes are not a segment");
  if (view.getUint8(4) !== format) {
    throw new BadSegment(
      `Segment format ${view.getUint8(4)} is newer than this app: reload the page`,
    );
  }
  const firstSeq = view.getBigUint64(30);
  const header = {
    suite: view.getUint8(5),
    epoch: view.getUint32(6),
    count: view.getUint16(38),
    linesBytes: view.getUint32(116),
    payloadBytes: view.getUint32(120),
    signedHeadBytes: view.getUint16(124),
  };
  if (!isSuiteOpened(header)) {
    throw new BadSegment(`Segment suite ${header.suite} is not one that this app opens`);
  }
  const isWithinLimits =
    header.count >= 1 &&
    header.count <= eventsMax &&
    firstSeq >= 1n &&
    firstSeq < BigInt(firstSeqEnd) &&
    header.linesBytes <= linesBytesMax &&
    header.payloadBytes <= payloadBytesMax &&
    header.signedHeadBytes <= signedHeadBytesMax;
  if (!isWithinLimits) throw new BadSegment("A segment's header breaks the format's limits");
  return {
    ...header,
    notebook: idFromBytes(bytes.subarray(10, 20)),
    log: idFromBytes(bytes.subarray(20, 30)),
    after: { seq: Number(firstSeq) - 1, hash: bytes.slice(40, 72) },
    headHash: bytes.subarray(72, 104),
    nonce: bytes.subarray(104, 116),
  };
}

function isSuiteOpened(
  header: Pick<Header, "suite" | "epoch" | "payloadBytes" | "signedHeadBytes">,
): boolean {
  if (header.suite === suitePlain) return header.epoch === 0;
  return (
    header.suite === suiteSealed &&
    header.epoch >= 1 &&
    header.payloadBytes >= tagBytes &&
    header.signedHeadBytes === signatureBytes
  );
}
