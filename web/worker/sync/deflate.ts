/** Raw deflate by the browser's own streams, which work on plain http too. */
import { BadSegment } from "../errors.ts";

export async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = streamOf(bytes).pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Exactly `length` bytes. Throws BadSegment as soon as there are more, or if it ends otherwise. */
export async function inflate(bytes: Uint8Array, length: number): Promise<Uint8Array> {
  const inflated = new Uint8Array(length);
  let filled = 0;
  try {
    const reader = streamOf(bytes).pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (filled + part.value.length > length) {
        // The rest is never inflated; how the stream ends no longer matters.
        reader.cancel().catch(() => undefined);
        throw new BadSegment("A segment's payload is longer than its header says");
      }
      inflated.set(part.value, filled);
      filled += part.value.length;
    }
  } catch (error) {
    if (error instanceof BadSegment) throw error;
    throw new BadSegment("A segment's payload cannot be inflated", { cause: error });
  }
  if (filled !== length)
    throw new BadSegment("A segment's payload is shorter than its header says");
  return inflated;
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice());
      controller.close();
    },
  });
}
