/** Between a log and segments: what leaves it as bytes, what enters it as events. */
import { BadSegment, ForeignNotebook, Fork } from "../errors.ts";
import type { Head } from "../events/chain.ts";
import { type LogDatabase, read } from "../log/database.ts";
import type { Kept } from "../log/kept.ts";
import { headAt, tail } from "../log/reading.ts";
import { segmentBytes } from "./header.ts";
import type { Range } from "./heads.ts";
import { countThatFits } from "./lines.ts";
import { decodeSegment, encodeSegment } from "./plain.ts";
import type { Segment } from "./segment.ts";

/** The segments that carry these ranges, in order, each as its bytes. */
export async function* outgoing(
  database: LogDatabase,
  notebook: string,
  ranges: readonly Range[],
): AsyncGenerator<Uint8Array> {
  for (const { log, after, until } of ranges) {
    const start = await read(database, ["event", "block"], (transaction) =>
      headAt(transaction, notebook, log, after),
    );
    if (start === null) throw new Fork(log, after);
    let head: Head = start;
    let waiting: readonly Kept[] = [];
    for await (const events of tail(database, log, after, until)) {
      waiting = [...waiting, ...events];
      const isLast = waiting.at(-1)?.seq === until;
      while (waiting.length > 0 && (isLast || countThatFits(waiting) < waiting.length)) {
        const fitting = waiting.slice(0, countThatFits(waiting));
        yield await encodeSegment(notebook, head, fitting);
        head = fitting.at(-1) ?? head;
        waiting = waiting.slice(fitting.length);
      }
    }
  }
}

/**
 * Cuts a stream of bytes into segments and opens them, `batch` at a time. Throws BadSegment,
 * ForeignNotebook.
 */
export async function* incoming(
  stream: AsyncIterable<Uint8Array>,
  notebook: string,
  batch: number,
): AsyncGenerator<readonly Segment[]> {
  let segments: Segment[] = [];
  try {
    for await (const bytes of cutSegments(stream)) {
      const segment = await decodeSegment(bytes);
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

async function* cutSegments(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
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
