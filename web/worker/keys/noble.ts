/** The primitives in JavaScript, for a page on plain http and for older browsers (see primitives.ts). */
import { gcm } from "@noble/ciphers/aes.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { Untrusted } from "../errors.ts";
import type { Ciphers, Curves } from "./primitives.ts";
import { notToAgreeWith } from "./subtle.ts";

export const nobleCiphers: Ciphers = {
  async derive(secret, salt, info, length) {
    return hkdf(sha256, secret, salt, info, length);
  },
  async seal(key, nonce, plaintext, aad) {
    return gcm(key, nonce, aad).encrypt(plaintext);
  },
  async open(key, nonce, sealed, aad) {
    try {
      return gcm(key, nonce, aad).decrypt(sealed);
    } catch (error) {
      throw new Untrusted("Sealed bytes do not open: another key, or they were changed", {
        cause: error,
      });
    }
  },
};

/** As RFC 8032 verifies, and as WebCrypto does, not as noble does by default (ZIP 215). */
const strict = { zip215: false };

export const nobleCurves: Curves = {
  async signingPublic(seed) {
    return ed25519.getPublicKey(seed);
  },
  async sign(seed, message) {
    return ed25519.sign(message, seed);
  },
  async isSigned(publicKey, message, signature) {
    try {
      return ed25519.verify(signature, message, publicKey, strict);
    } catch {
      return false;
    }
  },
  async agreementPublic(secret) {
    return x25519.getPublicKey(secret);
  },
  async agree(secret, publicKey) {
    try {
      return x25519.getSharedSecret(secret, publicKey);
    } catch (error) {
      throw notToAgreeWith(error);
    }
  },
};
