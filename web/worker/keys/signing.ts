/** What devices sign; the mirror of infoview_sync/keys/signing.py (docs/keys.md). */
import { idToBytes } from "../../shared/ids.ts";
import { hashBytes, type Head } from "../events/chain.ts";
import { integerBytes, joined } from "./bytes.ts";
import { keyBytes, type Primitives } from "./primitives.ts";

/** What others know of a log's keys: its Ed25519 and its X25519 public key. */
export interface DeviceKeys {
  readonly publicKey: Uint8Array;
  readonly agreementKey: Uint8Array;
}

/** Whose log in which notebook. */
export interface LogName {
  readonly notebook: string;
  readonly log: string;
}

/** The author's word that its log's events up to `head` are these. */
export function signHead(
  primitives: Primitives,
  signingSeed: Uint8Array,
  head: Head,
  name: LogName,
): Promise<Uint8Array> {
  return primitives.sign(signingSeed, headMessage(head, name));
}

export function isHeadSigned(
  primitives: Primitives,
  publicKey: Uint8Array,
  signature: Uint8Array,
  head: Head,
  name: LogName,
): Promise<boolean> {
  return primitives.isSigned(publicKey, headMessage(head, name), signature);
}

/** An admitted device's (or the recovery key's) word that this log may come in. */
export function signApproval(
  primitives: Primitives,
  signingSeed: Uint8Array,
  keys: DeviceKeys,
  name: LogName,
): Promise<Uint8Array> {
  return primitives.sign(signingSeed, approvalMessage(keys, name));
}

/** Whether `approver`, a signing key, let this log in with these keys. */
export function isApproved(
  primitives: Primitives,
  approver: Uint8Array,
  approval: Uint8Array,
  keys: DeviceKeys,
  name: LogName,
): Promise<boolean> {
  return primitives.isSigned(approver, approvalMessage(keys, name), approval);
}

function headMessage({ seq, hash }: Head, { notebook, log }: LogName): Uint8Array {
  if (hash.length !== hashBytes) throw new RangeError("A head's hash has 32 bytes");
  const ids = joined(idToBytes(notebook), idToBytes(log));
  return joined("infoview head 1", ids, integerBytes(seq, 8), hash);
}

function approvalMessage(keys: DeviceKeys, { notebook, log }: LogName): Uint8Array {
  if (keys.publicKey.length !== keyBytes || keys.agreementKey.length !== keyBytes) {
    throw new RangeError("A public key has 32 bytes");
  }
  const ids = joined(idToBytes(notebook), idToBytes(log));
  return joined("infoview device 1", ids, keys.publicKey, keys.agreementKey);
}
