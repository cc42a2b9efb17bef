/** The golden vectors of the keys that Python runs too, over WebCrypto and noble alike. */
import { describe, expect, test } from "vitest";
import { InputError, Untrusted } from "../../../worker/errors.ts";
import { fromText, toText } from "../../../worker/keys/bytes.ts";
import { segmentKey } from "../../../worker/keys/derivation.ts";
import { isApproved, isHeadSigned, signApproval, signHead } from "../../../worker/keys/signing.ts";
import { unwrapEpoch, type WrappedKey } from "../../../worker/keys/wrap.ts";
import { both, hex, hexOf, vectors } from "./both.ts";

interface KeyVectors {
  readonly notebook: string;
  readonly segment_keys: readonly {
    readonly epoch: number;
    readonly epoch_key: string;
    readonly log: string;
    readonly key: string;
  }[];
  readonly head: {
    readonly signing_seed: string;
    readonly public_key: string;
    readonly log: string;
    readonly seq: number;
    readonly hash: string;
    readonly signature: string;
  };
  readonly approval: {
    readonly signing_seed: string;
    readonly log: string;
    readonly public_key: string;
    readonly agreement_key: string;
    readonly approval: string;
  };
  readonly wrapped: {
    readonly epoch: number;
    readonly epoch_key: string;
    readonly recipient: string;
    readonly agreement_secret: string;
    readonly ephemeral_secret: string;
    readonly sealed: string;
    readonly signature: string;
  };
}

const keys = vectors<KeyVectors>("keys.json");
const { notebook, head, approval, wrapped } = keys;

describe.each(both)("%s", (_, primitives) => {
  test.each(keys.segment_keys)("segment key of epoch $epoch", async (each) => {
    const epoch = { number: each.epoch, key: hex(each.epoch_key) };
    expect(hexOf(await segmentKey(primitives, epoch, notebook, each.log))).toBe(each.key);
  });

  test("a head is signed, of one notebook, log and event", async () => {
    const at = { seq: head.seq, hash: hex(head.hash) };
    const name = { notebook, log: head.log };
    const signature = await signHead(primitives, hex(head.signing_seed), at, name);
    expect(hexOf(signature)).toBe(head.signature);
    const verdicts = await Promise.all(
      [
        [at, name] as const,
        [{ ...at, seq: at.seq + 1 }, name] as const,
        [at, { notebook: head.log, log: head.log }] as const,
        [at, { notebook, log: notebook }] as const,
      ].map(([which, whose]) =>
        isHeadSigned(primitives, hex(head.public_key), signature, which, whose),
      ),
    );
    expect(verdicts).toEqual([true, false, false, false]);
  });

  test("a device is approved", async () => {
    const device = {
      publicKey: hex(approval.public_key),
      agreementKey: hex(approval.agreement_key),
    };
    const name = { notebook, log: approval.log };
    const made = await signApproval(primitives, hex(approval.signing_seed), device, name);
    expect(hexOf(made)).toBe(approval.approval);
    expect(await isApproved(primitives, hex(head.public_key), made, device, name)).toBe(true);
    const swapped = { publicKey: device.agreementKey, agreementKey: device.publicKey };
    expect(await isApproved(primitives, hex(head.public_key), made, swapped, name)).toBe(false);
  });

  test("an epoch key that was wrapped opens for one device only", async () => {
    const epoch = { number: wrapped.epoch, key: hex(wrapped.epoch_key) };
    const made: WrappedKey = {
      epoch: wrapped.epoch,
      recipient: wrapped.recipient,
      sealed: hex(wrapped.sealed),
      signature: hex(wrapped.signature),
    };
    const [secret, sender] = [hex(wrapped.agreement_secret), hex(head.public_key)];
    expect(await unwrapEpoch(primitives, made, notebook, secret, sender)).toEqual(epoch);
    const wrongs: readonly (readonly [WrappedKey, string, Uint8Array, Uint8Array])[] = [
      [{ ...made, epoch: 3 }, notebook, secret, sender],
      // Equal in the last four bytes.
      [{ ...made, epoch: made.epoch + 2 ** 32 }, notebook, secret, sender],
      [{ ...made, epoch: -1 }, notebook, secret, sender],
      [{ ...made, recipient: notebook }, notebook, secret, sender],
      [made, head.log, secret, sender],
      [made, notebook, hex(wrapped.ephemeral_secret), sender],
      [made, notebook, secret, hex(approval.public_key)],
    ];
    for (const wrong of wrongs) {
      await expect(unwrapEpoch(primitives, ...wrong)).rejects.toBeInstanceOf(Untrusted);
    }
  });
});

test("a key has one spelling", () => {
  expect(toText(fromText("AP_-"))).toBe("AP_-");
  for (const text of ["AB", "A", "AA==", "A+/A", "AAAA\n", "ÄAAA", "AA AA"]) {
    expect(() => fromText(text)).toThrow(InputError);
  }
  expect(() => fromText("AAAA", 32)).toThrow("32 bytes are expected here, not 3");
});
