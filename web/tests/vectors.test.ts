/** The golden vectors that Python runs too. If one fails here, the code is wrong, not the vector. */
import { readFileSync } from "node:fs";
import { bytesToHex } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { nextHlc } from "../shared/clock.ts";
import { idFromBytes, idToBytes } from "../shared/ids.ts";
import { BadSegment } from "../worker/errors.ts";
import { bodyHash, genesis, nextHead } from "../worker/events/chain.ts";
import { readCheckedEnvelope, readEnvelope } from "../worker/events/envelope.ts";
import type { Kept } from "../worker/log/kept.ts";
import { Engine } from "../worker/projections/engine.ts";
import {
  createTables,
  digest,
  fold,
  foldAll,
  headsIn,
  insertEvents,
} from "../worker/projections/projector.ts";
import { sqlHash } from "../worker/projections/sql.ts";
import { plainSegments } from "./plain.ts";
import { decodeHeads, encodeHeads, forks, missing } from "../worker/sync/heads.ts";
import { decodeSegment, encodeSegment } from "../worker/sync/plain.ts";

const folder = new URL("../../tests/vectors/", import.meta.url);

function vectors<T>(name: string): T {
  // Our own frozen files: their shape is what this type says.
  return JSON.parse(readFileSync(new URL(name, folder), "utf8")) as T;
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, "base64"));
}

interface BodyVector {
  readonly body_base64?: string;
  readonly erased?: string;
}

function bodyOf(vector: BodyVector): Uint8Array | null {
  return vector.body_base64 === undefined ? null : bytesOf(vector.body_base64);
}

test.each(vectors<{ hex: string; id: string }[]>("ids.json"))("id $id", ({ hex, id }) => {
  expect(idFromBytes(new Uint8Array(Buffer.from(hex, "hex")))).toBe(id);
  expect(bytesToHex(idToBytes(id))).toBe(hex);
});

test.each(vectors<{ wall_ms: number; latest_seen: number; hlc: number }[]>("clock.json"))(
  "clock at $wall_ms having seen $latest_seen",
  ({ wall_ms, latest_seen, hlc }) => {
    expect(nextHlc(wall_ms, latest_seen)).toBe(hlc);
  },
);

interface EnvelopeVector {
  readonly name: string;
  readonly body_base64: string | null;
  readonly pad_to_bytes?: number;
  readonly envelope: {
    readonly hlc: number;
    readonly type: string;
    readonly subject: string;
    readonly occurred_at: number;
    readonly offset_min: number;
  } | null;
}

test.each(vectors<EnvelopeVector[]>("envelope.json"))(
  "envelope: $name",
  ({ body_base64, pad_to_bytes, envelope }) => {
    const body = body_base64 === null ? padded(pad_to_bytes ?? 0) : bytesOf(body_base64);
    const found = readEnvelope(body);
    expect(found).toEqual(
      envelope && {
        hlc: envelope.hlc,
        type: envelope.type,
        subject: envelope.subject,
        occurredAt: envelope.occurred_at,
        offsetMin: envelope.offset_min,
      },
    );
    // What was found readable once reads the same from its head alone.
    if (found !== null) expect(readCheckedEnvelope(body)).toEqual(found);
  },
);

/** A readable body whose one text is as long as it takes. */
function padded(size: number): Uint8Array {
  const at = "2026-05-01T10:00:00+02:00";
  const start = `{"hlc":1795000000000000,"type":"contact.added","subject":"0123456789abcdef","occurred_at":"${at}","tz":"Europe/Berlin","recorded_at":"${at}","salt":"AAAAAAAAAAAAAAAA","data":{"a":"`;
  return new TextEncoder().encode(`${start}${"x".repeat(size - start.length - 3)}"}}`);
}

test("chain", () => {
  const vector = vectors<{
    notebook: string;
    log: string;
    genesis: string;
    bodies: BodyVector[];
    hashes: string[];
  }>("chain.json");
  let head = genesis(vector.notebook, vector.log);
  expect(bytesToHex(head.hash)).toBe(vector.genesis);
  const hashes = vector.bodies.map((each) => {
    const body = bodyOf(each);
    head = nextHead(
      head,
      body ? bodyHash(body) : new Uint8Array(Buffer.from(each.erased ?? "", "hex")),
    );
    return bytesToHex(head.hash);
  });
  expect(hashes).toEqual(vector.hashes);
});

interface SegmentVectors {
  readonly good: readonly {
    readonly segment_base64: string;
    readonly notebook: string;
    readonly log: string;
    readonly after_seq: number;
    readonly after_hash: string;
    readonly head_hash: string;
    readonly header_hex: string;
    readonly bodies: readonly BodyVector[];
  }[];
  readonly bad: Readonly<Record<string, string>>;
}

const segments = vectors<SegmentVectors>("segment.json");

test.each(segments.good)("segment of $bodies.length events", async (vector) => {
  const segment = await decodeSegment(bytesOf(vector.segment_base64));
  expect(segment.notebook).toBe(vector.notebook);
  expect(segment.log).toBe(vector.log);
  expect(segment.after.seq).toBe(vector.after_seq);
  expect(bytesToHex(segment.after.hash)).toBe(vector.after_hash);
  expect(bytesToHex(segment.head.hash)).toBe(vector.head_hash);
  expect(segment.events.map(({ body }) => body && Buffer.from(body).toString("base64"))).toEqual(
    vector.bodies.map(({ body_base64 }) => body_base64 ?? null),
  );
  const again = await encodeSegment(segment.notebook, segment.after, segment.events);
  // The compressed bytes may differ between compressors, and so may their length; nothing else.
  expect(bytesToHex(again.subarray(0, 120))).toBe(vector.header_hex.slice(0, 240));
  expect((await decodeSegment(again)).head).toEqual(segment.head);
});

test.each(Object.entries(segments.bad))("bad segment: %s", async (_, base64) => {
  await expect(decodeSegment(bytesOf(base64))).rejects.toBeInstanceOf(BadSegment);
});

interface HeadsVector {
  readonly mine: string;
  readonly theirs: string;
  readonly missing: readonly [string, number, number][];
  readonly forks: readonly [string, number][];
}

test.each(vectors<{ missing: HeadsVector[] }>("heads.json").missing)(
  "missing: $missing",
  (vector) => {
    const mine = decodeHeads(vector.mine);
    const theirs = decodeHeads(vector.theirs);
    expect(JSON.parse(encodeHeads(mine.notebook, mine.heads))).toEqual(JSON.parse(vector.mine));
    const forked = [...forks(mine.heads, theirs.heads).values()].map(({ log, seq }) => [log, seq]);
    expect(forked).toEqual(vector.forks);
    const ranges = missing(mine.heads, theirs.heads).map(({ log, after, until }) => [
      log,
      after,
      until,
    ]);
    expect(ranges).toEqual(vector.missing);
  },
);

test("I1, I6: the golden notebook has Python's digest, folded batch by batch and anew", async () => {
  const golden = vectors<{
    notebook: string;
    heads: Record<string, { seq: number; hash: string }>;
    projection: string;
    digest: string;
    rows: Record<string, number>;
  }>("golden.json");
  expect(sqlHash).toBe(golden.projection);
  const engine = await Engine.open();
  createTables(engine);
  for await (const batch of plainSegments(stream("golden.segments"), 16)) {
    const events: Kept[] = batch.flatMap((segment) => [...segment.events]);
    engine.transact(() => {
      insertEvents(engine, events);
      fold(engine, events);
    });
  }
  const heads = [...headsIn(engine)].map(([log, { seq, hash }]) => [
    log,
    { seq, hash: bytesToHex(hash) },
  ]);
  expect(Object.fromEntries(heads)).toEqual(golden.heads);
  for (const [table, count] of Object.entries(golden.rows)) {
    expect([table, engine.rows(`SELECT count(*) AS n FROM ${table}`)]).toEqual([
      table,
      [{ n: count }],
    ]);
  }
  expect(digest(engine)).toBe(golden.digest);
  engine.transact(() => foldAll(engine));
  expect(digest(engine)).toBe(golden.digest);
  engine.close();
});

/** The file as it would arrive: in pieces that end anywhere. */
async function* stream(name: string): AsyncGenerator<Uint8Array> {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
  for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
}
