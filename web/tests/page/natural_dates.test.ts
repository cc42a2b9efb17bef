/** Natural dates are read as the command line reads them: tests/vectors/moments.json. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { stamp } from "../../page/moments.ts";
import { deviceNow, momentAfter, readWhen, WhenRefused } from "../../page/natural_dates.ts";
import { type Zone, zoneSaid } from "../../page/zones.ts";

interface Case {
  readonly text: string;
  readonly now: string;
  readonly tz: string;
  readonly lean: "past" | "future";
  readonly at?: string;
  readonly has_time?: boolean;
  readonly refused?: string;
}

const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/moments.json", import.meta.url), "utf8"),
);

/** The offset as the zone's own clock shows it, whatever zone this test runs in. */
function zoneOf(name: string): Zone {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const offsetAt = (ms: number) => {
    const part = Object.fromEntries(
      format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 0, day, hour = 0, minute } = part;
    // Date.UTC takes the years 0 to 99 for 1900 to 1999.
    const wall = new Date(Date.UTC(2000, 0, 1, hour, minute)).setUTCFullYear(year, month - 1, day);
    return Math.round(wall / 60_000) - Math.floor(ms / 60_000);
  };
  return { name, offsetAt };
}

function answer({ text, now, tz, lean }: Case) {
  try {
    const when = readWhen(text, { ms: Date.parse(now), zone: zoneOf(tz) }, lean);
    return { at: stamp(when.ms, when.offset), has_time: when.hasTime };
  } catch (error) {
    if (!(error instanceof WhenRefused)) throw error;
    return { refused: error.message };
  }
}

test("every text means what it means on the command line, or is refused in the same words", () => {
  const answers = cases.map((each) => {
    const { text, now, tz, lean } = each;
    return { text, now, tz, lean, ...answer(each) };
  });
  expect(answers).toEqual(cases);
  expect(cases.filter(({ refused }) => refused !== undefined).length).toBeGreaterThan(100);
});

test("an example in a field is understood as it stands", () => {
  const page = new URL("../../page/", import.meta.url);
  const examples = readdirSync(page, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tsx"))
    .flatMap((name) => [
      ...readFileSync(new URL(name, page), "utf8").matchAll(
        /<SayWhen lean="(past|future)" example="([^"]+)"/g,
      ),
    ]);
  expect(examples.length).toBeGreaterThan(3);
  for (const [, lean, example = ""] of examples) {
    const now = Date.parse("2026-05-06T10:00:00Z");
    const { ms } = readWhen(example, deviceNow(now), lean === "past" ? "past" : "future");
    expect(ms > now).toBe(lean === "future");
  }
});

test("a zone is said by its name or its city, in any case", () => {
  const name = (said: string) => zoneSaid(said)?.name;
  expect(name("Europe/Lisbon")).toBe("Europe/Lisbon");
  expect(name(" europe/lisbon ")).toBe("Europe/Lisbon");
  expect(name("Lisbon")).toBe("Europe/Lisbon");
  expect(name("new york")).toBe("America/New_York");
  expect(name("UTC")).toBe("UTC");
  // Elsewhere names are told apart by case.
  expect(name("utc")).toBe("UTC");
  expect(name("europe/kyiv")).toMatch(/^Europe\/(Kyiv|Kiev)$/);
  for (const none of ["", "Atlantis", "+02:00", "Europe/Berlin; x"])
    expect(zoneSaid(none)).toBeNull();
});

test("letters that stand for several zones are none", () => {
  for (const letters of ["BST", "bst", "EST", "AST", "CET", "IST", "PRC"])
    expect(zoneSaid(letters)).toBeNull();
  expect(zoneSaid("GMT")?.name).toBe("UTC");
  expect(zoneSaid("Japan")?.name).toBe("Asia/Tokyo");
  expect(zoneSaid("US/Pacific")?.name).toBe("America/Los_Angeles");
});

test("where only a day was said, it is not before what it follows on that day", () => {
  const now = { ms: Date.parse("2026-11-18T14:30:00+01:00"), zone: zoneOf("Europe/Berlin") };
  const after = (text: string, ...followed: readonly (string | null)[]) => {
    const moments = followed.map((each) => (each === null ? null : Date.parse(each)));
    const when = momentAfter(readWhen(text, now, "past"), moments, now);
    return stamp(when.ms, when.offset);
  };
  const sent = "2026-11-17T15:00:20+01:00";
  expect(after("yesterday", null, sent)).toBe("2026-11-17T15:01:00+01:00");
  expect(after("yesterday", "2026-11-17T15:00:00+01:00")).toBe("2026-11-17T15:01:00+01:00");
  expect(after("yesterday", "2026-11-17T12:00:00+01:00")).toBe("2026-11-17T12:01:00+01:00");
  expect(after("yesterday", "2026-11-17T11:59:30+01:00")).toBe("2026-11-17T12:00:00+01:00");
  expect(after("yesterday 14:00", sent)).toBe("2026-11-17T14:00:00+01:00");
  expect(after("yesterday", "2026-11-17T09:00:00+01:00")).toBe("2026-11-17T12:00:00+01:00");
  expect(after("2 days ago", sent)).toBe("2026-11-16T12:00:00+01:00");
  expect(after("today", "2026-11-18T17:00:00+01:00")).toBe("2026-11-18T14:30:00+01:00");
  expect(after("yesterday")).toBe("2026-11-17T12:00:00+01:00");
});
