/** Local times, offsets and the words for them. The device of these tests is in Berlin. */
import { beforeAll, expect, test } from "vitest";
import {
  ago,
  daysUntil,
  dayWords,
  deviceStamp,
  endOfDay,
  hereWords,
  inputInstant,
  inputValue,
  readStart,
  readStamp,
  stamp,
  stopwatch,
  workingDays,
} from "../../page/moments.ts";

beforeAll(() => {
  process.env["TZ"] = "Europe/Berlin";
});

const at = (iso: string): number => Date.parse(iso);

test("a stamp has 25 characters and its own offset, also west of Greenwich and by half hours", () => {
  const ms = at("2026-05-01T08:00:00Z");
  expect(stamp(ms, 120)).toBe("2026-05-01T10:00:00+02:00");
  expect(stamp(ms, -210)).toBe("2026-05-01T04:30:00-03:30");
  expect(stamp(ms, 0)).toHaveLength(25);
});

test("the device's stamp takes the offset of that day, not of today", () => {
  expect(deviceStamp(at("2026-03-28T09:00:00Z"))).toBe("2026-03-28T10:00:00+01:00");
  expect(deviceStamp(at("2026-03-30T08:00:00Z"))).toBe("2026-03-30T10:00:00+02:00");
});

test("an agreed start names its zone where the clocks here show another time", () => {
  const zoneOf = (startsLocal: string, tz: string) => readStart({ startsLocal, tz })?.zone;
  expect(zoneOf("2026-07-01T10:00:00+02:00", "Europe/Berlin")).toBe("");
  expect(zoneOf("2026-07-01T10:00:00+02:00", "Europe/Paris")).toBe("");
  expect(zoneOf("2026-07-01T10:00:00+01:00", "Africa/Lagos")).toBe(" Africa/Lagos time");
  expect(zoneOf("2026-12-01T10:00:00+01:00", "Africa/Lagos")).toBe("");
  expect(zoneOf("2026-12-01T10:00:00-03:30", "")).toBe(" UTC-03:30");
  expect(zoneOf("", "Europe/Berlin")).toBeUndefined();
  const now = at("2026-07-01T02:00:00Z");
  const hereOf = (startsLocal: string) => hereWords(readStart({ startsLocal, tz: "" }), now);
  expect(hereOf("2026-07-01T20:00:00-07:00")).toMatch(/^Tomorrow, 0?5:00( AM)? here$/);
  expect(hereOf("2026-07-01T20:00:00+02:00")).toBe("");
  expect(hereWords(null, now)).toBe("");
});

test("a stamp reads back to the same instant and offset; anything else reads as none", () => {
  const text = "2026-05-01T10:00:00-03:30";
  expect(readStamp(text)).toEqual({ ms: at(text), offset: -210 });
  for (const wrong of ["now", "2026-05-01", "2026-05-01T10:00:00Z", "2026-13-41T10:00:00+00:00"]) {
    expect(readStamp(wrong)).toBeNull();
  }
});

test("a time typed into a form means the device's own zone", () => {
  expect(inputInstant("2026-07-01T10:00")).toBe(at("2026-07-01T08:00:00Z"));
  expect(inputValue(at("2026-07-01T08:00:00Z"))).toBe("2026-07-01T10:00");
  expect(inputInstant("")).toBeNull();
});

test("a slip in the year is no moment: the years are the command line's", () => {
  for (const slip of ["0026-12-22T09:00", "0202-05-01", "1969-12-31T23:00", "2100-01-02T00:00"]) {
    expect(inputInstant(slip)).toBeNull();
  }
  expect(inputInstant("1970-01-02T09:00")).toBe(at("1970-01-02T08:00:00Z"));
  expect(inputInstant("2099-12-31T09:00")).toBe(at("2099-12-31T08:00:00Z"));
});

test("a local day ends after 23 or 25 hours when the clocks change", () => {
  const hours = (day: string) => ((endOfDay(day) ?? 0) - (inputInstant(day) ?? 0)) / 3_600_000;
  expect(hours("2026-03-29")).toBe(23);
  expect(hours("2026-05-01")).toBe(24);
  expect(hours("2026-10-25")).toBe(25);
});

test("near days have names, far ones a date, other years their year", () => {
  const now = at("2026-05-06T10:00:00Z");
  expect(dayWords(now, now)).toBe("Today");
  expect(dayWords(at("2026-05-06T22:30:00Z"), now)).toBe("Tomorrow");
  expect(dayWords(at("2026-05-05T10:00:00Z"), now)).toBe("Yesterday");
  expect(dayWords(at("2026-05-15T10:00:00Z"), now)).toMatch(/15/);
  expect(dayWords(at("2025-05-15T10:00:00Z"), now)).toMatch(/2025/);
});

test("time gone by is told in its largest whole unit", () => {
  const now = at("2026-05-06T10:00:00Z");
  expect(ago(now - 59_000, now)).toBe("just now");
  expect(ago(now - 3 * 3_600_000, now)).toBe("3 hours ago");
  expect(ago(now - 49 * 3_600_000, now)).toBe("2 days ago");
  expect(ago(now + 60_000, now)).toBe("in 1 minute");
});

test("working days skip weekends, as the agenda's SQL does", () => {
  const day = (iso: string) => Math.floor(at(`${iso}T00:00:00Z`) / 86_400_000);
  expect(workingDays(day("2026-05-01"), day("2026-05-04"))).toBe(1); // Friday to Monday
  expect(workingDays(day("2026-05-04"), day("2026-05-13"))).toBe(7);
  expect(workingDays(day("2026-05-02"), day("2026-05-03"))).toBe(0);
});

test("a running clock shows hours only once there are any", () => {
  expect(stopwatch(7_000)).toBe("0:07");
  expect(stopwatch(1_449_000)).toBe("24:09");
  expect(stopwatch(3_750_000)).toBe("1:02:30");
  expect(stopwatch(-5)).toBe("0:00");
});

test("a day to come is counted by the calendar, today by the clock, and tomorrow speaks for itself", () => {
  const friday = at("2026-05-01T21:00:00+02:00");
  expect(daysUntil(at("2026-05-01T22:30:00+02:00"), friday)).toBe("in 1 hour");
  expect(daysUntil(at("2026-05-02T09:00:00+02:00"), friday)).toBe("");
  expect(daysUntil(at("2026-05-03T09:00:00+02:00"), friday)).toBe("in 2 days");
});

test("the day of a moment abroad is told from today there, where the clock beside it is", () => {
  const told = (ms: string, offset: number, now: string) =>
    `${dayWords(at(ms), at(now), offset)} ${daysUntil(at(ms), at(now), offset)}`;
  const evening = "2026-12-02T20:00:00-05:00";
  expect(told(evening, -300, "2026-12-03T01:30:00+01:00")).toBe("Today in 30 minutes");
  expect(told(evening, -300, "2026-12-03T09:00:00+01:00")).toBe("Yesterday ");
  const morning = "2026-12-03T10:00:00+09:00";
  expect(told(morning, 540, "2026-12-02T23:30:00+01:00")).toBe("Today in 2 hours");
  expect(dayWords(at("2026-01-01T10:00:00+09:00"), at("2025-12-31T12:00:00Z"), 540)).toBe(
    "Tomorrow",
  );
  expect(dayWords(at("2025-12-31T20:00:00-05:00"), at("2026-01-03T12:00:00Z"), -300)).toMatch(
    /2025/,
  );
});

test("a day beyond a change of the clocks here is told from today here", () => {
  expect(dayWords(at("2026-03-29T10:00:00+02:00"), at("2026-03-28T23:30:00+01:00"), 120)).toBe(
    "Tomorrow",
  );
});
