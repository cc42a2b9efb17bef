/** Segments of the plain suite, as Python's vectors hold them: `batch` at a time, as `incoming` has it. */
import { decodeSegment } from "../worker/sync/plain.ts";
import { cutSegments } from "../worker/sync/exchange.ts";
import type { Segment } from "../worker/sync/segment.ts";

export async function* plainSegments(
  stream: AsyncIterable<Uint8Array>,
  batch: number,
): AsyncGenerator<readonly Segment[]> {
  let segments: Segment[] = [];
  for await (const bytes of cutSegments(stream)) {
    segments.push(await decodeSegment(bytes));
    if (segments.length < batch) continue;
    yield segments;
    segments = [];
  }
  if (segments.length > 0) yield segments;
}
