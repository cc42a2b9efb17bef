/** A moved cut against a fresh one, on the log that all engines share: hostile bodies, three clocks. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { AsOf, Axis } from "../../../shared/messages.ts";
import { readEnvelope } from "../../../worker/events/envelope.ts";
import type { Kept } from "../../../worker/log/kept.ts";
import { Engine } from "../../../worker/projections/engine.ts";
import { forget, scrub } from "../../../worker/projections/forget.ts";
import { createTables, digest, fold, insertEvents } from "../../../worker/projections/projector.ts";
import { cutAt, openCut, Replay } from "../../../worker/projections/replay.ts";
import { plainSegments } from "../../plain.ts";
import { contactAdded, idOf, openDevice } from "../device.ts";

const golden = new URL("../../../../tests/vectors/golden.segments", import.meta.url);
const moves = 18;

/** Chance from a seed, 0 ≤ x < 1. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

async function goldenEvents(): Promise<readonly Kept[]> {
  const events: Kept[] = [];
  for await (const batch of plainSegments(file(), 3)) {
    events.push(...batch.flatMap((segment) => [...segment.events]));
  }
  return events;
}

async function* file(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(readFileSync(golden));
}

async function liveOf(events: readonly Kept[]): Promise<Engine> {
  const live = await Engine.open();
  createTables(live);
  take(live, events);
  return live;
}

function take(live: Engine, events: readonly Kept[]): void {
  live.transact(() => {
    insertEvents(live, events);
    fold(live, events);
    forget(live, null);
  });
}

async function freshDigest(live: Engine, asOf: AsOf): Promise<string> {
  const engine = await openCut(live, cutAt(live, asOf));
  const found = digest(engine);
  engine.close();
  return found;
}

/** All but the last events of each log, and those, a few at a time. */
function splitLogs(events: readonly Kept[]) {
  const now: Kept[] = [];
  const later: (readonly Kept[])[] = [];
  for (const log of new Set(events.map((kept) => kept.log))) {
    const own = events.filter((kept) => kept.log === log);
    now.push(...own.slice(0, -12));
    later.push(own.slice(-12, -7), own.slice(-7));
  }
  return { now, later };
}

function pick(events: readonly Kept[], next: () => number): Kept {
  const one = events[Math.floor(next() * events.length)];
  if (one === undefined) throw new Error("there are events");
  return one;
}

/** The event's moment on an axis, in ms. */
function momentOf(kept: Kept, axis: Axis): number {
  const { hlc = 0, occurredAt = 0 } = kept.envelope ?? {};
  return axis === "recorded" ? Math.floor(hlc / 1024) : occurredAt;
}

function momentAt(events: readonly Kept[], part: number, axis: Axis): number {
  return momentOf(
    pick(events, () => part),
    axis,
  );
}

describe("I7: a cut that was moved is the cut made anew", { timeout: 60_000 }, () => {
  test.each([1, 2])("in any direction, on both axes, while events come (%i)", async (seed) => {
    const next = chance(seed);
    const { now, later } = splitLogs(await goldenEvents());
    const live = await liveOf(now);
    const replay = new Replay();
    const seen = new Set<string>();
    for (let move = 0; move < moves; move += 1) {
      const arrived = next() < 0.2 ? later.shift() : undefined;
      if (arrived !== undefined) take(live, arrived);
      const axis = Math.floor(move / 6) % 2 === 0 ? "occurred" : "recorded";
      // At, right before and right after something.
      const near = pick(now, next);
      const asOf = { axis, before: momentOf(near, axis) + Math.floor(next() * 3) - 1 } as const;
      const moved = await replay.read(live, asOf, digest);
      expect([move, asOf, moved]).toEqual([move, asOf, await freshDigest(live, asOf)]);
      seen.add(moved);
    }
    expect(seen.size).toBeGreaterThan(moves / 2);
    replay.close();
    live.close();
  });

  test("it finds by words, and answers questions, as the fresh one does", async () => {
    const events = await goldenEvents();
    const live = await liveOf(events);
    const replay = new Replay();
    const words =
      "SELECT d.subject, d.kind FROM search s JOIN document d ON d.id = s.rowid WHERE search MATCH 'corridor OR editor' ORDER BY 1, 2";
    for (const part of [0.9, 0.2, 0.5, 0.1, 0.7]) {
      const one = pick(events, () => part);
      const asOf = { axis: "occurred", before: momentOf(one, "occurred") } as const;
      const fresh = await openCut(live, cutAt(live, asOf));
      const found = await replay.read(live, asOf, (engine) => engine.rows(words));
      expect(found).toEqual(fresh.rows(words));
      fresh.close();
    }
    replay.close();
    live.close();
  });

  test("after a forgetting, which opens it anew, the words are in no past", async () => {
    const events = await goldenEvents();
    const live = await liveOf(events);
    const someone = live.rows("SELECT id FROM contact ORDER BY id LIMIT 1")[0]?.["id"];
    const replay = new Replay();
    const asOf = {
      axis: "recorded",
      before: momentAt(events, 0.99, "recorded"),
    } as const;
    await replay.read(live, asOf, digest);
    const [log, seq] = [events.at(-1)?.log ?? "", (events.at(-1)?.seq ?? 0) + 1];
    const body = new TextEncoder().encode(
      `{"hlc":${Date.UTC(2150, 0) * 1024},"type":"contact.forgotten","subject":"${String(someone)}","occurred_at":"2026-05-01T10:00:00+02:00","tz":"Europe/Berlin","recorded_at":"2026-05-01T10:00:00+02:00","salt":"","data":{"subjects":[]}}`,
    );
    const said = {
      log,
      seq,
      body,
      bodyHash: null,
      hash: new Uint8Array(32),
      envelope: readEnvelope(body),
    };
    expect(said.envelope).not.toBeNull();
    take(live, [said]);
    replay.close();
    scrub(live);
    for (const before of [momentAt(events, 0.01, "recorded"), asOf.before, Date.UTC(2300, 0)]) {
      const moment = { axis: "recorded", before } as const;
      expect(await replay.read(live, moment, digest)).toBe(await freshDigest(live, moment));
      const left = await replay.read(live, moment, (engine) =>
        engine.rows(
          "SELECT count(*) AS n FROM event WHERE subject = :id AND type <> 'contact.forgotten'",
          { id: someone ?? null },
        ),
      );
      expect(left).toEqual([{ n: 0 }]);
    }
    replay.close();
    live.close();
  });

  test("two moments asked for at once each get their own answer", async () => {
    const events = await goldenEvents();
    const live = await liveOf(events);
    const replay = new Replay();
    const moments = [0.2, 0.6, 0.1].map((part) => ({
      axis: "occurred" as const,
      before: momentOf(
        pick(events, () => part),
        "occurred",
      ),
    }));
    const asked = await Promise.all(moments.map((asOf) => replay.read(live, asOf, digest)));
    const fresh: string[] = [];
    for (const asOf of moments) fresh.push(await freshDigest(live, asOf));
    expect(asked).toEqual(fresh);
    replay.close();
    live.close();
  });

  test("the next day costs a small part of what opening it anew does", async () => {
    const events = await goldenEvents();
    const live = await liveOf(events);
    const replay = new Replay();
    const from = momentAt(events, 0.3, "occurred");
    await replay.read(live, { axis: "occurred", before: from }, digest);
    const begun = performance.now();
    const days = 20;
    for (let day = 1; day <= days; day += 1)
      await replay.read(live, { axis: "occurred", before: from + day * 86_400_000 }, () => null);
    const moved = (performance.now() - begun) / days;
    const again = performance.now();
    await freshDigest(live, { axis: "occurred", before: from + days * 86_400_000 });
    // Measured: a thirtieth.
    expect(moved).toBeLessThan((performance.now() - again) / 5);
    replay.close();
    live.close();
  });

  test("who is named by an early event that comes late was there early (decision 4)", async () => {
    const { notebook } = await openDevice(1);
    await notebook.append([contactAdded(1, "Ada")]);
    const asOf = { axis: "occurred", before: Date.UTC(2026, 3, 20) } as const;
    const people = async () => await notebook.ask("people", { archived: 0 }, asOf);
    expect(await people()).toEqual([]);
    await notebook.append([
      {
        type: "touch.logged",
        subject: idOf(2),
        occurred_at: "2026-04-10T10:00:00+02:00",
        data: { contact: idOf(1), direction: "sent", channel: "phone" },
      },
    ]);
    expect(await people()).toMatchObject([{ name: "Ada" }]);
    await notebook.append([contactAdded(3, "Bo"), contactAdded(4, "Cy")]);
    expect(await people()).toMatchObject([{ name: "Ada" }]);
    await notebook.append([
      {
        type: "referral.received",
        subject: idOf(5),
        occurred_at: "2026-04-11T10:00:00+02:00",
        data: { from: idOf(3), to: idOf(4) },
      },
    ]);
    expect(await people()).toMatchObject([{ name: "Ada" }, { name: "Bo" }, { name: "Cy" }]);
  });
});
