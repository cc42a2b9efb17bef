/** An epoch key that was wrapped for this device by infoview_sync/keys/wrap.py (docs/keys.md). */
import { idToBytes } from "../../shared/ids.ts";
import { Untrusted } from "../errors.ts";
import { integerBytes, joined } from "./bytes.ts";
import { type EpochKey, isEpoch } from "./derivation.ts";
import { keyBytes, once, type Primitives, tagBytes } from "./primitives.ts";

export const wrappedBytes: number = keyBytes + keyBytes + tagBytes;
const none = new Uint8Array();

/** Epoch key number `epoch` for the log `recipient`. */
export interface WrappedKey {
  readonly epoch: number;
  readonly recipient: string;
  readonly sealed: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * The epoch key. `sender`: the signing key of the log that it comes from. Throws Untrusted if the
 * sender did not sign it for this log, or it does not open.
 */
export async function unwrapEpoch(
  primitives: Primitives,
  wrapped: WrappedKey,
  notebook: string,
  agreementSecret: Uint8Array,
  sender: Uint8Array,
): Promise<EpochKey> {
  if (!isEpoch(wrapped.epoch)) {
    throw new Untrusted(`A wrapped key has number ${wrapped.epoch}, which no epoch has`);
  }
  if (!(await primitives.isSigned(sender, message(notebook, wrapped), wrapped.signature))) {
    throw new Untrusted("A wrapped key is not signed by the device that it is said to come from");
  }
  if (wrapped.sealed.length !== wrappedBytes) {
    throw new Untrusted(
      `A wrapped key has ${wrappedBytes} bytes, here are ${wrapped.sealed.length}`,
    );
  }
  const ephemeral = wrapped.sealed.subarray(0, keyBytes);
  const shared = await primitives.agree(agreementSecret, ephemeral);
  const salt = joined(ephemeral, await primitives.agreementPublic(agreementSecret));
  const key = await primitives.derive(shared, salt, wrapInfo(notebook, wrapped.epoch), keyBytes);
  const opened = await primitives.open(key, once, wrapped.sealed.subarray(keyBytes), none);
  return { number: wrapped.epoch, key: opened };
}

function wrapInfo(notebook: string, epoch: number): Uint8Array {
  return joined("infoview wrap 1", idToBytes(notebook), integerBytes(epoch, 4));
}

function message(
  notebook: string,
  { recipient, epoch, sealed }: Omit<WrappedKey, "signature">,
): Uint8Array {
  const ids = joined(idToBytes(notebook), idToBytes(recipient));
  return joined("infoview wrapped key 1", ids, integerBytes(epoch, 4), sealed);
}
