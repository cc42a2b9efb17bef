/**
 * The hash chain of one log (docs/sync-protocol.md). SHA-256 in JavaScript, because the chain grows
 * inside IndexedDB transactions, which end while WebCrypto is awaited.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { idToBytes } from "../../shared/ids.ts";

export const hashBytes = 32;
const domain = new TextEncoder().encode("infoview log 1");

/** Where a log ends: its last sequence number (0: nothing yet) and that event's hash. */
export interface Head {
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** Head by log: the version vector. */
export type Heads = ReadonlyMap<string, Head>;

/** The head of a log before its first event; binds the log to its notebook. */
export function genesis(notebook: string, log: string): Head {
  const hash = sha256
    .create()
    .update(domain)
    .update(idToBytes(notebook))
    .update(idToBytes(log))
    .digest();
  return { seq: 0, hash };
}

export function bodyHash(body: Uint8Array): Uint8Array {
  return sha256(body);
}

/** The head after one more event whose body has this hash. */
export function nextHead(head: Head, hashOfBody: Uint8Array): Head {
  const seq = head.seq + 1;
  const block = new Uint8Array(hashBytes + 8 + hashBytes);
  block.set(head.hash);
  new DataView(block.buffer).setBigUint64(hashBytes, BigInt(seq));
  block.set(hashOfBody, hashBytes + 8);
  return { seq, hash: sha256(block) };
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
