/** The primitives by WebCrypto (see primitives.ts). */
import { Untrusted } from "../errors.ts";
import { fromText, joined } from "./bytes.ts";
import type { Ciphers, Curves } from "./primitives.ts";

const keyBytes = 32;
const tagBits = 128;
const gcmOf = (nonce: Uint8Array, aad: Uint8Array): AesGcmParams => ({
  name: "AES-GCM",
  iv: own(nonce),
  additionalData: own(aad),
  tagLength: tagBits,
});

export function subtleCiphers(subtle: SubtleCrypto): Ciphers {
  const gcmKey = (key: Uint8Array, usage: "encrypt" | "decrypt"): Promise<CryptoKey> =>
    subtle.importKey("raw", own(key), "AES-GCM", false, [usage]);
  return {
    async derive(secret, salt, info, length) {
      const key = await subtle.importKey("raw", own(secret), "HKDF", false, ["deriveBits"]);
      const choice = { name: "HKDF", hash: "SHA-256", salt: own(salt), info: own(info) };
      return new Uint8Array(await subtle.deriveBits(choice, key, length * 8));
    },
    async seal(key, nonce, plaintext, aad) {
      const sealer = await gcmKey(key, "encrypt");
      return new Uint8Array(await subtle.encrypt(gcmOf(nonce, aad), sealer, own(plaintext)));
    },
    async open(key, nonce, sealed, aad) {
      const opener = await gcmKey(key, "decrypt");
      try {
        return new Uint8Array(await subtle.decrypt(gcmOf(nonce, aad), opener, own(sealed)));
      } catch (error) {
        throw new Untrusted("Sealed bytes do not open: another key, or they were changed", {
          cause: error,
        });
      }
    },
  };
}

export function subtleCurves(subtle: SubtleCrypto): Curves {
  return {
    signingPublic: (seed) => publicOf(subtle, "Ed25519", seed, "sign"),
    async sign(seed, message) {
      const key = await secretKey(subtle, "Ed25519", seed, "sign");
      return new Uint8Array(await subtle.sign("Ed25519", key, own(message)));
    },
    async isSigned(publicKey, message, signature) {
      try {
        const key = await subtle.importKey("raw", own(publicKey), "Ed25519", false, ["verify"]);
        return await subtle.verify("Ed25519", key, own(signature), own(message));
      } catch {
        return false;
      }
    },
    agreementPublic: (secret) => publicOf(subtle, "X25519", secret, "deriveBits"),
    async agree(secret, publicKey) {
      let shared: Uint8Array;
      try {
        const other = await subtle.importKey("raw", own(publicKey), "X25519", false, []);
        const key = await secretKey(subtle, "X25519", secret, "deriveBits");
        const bits = await subtle.deriveBits({ name: "X25519", public: other }, key, keyBytes * 8);
        shared = new Uint8Array(bits);
      } catch (error) {
        throw notToAgreeWith(error);
      }
      // The standard refuses this too, but not every browser has always done so.
      if (shared.every((byte) => byte === 0)) throw notToAgreeWith();
      return shared;
    },
  };
}

export function notToAgreeWith(cause?: unknown): Untrusted {
  return new Untrusted("A public key is not one to agree a secret with", { cause });
}

type Curve = "Ed25519" | "X25519";
type Usage = "sign" | "deriveBits";

/** PKCS #8 (RFC 8410) up to the secret's own bytes: the one form in which WebCrypto takes one. */
const pkcs8Start: Readonly<Record<Curve, Uint8Array>> = {
  // OneAsymmetricKey { version 0, algorithm 1.3.101.112, OCTET STRING { OCTET STRING { 32 bytes } } }
  Ed25519: Uint8Array.of(0x30, 46, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 112, 4, 34, 4, keyBytes),
  // The same with algorithm 1.3.101.110.
  X25519: Uint8Array.of(0x30, 46, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 110, 4, 34, 4, keyBytes),
};

function secretKey(
  subtle: SubtleCrypto,
  curve: Curve,
  secret: Uint8Array,
  usage: Usage,
  isExtractable = false,
): Promise<CryptoKey> {
  const pkcs8 = joined(pkcs8Start[curve], secret);
  return subtle.importKey("pkcs8", own(pkcs8), curve, isExtractable, [usage]);
}

/** WebCrypto computes a public key only while it exports a secret one as JWK. */
async function publicOf(
  subtle: SubtleCrypto,
  curve: Curve,
  secret: Uint8Array,
  usage: Usage,
): Promise<Uint8Array> {
  const { x } = await subtle.exportKey("jwk", await secretKey(subtle, curve, secret, usage, true));
  return fromText(x ?? "", keyBytes);
}

/** WebCrypto takes no views into shared memory; ours never are, which only this tells the types. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return isOwn(bytes) ? bytes : bytes.slice();
}

function isOwn(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer;
}
