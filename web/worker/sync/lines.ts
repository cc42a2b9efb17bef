/** What a segment carries: bodies as lines, compressed, and the chain that runs through them. */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { BadSegment } from "../errors.ts";
import { bodyHash, equalBytes, hashBytes, type Head, nextHead } from "../events/chain.ts";
import { bodyBytesMax, readEnvelope } from "../events/envelope.ts";
import type { Kept } from "../log/kept.ts";
import { deflate, inflate } from "./deflate.ts";
import { bodiesBytesMax, eventsMax, type Header } from "./header.ts";

const erasedLineBytes = 1 + 2 * hashBytes;
const exclamation = 0x21;
const lineFeed = 0x0a;
const erasedLine = /^![0-9a-f]{64}$/;

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

/** Events as they are compressed: whose, where they lead, how long they were, the raw deflate. */
export interface Packed {
  readonly log: string;
  readonly head: Head;
  readonly count: number;
  readonly linesBytes: number;
  readonly deflated: Uint8Array;
}

/** The events' bodies as deflated lines. `events` must fit (countThatFits). */
export async function pack(events: readonly Kept[]): Promise<Packed> {
  const last = events.at(-1);
  if (last === undefined) throw new RangeError("A segment holds events");
  const lines = linesOf(events);
  return {
    log: last.log,
    head: { seq: last.seq, hash: last.hash },
    count: events.length,
    linesBytes: lines.length,
    deflated: await deflate(lines),
  };
}

/**
 * The events, and the head that they lead to, which is the header's. Throws BadSegment if length,
 * number, lines or chain are not as the header says.
 */
export async function unpack(
  { log, after, headHash, count, linesBytes }: Header,
  deflated: Uint8Array,
): Promise<{ readonly head: Head; readonly events: readonly Kept[] }> {
  const lines = splitLines(await inflate(deflated, linesBytes));
  if (lines.length !== count) {
    throw new BadSegment(`A segment of ${count} events holds ${lines.length}`);
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
  return { head, events };
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
