/** An epoch key on its way to one device; the mirror of infoview_sync/keys/wrap.py (docs/keys.md). */
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

/** From whom, for whom. `ephemeralSecret`: 32 fresh random bytes, never used again. */
export interface Wrapping {
  readonly notebook: string;
  readonly recipient: string;
  readonly agreementKey: Uint8Array;
  readonly ephemeralSecret: Uint8Array;
  readonly signingSeed: Uint8Array;
}

/** The key for one recipient. Throws Untrusted if the recipient's agreement key is none. */
export async function wrapEpoch(
  primitives: Primitives,
  epoch: EpochKey,
  { notebook, recipient, agreementKey, ephemeralSecret, signingSeed }: Wrapping,
): Promise<WrappedKey> {
  const ephemeral = await primitives.agreementPublic(ephemeralSecret);
  const shared = await primitives.agree(ephemeralSecret, agreementKey);
  const salt = joined(ephemeral, agreementKey);
  const key = await primitives.derive(shared, salt, wrapInfo(notebook, epoch.number), keyBytes);
  const sealed = joined(ephemeral, await primitives.seal(key, once, epoch.key, none));
  const unsigned = { epoch: epoch.number, recipient, sealed };
  const signature = await primitives.sign(signingSeed, message(notebook, unsigned));
  return { ...unsigned, signature };
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
