/** One event as every part of the engine hands it on. */
import { type Envelope, readCheckedEnvelope, readEnvelope } from "../events/envelope.ts";
import type { EventRecord } from "./database.ts";

export interface Kept {
  readonly log: string;
  readonly seq: number;
  /** As authored, or null once its words were erased. */
  readonly body: Uint8Array | null;
  /** Of an erased body, else null. */
  readonly bodyHash: Uint8Array | null;
  /** The chain's hash up to and including this event. */
  readonly hash: Uint8Array;
  /** Null if erased or unreadable: no projection sees it. */
  readonly envelope: Envelope | null;
}

export function keptOf({ log, seq, body, bodyHash, hash }: EventRecord): Kept {
  return { log, seq, body, bodyHash, hash, envelope: body === null ? null : readEnvelope(body) };
}

/** As `keptOf`, for a body that was found readable when it was written. */
export function checkedKeptOf({ log, seq, body, bodyHash, hash }: EventRecord): Kept {
  const envelope = body === null ? null : readCheckedEnvelope(body);
  return { log, seq, body, bodyHash, hash, envelope };
}

export function recordOf(kept: Kept): EventRecord {
  // A view into a block or a segment would take all of its buffer along into the store.
  const body = kept.body === null ? null : kept.body.slice();
  return { log: kept.log, seq: kept.seq, body, bodyHash: kept.bodyHash, hash: kept.hash.slice() };
}
