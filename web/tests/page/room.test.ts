/** The interview room's decisions: where a talk takes place, when it ended, what a digit means. */
import { beforeAll, expect, test } from "vitest";
import { endProposals, isEndForgotten, minutesUntil } from "../../page/interview/ended.ts";
import { isSaidByLink, waysTo } from "../../page/interview/places.ts";
import { placeOfKey } from "../../page/interview/room_keys.ts";
import { interviewOf } from "../../page/rows.ts";

beforeAll(() => {
  process.env["TZ"] = "Europe/Berlin";
});

const minute = 60_000;
const start = Date.parse("2026-05-06T10:00:00+02:00");
const talk = interviewOf({ status: "started", started_at: start, planned_minutes: 30 });

test("a call is joined, a number dialled, a place found on the map", () => {
  const [join] = waysTo("video", "https://meet.example.org/ada", []);
  expect(join).toMatchObject({ words: "Join: meet.example.org/ada", isElsewhere: true });
  // As people paste it: without a scheme.
  expect(waysTo("video", "meet.example.org/ada", [])[0]?.href).toBe("https://meet.example.org/ada");
  expect(waysTo("phone", "+49 30 555 0100", ["+1 555"])[0]?.href).toBe("tel:+49305550100");
  expect(waysTo("phone", "", ["+81 3 5550 100"])[0]?.words).toBe("Call +81 3 5550 100");
  expect(waysTo("in_person", "Café Fenster & Söhne, 2nd floor", [])[0]?.href).toBe(
    "https://www.openstreetmap.org/search?query=Caf%C3%A9%20Fenster%20%26%20S%C3%B6hne%2C%202nd%20floor",
  );
  expect(waysTo("in_person", "", [])).toEqual([]);
  expect(waysTo("video", "ask Ada", [])).toEqual([]);
});

test("what is no harmless address is no link", () => {
  for (const place of ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)//a.b"]) {
    expect(waysTo("video", place, [])).toEqual([]);
    for (const { href } of waysTo("in_person", place, [])) {
      expect(href.startsWith("https://www.openstreetmap.org/search?query=")).toBe(true);
    }
  }
  expect(() => waysTo("in_person", "half \ud83d a pair", [])).not.toThrow();
});

test("a place that its link shows already is not said twice", () => {
  const said = (mode: string, place: string) => isSaidByLink(place, waysTo(mode, place, []));
  expect(said("video", "https://meet.example.org/ada")).toBe(true);
  expect(said("phone", "+49 30 555 0100")).toBe(true);
  expect(said("in_person", "Café Fenster")).toBe(false);
  expect(said("video", "ask Ada")).toBe(false);
});

test("a talk is forgotten two hours after its planned end, not before", () => {
  expect(isEndForgotten(talk, start + 150 * minute)).toBe(false);
  expect(isEndForgotten(talk, start + 150 * minute + 1)).toBe(true);
  const unplanned = interviewOf({ status: "started", started_at: null });
  expect(isEndForgotten(unplanned, start)).toBe(false);
});

test("the last sign of the talk is proposed beside the planned end, later ones are not", () => {
  const now = start + 300 * minute;
  const planned = start + 30 * minute;
  const signs = [start - minute, start + 41 * minute, start + 290 * minute];
  expect(endProposals(talk, signs, now).map(({ at }) => at)).toEqual([
    planned,
    start + 41 * minute,
  ]);
  expect(endProposals(talk, [], now).map(({ at }) => at)).toEqual([planned]);
  // Noted in the very minute of the planned end: one proposal is enough.
  expect(endProposals(talk, [planned + 20_000], now)).toHaveLength(1);
  expect(minutesUntil(talk, start + 41 * minute + 20_000)).toBe(41);
  expect(minutesUntil(talk, start - minute)).toBe(0);
});

test("a digit names a question only if there is one", () => {
  expect(placeOfKey("1", 5)).toBe(0);
  expect(placeOfKey("5", 5)).toBe(4);
  expect(placeOfKey("6", 5)).toBeNull();
  expect(placeOfKey("0", 5)).toBeNull();
  expect(placeOfKey("x", 5)).toBeNull();
});
