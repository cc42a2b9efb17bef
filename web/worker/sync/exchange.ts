/** Between a log and segments: what leaves it as bytes, what enters it as events. */
import { BadSegment, ForeignNotebook, Fork } from "../errors.ts";
import type { Head } from "../events/chain.ts";
import { nonceBytes } from "../keys/primitives.ts";
import type { Kept } from "../log/kept.ts";
import { type LogDatabase, read } from "../log/database.ts";
import {
  currentEpoch,
  isOwn,
  keyringOf,
  sealingKeyFor,
  signedWithin,
  signerOf,
} from "../log/keyring.ts";
import { headAt, tail } from "../log/reading.ts";
import type { Notebook } from "../projections/notebook.ts";
import { segmentBytes } from "./header.ts";
import { inSendingOrder, type Range } from "./heads.ts";
import { countThatFits } from "./lines.ts";
import { openSegment, type Segment, sealSegment } from "./segment.ts";

/**
 * The segments that carry these ranges, each as its bytes; who lets a device in goes first. Each
 * ends at a head that the log's author has signed, or that this device vouches for. `sealedFor`: the
 * number of the receiver's newest key, which seals them if it is here.
 */
export async function* outgoing(
  { database, identity: { notebook }, world }: Notebook,
  ranges: readonly Range[],
  sealedFor: number | null = null,
): AsyncGenerator<Uint8Array> {
  const keyring = await keyringOf(database);
  const primitives = await world.primitives();
  const epoch = sealedFor === null ? currentEpoch(keyring) : sealingKeyFor(sealedFor, keyring);
  for (const { log, after, until } of inSendingOrder(ranges, await firstStamps(database, ranges))) {
    const start = await read(database, ["event", "block"], (transaction) =>
      headAt(transaction, notebook, log, after),
    );
    if (start === null) throw new Fork(log, after);
    const ownSign = signerOf(primitives, keyring, notebook, log);
    const cut = async (from: Head, fitting: readonly Kept[]) => {
      const last = from.seq + fitting.length;
      const signed = isOwn(keyring, log) ? [] : await signedWithin(database, log, from.seq, last);
      const kept = signed.at(-1);
      if (kept === undefined) return { events: fitting, sign: ownSign };
      const sign = () => Promise.resolve(kept.signature);
      return { events: fitting.slice(0, kept.seq - from.seq), sign };
    };
    let head: Head = start;
    let waiting: readonly Kept[] = [];
    for await (const events of tail(database, log, after, until)) {
      waiting = [...waiting, ...events];
      const isLast = waiting.at(-1)?.seq === until;
      while (waiting.length > 0 && (isLast || countThatFits(waiting) < waiting.length)) {
        const part = await cut(head, waiting.slice(0, countThatFits(waiting)));
        const nonce = world.randomBytes(nonceBytes);
        const sealing = { epoch, nonce, sign: part.sign };
        yield await sealSegment(primitives, notebook, head, part.events, sealing);
        head = part.events.at(-1) ?? head;
        waiting = waiting.slice(part.events.length);
      }
    }
  }
}

/** The stamps by which new logs are put in order; none are read if there is nothing to order. */
async function firstStamps(
  database: LogDatabase,
  ranges: readonly Range[],
): Promise<ReadonlyMap<string, number>> {
  const stamps = new Map<string, number>();
  if (ranges.length < 2) return stamps;
  for (const { log } of ranges.filter(({ after }) => after === 0)) {
    for await (const [first] of tail(database, log, 0, 1)) {
      stamps.set(log, first?.envelope?.hlc ?? 0);
    }
  }
  return stamps;
}

/**
 * Cuts a stream of bytes into segments and opens them, `batch` at a time. Throws BadSegment,
 * UnknownEpoch, ForeignNotebook.
 */
export async function* incoming(
  { database, identity: { notebook }, world }: Notebook,
  stream: AsyncIterable<Uint8Array>,
  batch: number,
): AsyncGenerator<readonly Segment[]> {
  const { epochs } = await keyringOf(database);
  const primitives = await world.primitives();
  let segments: Segment[] = [];
  try {
    for await (const bytes of cutSegments(stream)) {
      const segment = await openSegment(primitives, bytes, epochs);
      if (segment.notebook !== notebook) throw new ForeignNotebook(notebook, segment.notebook);
      segments.push(segment);
      if (segments.length === batch) {
        const full = segments;
        segments = [];
        yield full;
      }
    }
  } catch (error) {
    // What came before the wire was cut is good: on a poor line each attempt gets further.
    if (segments.length > 0) yield segments;
    throw error;
  }
  if (segments.length > 0) yield segments;
}

/** The bytes of each segment of a stream. Throws BadSegment if it ends inside one. */
export async function* cutSegments(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let buffer: Uint8Array = new Uint8Array();
  for await (const chunk of stream) {
    buffer = joined(buffer, chunk);
    for (let size = segmentBytes(buffer); size !== null; size = segmentBytes(buffer)) {
      if (buffer.length < size) break;
      yield buffer.subarray(0, size);
      buffer = buffer.subarray(size);
    }
  }
  if (buffer.length > 0) throw new BadSegment("The stream ended inside a segment");
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length === 0) return right;
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
