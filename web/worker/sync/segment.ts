/**
 * The segment: a contiguous run of one log, the one thing that travels (docs/sync-protocol.md).
 *
 * Decoding trusts nothing: sizes are bounded before anything is inflated, inflating stops at the
 * length that the header names, and the chain is recomputed and must end at the header's hash.
 */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { idFromBytes, idToBytes } from "../../shared/ids.ts";
import { BadSegment } from "../errors.ts";
import { bodyHash, equalBytes, hashBytes, type Head, nextHead } from "../events/chain.ts";
import { bodyBytesMax, readEnvelope } from "../events/envelope.ts";
import type { Kept } from "../log/kept.ts";
import type { Run } from "../log/store.ts";
import { deflate, inflate } from "./deflate.ts";

export const eventsMax = 512;
export const bodiesBytesMax = 1024 * 1024;
const linesBytesMax = bodiesBytesMax + 64 * 1024;
/** Deflate never grows its input by more than a few bytes a block. */
const payloadBytesMax = linesBytesMax + 64 * 1024;
const signedHeadBytesMax = 1024;
export const headerBytes = 126;
const magic = 0x49565347;
const format = 1;
const firstSeqEnd = 2 ** 49;
const erasedLineBytes = 1 + 2 * hashBytes;
const exclamation = 0x21;
const lineFeed = 0x0a;
const erasedLine = /^![0-9a-f]{64}$/;

export interface Segment extends Run {
  readonly notebook: string;
  readonly head: Head;
}

/** What the header says; the limits of the format hold. */
interface Header {
  readonly notebook: string;
  readonly log: string;
  readonly after: Head;
  readonly headHash: Uint8Array;
  readonly count: number;
  readonly linesBytes: number;
  readonly payloadBytes: number;
  readonly signedHeadBytes: number;
}

/** How many of the first events fit one segment (at least one, if there are any). */
export function countThatFits(events: readonly Kept[]): number {
  let total = 0;
  let count = 0;
  for (const { body } of events.slice(0, eventsMax)) {
    total += body === null ? erasedLineBytes : body.length;
    if (total > bodiesBytesMax && count > 0) break;
    count += 1;
  }
  return count;
}

/** The bytes of a segment in the plain suite. `events` must fit (countThatFits). */
export async function encodeSegment(
  notebook: string,
  after: Head,
  events: readonly Kept[],
): Promise<Uint8Array> {
  const last = events.at(-1);
  if (last === undefined) throw new RangeError("A segment holds events");
  const lines = linesOf(events);
  const payload = await deflate(lines);
  const segment = new Uint8Array(headerBytes + payload.length);
  const view = new DataView(segment.buffer);
  view.setUint32(0, magic);
  view.setUint8(4, format);
  segment.set(idToBytes(notebook), 10);
  segment.set(idToBytes(last.log), 20);
  view.setBigUint64(30, BigInt(after.seq + 1));
  view.setUint16(38, events.length);
  segment.set(after.hash, 40);
  segment.set(last.hash, 72);
  view.setUint32(116, lines.length);
  view.setUint32(120, payload.length);
  segment.set(payload, headerBytes);
  return segment;
}

/** How long the segment that begins here is, or null while its header is incomplete. */
export function segmentBytes(bytes: Uint8Array): number | null {
  if (bytes.length < headerBytes) return null;
  const header = readHeader(bytes);
  return headerBytes + header.payloadBytes + header.signedHeadBytes;
}

/** The segment in these bytes, its chain verified. Throws BadSegment naming what does not add up. */
export async function decodeSegment(bytes: Uint8Array): Promise<Segment> {
  if (bytes.length < headerBytes) throw new BadSegment("A segment is shorter than its header");
  const { notebook, log, after, headHash, ...header } = readHeader(bytes);
  if (bytes.length !== headerBytes + header.payloadBytes + header.signedHeadBytes) {
    throw new BadSegment("A segment's length is not what its header says");
  }
  const payload = bytes.subarray(headerBytes, headerBytes + header.payloadBytes);
  const lines = splitLines(await inflate(payload, header.linesBytes));
  if (lines.length !== header.count) {
    throw new BadSegment(`A segment of ${header.count} events holds ${lines.length}`);
  }
  let head = after;
  const events: Kept[] = [];
  for (const line of lines) {
    const erased = line[0] === exclamation ? erasedHash(line) : null;
    const body = erased === null ? line : null;
    head = nextHead(head, erased ?? bodyHash(line));
    const envelope = body === null ? null : readEnvelope(body);
    events.push({ log, seq: head.seq, body, bodyHash: erased, hash: head.hash, envelope });
  }
  if (!equalBytes(head.hash, headHash)) {
    throw new BadSegment("A segment's events do not lead to its hash");
  }
  return { notebook, log, after, head, events };
}

function linesOf(events: readonly Kept[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts = events.map(
    ({ body, bodyHash: erased }) =>
      body ?? encoder.encode(`!${bytesToHex(erased ?? new Uint8Array(hashBytes))}`),
  );
  const lines = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0));
  let at = 0;
  for (const part of parts) {
    lines.set(part, at);
    lines[at + part.length] = lineFeed;
    at += part.length + 1;
  }
  return lines;
}

function splitLines(lines: Uint8Array): readonly Uint8Array[] {
  const split: Uint8Array[] = [];
  let at = 0;
  while (at < lines.length) {
    const end = lines.indexOf(lineFeed, at);
    if (end === -1) throw new BadSegment("A segment's last line has no end");
    if (end - at > bodyBytesMax) throw new BadSegment(`An event has ${end - at} bytes`);
    split.push(lines.subarray(at, end));
    at = end + 1;
  }
  return split;
}

function erasedHash(line: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(line);
  if (!erasedLine.test(text)) throw new BadSegment("An erased event's line is not a hash");
  return hexToBytes(text.slice(1));
}

function readHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  if (view.getUint32(0) !== magic) throw new BadSegment("These bytes are not a segment");
  if (view.getUint8(4) !== format) {
    throw new BadSegment(
      `Segment format ${view.getUint8(4)} is newer than this app: reload the page`,
    );
  }
  if (view.getUint8(5) !== 0 || view.getUint32(6) !== 0) {
    throw new BadSegment(`Segment suite ${view.getUint8(5)} is not one that this app opens`);
  }
  const firstSeq = view.getBigUint64(30);
  const header = {
    count: view.getUint16(38),
    linesBytes: view.getUint32(116),
    payloadBytes: view.getUint32(120),
    signedHeadBytes: view.getUint16(124),
  };
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
  };
}
