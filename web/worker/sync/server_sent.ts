/** Reads a stream of server-sent events (WHATWG HTML, 9.2.6); comments and ids are passed over. */

export interface ServerSentEvent {
  readonly type: string;
  readonly data: string;
}

/** Heads of 10,000 logs, the most that a notebook has, take 1.2 million; longer is not from ours. */
const pendingCharsMax = 2 * 1024 * 1024;

export async function* eventsOf(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let pending = "";
  for await (const chunk of chunks) {
    pending = (pending + decoder.decode(chunk, { stream: true })).replaceAll("\r\n", "\n");
    if (pending.length > pendingCharsMax) return;
    for (let end = pending.indexOf("\n\n"); end !== -1; end = pending.indexOf("\n\n")) {
      const event = eventIn(pending.slice(0, end));
      pending = pending.slice(end + 2);
      if (event !== null) yield event;
    }
  }
}

function eventIn(block: string): ServerSentEvent | null {
  let type = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const [field = "", ...rest] = line.split(":");
    const value = rest.join(":").replace(/^ /, "");
    if (field === "event") type = value;
    else if (field === "data") data.push(value);
  }
  return data.length === 0 ? null : { type, data: data.join("\n") };
}
