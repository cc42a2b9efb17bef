/** WebCrypto and noble against Project Wycheproof and the RFCs' own vectors. */
import { describe, expect, test } from "vitest";
import { Untrusted } from "../../../worker/errors.ts";
import { createPrimitives } from "../../../worker/keys/primitives.ts";
import { both, hex, hexOf, vectors } from "./both.ts";

type Result = "valid" | "invalid" | "acceptable";

interface Gcm {
  readonly id: number;
  readonly key: string;
  readonly nonce: string;
  readonly aad: string;
  readonly plaintext: string;
  readonly sealed: string;
  readonly result: Result;
}

interface Signed {
  readonly id: number;
  readonly public_key: string;
  readonly message: string;
  readonly signature: string;
  readonly result: Result;
}

interface Agreement {
  readonly id: number;
  readonly name: string;
  readonly public_key: string;
  readonly secret: string;
  readonly shared: string;
  readonly own_public_key?: string;
}

interface Derivation {
  readonly id: number;
  readonly secret: string;
  readonly salt: string;
  readonly info: string;
  readonly length: number;
  readonly derived: string;
  readonly result: Result;
}

const rfc = vectors<{
  hkdf: Derivation[];
  ed25519: (Signed & { seed: string })[];
  x25519: Agreement[];
}>("rfc.json");

describe.each(both)("%s", (_, primitives) => {
  test.each(vectors<Gcm[]>("wycheproof/aes_gcm.json"))("AES-GCM $id", async (each) => {
    const [key, nonce, aad] = [hex(each.key), hex(each.nonce), hex(each.aad)];
    const opening = primitives.open(key, nonce, hex(each.sealed), aad);
    if (each.result !== "valid") {
      await expect(opening).rejects.toBeInstanceOf(Untrusted);
      return;
    }
    expect(hexOf(await opening)).toBe(each.plaintext);
    const sealed = await primitives.seal(key, nonce, hex(each.plaintext), aad);
    expect(hexOf(sealed)).toBe(each.sealed);
  });

  test.each(vectors<Signed[]>("wycheproof/ed25519.json"))("Ed25519 $id", async (each) => {
    const verdict = await primitives.isSigned(
      hex(each.public_key),
      hex(each.message),
      hex(each.signature),
    );
    // Keys of small or mixed order: see the vectors' README.
    if (each.result !== "acceptable") expect(verdict).toBe(each.result === "valid");
  });

  test.each(vectors<Agreement[]>("wycheproof/x25519.json"))("X25519 $id", async (each) => {
    const agreeing = primitives.agree(hex(each.secret), hex(each.public_key));
    if (/^0+$/.test(each.shared)) await expect(agreeing).rejects.toBeInstanceOf(Untrusted);
    else expect(hexOf(await agreeing)).toBe(each.shared);
  });

  test.each(vectors<Derivation[]>("wycheproof/hkdf_sha256.json"))("HKDF $id", async (each) => {
    const [secret, salt, info] = [hex(each.secret), hex(each.salt), hex(each.info)];
    const deriving = primitives.derive(secret, salt, info, each.length);
    if (each.result === "valid") expect(hexOf(await deriving)).toBe(each.derived);
    else await expect(deriving).rejects.toBeInstanceOf(Error);
  });

  test.each(rfc.hkdf)("$name", async ({ secret, salt, info, derived }) => {
    const length = derived.length / 2;
    const found = await primitives.derive(hex(secret), hex(salt), hex(info), length);
    expect(hexOf(found)).toBe(derived);
  });

  test.each(rfc.ed25519)("$name", async ({ seed, public_key, message, signature }) => {
    expect(hexOf(await primitives.signingPublic(hex(seed)))).toBe(public_key);
    expect(hexOf(await primitives.sign(hex(seed), hex(message)))).toBe(signature);
    const verdict = await primitives.isSigned(hex(public_key), hex(message), hex(signature));
    expect(verdict).toBe(true);
  });

  test.each(rfc.x25519)("$name", async ({ secret, public_key, shared, own_public_key }) => {
    expect(hexOf(await primitives.agree(hex(secret), hex(public_key)))).toBe(shared);
    const own = hexOf(await primitives.agreementPublic(hex(secret)));
    if (own_public_key !== undefined) expect(own).toBe(own_public_key);
  });

  test.each([0, 31, 33])("a key of %i bytes is no key", async (length) => {
    const key = new Uint8Array(length);
    expect(await primitives.isSigned(key, key, new Uint8Array(64))).toBe(false);
    const agreeing = primitives.agree(new Uint8Array(32), key);
    await expect(agreeing).rejects.toBeInstanceOf(Untrusted);
  });
});

test("where WebCrypto is absent, or lacks the curves, noble does the same", async () => {
  const seed = new Uint8Array(32).fill(7);
  const without: SubtleCrypto = new Proxy(crypto.subtle, {
    get(subtle, name: keyof SubtleCrypto) {
      if (name !== "importKey") return subtle[name].bind(subtle);
      return (...given: Parameters<SubtleCrypto["importKey"]>) =>
        given[2] === "Ed25519"
          ? Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"))
          : subtle.importKey(...given);
    },
  });
  const signatures = await Promise.all(
    [crypto.subtle, without, undefined].map(async (subtle) => {
      const primitives = await createPrimitives(subtle);
      expect(await primitives.derive(seed, seed, seed, 32)).toHaveLength(32);
      return hexOf(await primitives.sign(seed, seed));
    }),
  );
  expect(new Set(signatures).size).toBe(1);
});
