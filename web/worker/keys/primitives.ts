/**
 * The four primitives that all keys are made of, each with one fixed choice: HKDF-SHA256 (RFC 5869),
 * AES-256-GCM with a 96-bit nonce and a 128-bit tag, Ed25519 (RFC 8032), X25519 (RFC 7748).
 *
 * Two implementations, held to the same vectors: WebCrypto, which a secure context has and which is
 * ten times as fast, and noble, fetched only by a page on plain http or a browser without a curve.
 */
import { subtleCiphers, subtleCurves } from "./subtle.ts";

export const keyBytes = 32;
export const nonceBytes = 12;
export const tagBytes = 16;
export const signatureBytes = 64;
/** The nonce of a key that seals one message in its life. */
export const once: Uint8Array = new Uint8Array(nonceBytes);

export interface Ciphers {
  /** HKDF-SHA256 of a secret that is already random. */
  derive(
    secret: Uint8Array,
    salt: Uint8Array,
    info: Uint8Array,
    length: number,
  ): Promise<Uint8Array>;
  /** Ciphertext and tag. A nonce must never seal twice under one key. */
  seal(
    key: Uint8Array,
    nonce: Uint8Array,
    plaintext: Uint8Array,
    aad: Uint8Array,
  ): Promise<Uint8Array>;
  /** The plaintext. Throws Untrusted if one bit of anything is not as it was sealed. */
  open(
    key: Uint8Array,
    nonce: Uint8Array,
    sealed: Uint8Array,
    aad: Uint8Array,
  ): Promise<Uint8Array>;
}

export interface Curves {
  /** The Ed25519 public key of a 32-byte seed. */
  signingPublic(seed: Uint8Array): Promise<Uint8Array>;
  sign(seed: Uint8Array, message: Uint8Array): Promise<Uint8Array>;
  /** Whether this key's owner signed; false too for a key or signature that is none. */
  isSigned(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** The X25519 public key of a 32-byte secret. */
  agreementPublic(secret: Uint8Array): Promise<Uint8Array>;
  /** What both sides share. Throws Untrusted if it is all zero, or the key is no key. */
  agree(secret: Uint8Array, publicKey: Uint8Array): Promise<Uint8Array>;
}

export type Primitives = Ciphers & Curves;

/** The fastest that this place has. `subtle`: `crypto.subtle`, absent on plain http. */
export async function createPrimitives(subtle: SubtleCrypto | undefined): Promise<Primitives> {
  if (subtle === undefined) {
    const { nobleCiphers, nobleCurves } = await import("./noble.ts");
    return { ...nobleCiphers, ...nobleCurves };
  }
  const curves = subtleCurves(subtle);
  if (await works(curves)) return { ...subtleCiphers(subtle), ...curves };
  const { nobleCurves } = await import("./noble.ts");
  return { ...subtleCiphers(subtle), ...nobleCurves };
}

/** Older browsers have WebCrypto without these two curves, and say so only when they are used. */
async function works(curves: Curves): Promise<boolean> {
  const secret = new Uint8Array(keyBytes).fill(1);
  try {
    const signature = await curves.sign(secret, secret);
    const shared = await curves.agree(secret, await curves.agreementPublic(secret));
    return (
      shared.length === keyBytes &&
      (await curves.isSigned(await curves.signingPublic(secret), secret, signature))
    );
  } catch {
    return false;
  }
}
