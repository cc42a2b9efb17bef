/** Sealed segments: Python's golden bytes, and no changed bit or foreign signature gets in. */
import { describe, expect, test } from "vitest";
import { BadSegment, UnknownEpoch } from "../../../worker/errors.ts";
import type { Primitives } from "../../../worker/keys/primitives.ts";
import { isHeadSigned } from "../../../worker/keys/signing.ts";
import { decodeSegment, encodeSegment } from "../../../worker/sync/plain.ts";
import {
  openSegment,
  type Segment,
  sealPacked,
  sealSegment,
} from "../../../worker/sync/segment.ts";
import { base64, both, hex, hexOf, subtle, vectors } from "../keys/both.ts";

interface SealedVectors {
  readonly notebook: string;
  readonly log: string;
  readonly epoch: number;
  readonly epoch_key: string;
  readonly nonce: string;
  readonly public_key: string;
  readonly good: readonly {
    readonly segment_base64: string;
    readonly after_seq: number;
    readonly after_hash: string;
    readonly head_hash: string;
    readonly lines_bytes: number;
    readonly deflated_base64: string;
    readonly signature: string;
    readonly bodies: readonly { readonly body_base64?: string; readonly erased?: string }[];
  }[];
  readonly bad: Readonly<Record<string, string>>;
  readonly unknown_epoch: string;
  readonly unsigned: Readonly<Record<string, string>>;
}

const sealed = vectors<SealedVectors>("sealed.json");
const { notebook, log } = sealed;
const epoch = { number: sealed.epoch, key: hex(sealed.epoch_key) };
const epochs = new Map([[epoch.number, epoch.key]]);
const publicKey = hex(sealed.public_key);
const nonce = hex(sealed.nonce);

function isSigned(primitives: Primitives, segment: Segment): Promise<boolean> {
  return isHeadSigned(primitives, publicKey, segment.signature, segment.head, segment);
}

/** As a device that knows the author's key. Throws BadSegment. */
async function take(primitives: Primitives, bytes: Uint8Array): Promise<Segment> {
  const segment = await openSegment(primitives, bytes, epochs);
  if (!(await isSigned(primitives, segment))) throw new BadSegment("Its author did not sign it");
  return segment;
}

describe.each(both)("%s", (_, primitives) => {
  test.each(sealed.good)("golden segment after $after_seq", async (vector) => {
    const bytes = base64(vector.segment_base64);
    const segment = await take(primitives, bytes);
    expect([segment.notebook, segment.log, segment.epoch]).toEqual([notebook, log, epoch.number]);
    expect(segment.after).toEqual({ seq: vector.after_seq, hash: hex(vector.after_hash) });
    expect(hexOf(segment.head.hash)).toBe(vector.head_hash);
    expect(hexOf(segment.signature)).toBe(vector.signature);
    expect(
      segment.events.map(({ body, bodyHash }) =>
        body === null
          ? { erased: hexOf(bodyHash ?? new Uint8Array()) }
          : { body_base64: Buffer.from(body).toString("base64") },
      ),
    ).toEqual(vector.bodies);
    const packed = {
      log,
      head: segment.head,
      count: segment.events.length,
      linesBytes: vector.lines_bytes,
      deflated: base64(vector.deflated_base64),
    };
    const { after, signature } = segment;
    const again = await sealPacked(primitives, notebook, after, packed, {
      epoch,
      nonce,
      signature,
    });
    expect(hexOf(again)).toBe(hexOf(bytes));
    const sign = async () => signature;
    const anew = { epoch, nonce, sign };
    const own = await sealSegment(primitives, notebook, after, segment.events, anew);
    expect(await take(primitives, own)).toEqual(segment);
  });

  test.each(Object.entries(sealed.bad))("bad: %s", async (_name, text) => {
    const opening = openSegment(primitives, base64(text), epochs);
    await expect(opening).rejects.toBeInstanceOf(BadSegment);
  });

  test.each(Object.entries(sealed.unsigned))("unsigned: %s", async (_name, text) => {
    const segment = await openSegment(primitives, base64(text), epochs);
    expect(await isSigned(primitives, segment)).toBe(false);
  });

  test("an unknown epoch says which key to fetch", async () => {
    const opening = openSegment(primitives, base64(sealed.unknown_epoch), epochs);
    await expect(opening).rejects.toThrow(new UnknownEpoch(9));
  });
});

const golden = base64(sealed.good[0]?.segment_base64 ?? "");

test("any flipped bit is refused", async () => {
  for (let at = 0; at < golden.length; at += 1) {
    const changed = golden.slice();
    // Each byte once, another of its bits each time.
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    await expect(take(subtle, changed), `byte ${at}`).rejects.toBeInstanceOf(BadSegment);
  }
});

test("neither suite reads the other", async () => {
  await expect(decodeSegment(golden)).rejects.toBeInstanceOf(BadSegment);
  const { after, events } = await take(subtle, golden);
  const plain = await encodeSegment(notebook, after, events);
  await expect(openSegment(subtle, plain, epochs)).rejects.toThrow("not sealed");
});
