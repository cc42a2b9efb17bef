/**
 * `node sealing.ts FILE`: encodes and decodes the plain segments in FILE again, plain and sealed, in
 * turns, and prints the median seconds of each, of the processor's time, as JSON. Started by
 * tests/bench/sealing.py.
 */
import { readFileSync } from "node:fs";
import { isHeadSigned, signHead } from "../../worker/keys/signing.ts";
import type { Primitives } from "../../worker/keys/primitives.ts";
import { segmentBytes } from "../../worker/sync/header.ts";
import { decodeSegment, encodeSegment } from "../../worker/sync/plain.ts";
import { openSegment, type Segment, sealSegment } from "../../worker/sync/segment.ts";
import { noble, subtle } from "../worker/keys/both.ts";

const rounds = 3;
const seed = new Uint8Array(32).fill(1);
const epoch = { number: 1, key: new Uint8Array(32).fill(2) };
const epochs = new Map([[epoch.number, epoch.key]]);

async function segmentsIn(path: string): Promise<readonly Segment[]> {
  let rest: Uint8Array = new Uint8Array(readFileSync(path));
  const segments: Segment[] = [];
  for (let size = segmentBytes(rest); size !== null; size = segmentBytes(rest)) {
    segments.push(await decodeSegment(rest.subarray(0, size)));
    rest = rest.subarray(size);
  }
  return segments;
}

async function plainly(segments: readonly Segment[]): Promise<void> {
  for (const { notebook, after, events } of segments) {
    await decodeSegment(await encodeSegment(notebook, after, events));
  }
}

async function sealed(primitives: Primitives, segments: readonly Segment[]): Promise<void> {
  const publicKey = await primitives.signingPublic(seed);
  for (const { notebook, log, after, events } of segments) {
    const raw = await sealSegment(primitives, notebook, after, events, {
      epoch,
      nonce: crypto.getRandomValues(new Uint8Array(12)),
      sign: (head) => signHead(primitives, seed, head, { notebook, log }),
    });
    const { head, signature } = await openSegment(primitives, raw, epochs);
    const isSigned = await isHeadSigned(primitives, publicKey, signature, head, { notebook, log });
    if (!isSigned) throw new Error("its own signature is not known");
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

const segments = await segmentsIn(process.argv[2] ?? "");
const ways: Readonly<Record<string, () => Promise<void>>> = {
  plain: () => plainly(segments),
  webcrypto: () => sealed(subtle, segments),
  noble: () => sealed(noble, segments),
};
const seconds: Record<string, number[]> = {};
// The first round warms the compiler up and is not counted.
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, way] of Object.entries(ways)) {
    const begun = process.cpuUsage();
    await way();
    const { user, system } = process.cpuUsage(begun);
    if (round > 0) seconds[name] = [...(seconds[name] ?? []), (user + system) / 1_000_000];
  }
}
const medians = Object.entries(seconds).map(([name, all]) => [name, median(all)] as const);
process.stdout.write(`${JSON.stringify(Object.fromEntries(medians))}\n`);
