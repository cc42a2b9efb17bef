/**
 * The four routes over HTTP (docs/sync-protocol.md). The token goes into a header, never into a URL;
 * that is also why `live` reads its stream by hand: EventSource cannot send headers.
 */
import { BadSegment, CutOff, Refused, Unreachable } from "../errors.ts";
import { decodeHeads, encodeHeads, type TheirHeads } from "./heads.ts";
import { eventsOf } from "./server_sent.ts";
import type { SentKey } from "./epochs.ts";
import type { Peer } from "./session.ts";

export interface Server extends Peer {
  /** Heads at once and after each change, until the stream ends or `signal` ends it. */
  live(signal: AbortSignal): AsyncGenerator<TheirHeads>;
}

const answerTimeoutMs = 15_000;
/** An 8 MiB push over a poor phone line. */
const pushTimeoutMs = 120_000;
/** The server says something every 15 s; two may get lost. */
const silenceMs = 40_000;

/** One request with the token. Throws Refused, Unreachable. */
export type Ask = (path: string, init: RequestInit) => Promise<Response>;

/** `base`: the address of the server, ending in a slash. `token` is read anew for each request. */
export function createAsk(base: string, token: () => Promise<string | null>): Ask {
  return async (path, init) => {
    const held = await token();
    if (held === null) throw new CutOff();
    return await request(new URL(path, base), { ...init, headers: headers(init, held) }).catch(
      (error: unknown) => {
        throw error instanceof Refused && error.status === 401 ? new CutOff() : error;
      },
    );
  };
}

/** `answerMs`: how long it may take until an answer begins, and a short one is whole. */
export function httpServer(ask: Ask, answerMs = answerTimeoutMs): Server {
  /** An answer of any length, once it has begun. */
  const askLong = async (path: string, init: RequestInit, abort: AbortController) => {
    const timer = setTimeout(() => abort.abort(), answerMs);
    return await ask(path, init).finally(() => clearTimeout(timer));
  };
  return {
    async heads(withDigest) {
      const signal = AbortSignal.timeout(answerMs);
      return await headsOf(await ask(`sync/heads${withDigest ? "?digest=1" : ""}`, { signal }));
    },
    async keys() {
      const answer = await ask("sync/keys", { signal: AbortSignal.timeout(answerMs) });
      return sentKeysIn(await answer.json().catch(() => null));
    },
    async *pull(notebook, heads) {
      const abort = new AbortController();
      const body = encodeHeads(notebook, heads);
      const type = { "content-type": "application/json" };
      const { signal } = abort;
      const init = { method: "POST", body, headers: type, signal };
      const answer = await askLong("sync/pull", init, abort);
      yield* chunksOf(answer, abort);
    },
    async push(segments) {
      const signal = AbortSignal.timeout(pushTimeoutMs);
      const type = { "content-type": "application/octet-stream" };
      const body = new Blob([segments.slice()]);
      return await headsOf(await ask("sync/push", { method: "POST", body, headers: type, signal }));
    },
    async *live(outer) {
      const abort = new AbortController();
      const signal = AbortSignal.any([outer, abort.signal]);
      const answer = await askLong("sync/live", { signal }, abort);
      for await (const event of eventsOf(chunksOf(answer, abort))) {
        if (event.type === "heads") yield decodeHeads(event.data);
      }
    },
  };
}

function headers(init: RequestInit, token: string): Headers {
  const all = new Headers(init.headers);
  all.set("authorization", `Bearer ${token}`);
  return all;
}

/** One request as it is. Throws Refused, Unreachable. */
export async function request(url: URL, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      ...init,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
  } catch (error) {
    throw unreachable(error);
  }
  if (answer.ok) return answer;
  const told = await errorIn(answer);
  if (answer.status >= 500) throw new Unreachable(`The server failed: ${told.message}`);
  throw new Refused(told.code, `The server refused: ${told.message}`, answer.status);
}

function sentKeysIn(value: unknown): readonly SentKey[] {
  const keys = typeof value === "object" && value !== null && "keys" in value ? value.keys : null;
  if (!Array.isArray(keys)) throw new BadSegment("The server's answer holds no keys");
  return keys.map((each: unknown) => {
    const sent = new Map<string, unknown>(Object.entries(each ?? {}));
    const [epoch, from] = [sent.get("epoch"), sent.get("from")];
    const [sealed, signature] = [sent.get("sealed"), sent.get("signature")];
    const isEpoch = typeof epoch === "number" && Number.isSafeInteger(epoch);
    if (!isEpoch || typeof from !== "string") throw new BadSegment("A key has no name");
    if (typeof sealed !== "string" || typeof signature !== "string") {
      throw new BadSegment("A key is not sealed");
    }
    return { epoch, from, sealed, signature };
  });
}

async function headsOf(answer: Response): Promise<TheirHeads> {
  let text: string;
  try {
    text = await answer.text();
  } catch (error) {
    throw unreachable(error);
  }
  return decodeHeads(text);
}

/** What arrives, piece by piece; ends the request if nothing arrives for long or nobody reads on. */
export async function* chunksOf(
  answer: Response,
  abort: AbortController,
): AsyncGenerator<Uint8Array> {
  const reader = answer.body?.getReader();
  if (reader === undefined) return;
  let isWhole = false;
  try {
    for (;;) {
      const timer = setTimeout(() => abort.abort(), silenceMs);
      const part = await reader.read().finally(() => clearTimeout(timer));
      isWhole = part.done;
      if (part.done) return;
      yield part.value;
    }
  } catch (error) {
    throw unreachable(error);
  } finally {
    if (!isWhole) abort.abort();
  }
}

function unreachable(cause: unknown): Unreachable {
  return new Unreachable("The server cannot be reached. Everything is kept here until it is.", {
    cause,
  });
}

/** The server's error shape; anything else (a proxy's page) keeps only its status. */
async function errorIn(answer: Response): Promise<{ code: string; message: string }> {
  const plain = { code: "refused", message: `status ${answer.status}` };
  try {
    const told: unknown = await answer.json();
    if (typeof told !== "object" || told === null || !("error" in told)) return plain;
    const { error } = told;
    if (typeof error !== "object" || error === null) return plain;
    const code = "code" in error && typeof error.code === "string" ? error.code : plain.code;
    const message =
      "message" in error && typeof error.message === "string" ? error.message : plain.message;
    return { code, message };
  } catch {
    return plain;
  }
}
