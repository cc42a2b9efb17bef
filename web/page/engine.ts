/**
 * Asks the worker and hears its announcements. One request, one answer, matched by id; an answer
 * that is a failure becomes an `EngineError` whose message is already in words for the user.
 */
import type { Announcement, FromWorker, ReplyByTag, Request, ToWorker } from "../shared/messages";
import { isPacked, rowsIn } from "../shared/rows.ts";

type Tag = Request["tag"];
type RequestOf<T extends Tag> = Extract<Request, { readonly tag: T }>;

export interface Engine {
  request<T extends Tag>(request: RequestOf<T>): Promise<ReplyByTag[T]>;
  /** The tables that answers to such a question are read from; null while nobody knows. */
  readsOf(request: Request): readonly string[] | null;
  /** Calls `hear` until what it returns is called. */
  listen(hear: (announcement: Announcement) => void): () => void;
}

/** What a Worker has, as far as it is needed here. */
export interface Port {
  postMessage(message: ToWorker): void;
  addEventListener(type: "message", hear: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: "error", hear: (event: unknown) => void): void;
}

export class EngineError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "EngineError";
    this.code = code;
  }
}

interface Waiting {
  readonly kind: string;
  readonly resolve: (value: ReplyByTag[Tag]) => void;
  readonly reject: (error: EngineError) => void;
}

export function createEngine(port: Port): Engine {
  const waiting = new Map<number, Waiting>();
  const hearers = new Set<(announcement: Announcement) => void>();
  const readsByKind = new Map<string, readonly string[] | null>();
  let latest = 0;

  port.addEventListener("message", ({ data }) => {
    if ("announcement" in data) {
      for (const hear of hearers) hear(data.announcement);
      return;
    }
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.ok) {
      if (asker !== undefined) readsByKind.set(asker.kind, data.reads);
      asker?.resolve(isPacked(data.value) ? rowsIn(data.value) : data.value);
    } else asker?.reject(new EngineError(data.failure.code, data.failure.message));
  });
  port.addEventListener("error", () => {
    // Nobody will answer any more: better a clear word than a screen that waits for ever.
    const lost = new EngineError("worker_lost", "The notebook's engine stopped. Reload the page.");
    for (const asker of waiting.values()) asker.reject(lost);
    waiting.clear();
  });

  return {
    request<T extends Tag>(request: RequestOf<T>): Promise<ReplyByTag[T]> {
      latest += 1;
      const id = latest;
      return new Promise((resolve, reject) => {
        // The contract pairs each answer with its request by id; the type cannot say so.
        waiting.set(id, {
          kind: kindOf(request),
          resolve: resolve as Waiting["resolve"],
          reject,
        });
        port.postMessage({ id, request });
      });
    },
    readsOf: (request) => readsByKind.get(kindOf(request)) ?? null,
    listen(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
}

/** Questions of one kind are read from the same tables. */
function kindOf(request: Request): string {
  return request.tag === "ask" ? `ask ${request.name}` : request.tag;
}
