import { expect, test } from "vitest";
import { localMoment, offsetMin, readMoment } from "../../shared/moment.ts";

const hourMs = 3_600_000;

test.each([
  [Date.UTC(2026, 4, 1, 10), "Europe/Berlin", "2026-05-01T12:00:00+02:00"],
  [Date.UTC(2026, 11, 31, 23, 30), "Asia/Kolkata", "2027-01-01T05:00:00+05:30"],
  [Date.UTC(2026, 0, 1, 2), "America/St_Johns", "2025-12-31T22:30:00-03:30"],
  [Date.UTC(2026, 0, 1), "Pacific/Kiritimati", "2026-01-01T14:00:00+14:00"],
  [Date.UTC(2026, 0, 1) + 999, "UTC", "2026-01-01T00:00:00+00:00"],
  // The hour that comes twice: only the offset tells which.
  [Date.UTC(2026, 9, 25, 0, 30), "Europe/Berlin", "2026-10-25T02:30:00+02:00"],
  [Date.UTC(2026, 9, 25, 1, 30), "Europe/Berlin", "2026-10-25T02:30:00+01:00"],
])("%i in %s is %s, and back", (at, zone, written) => {
  expect(localMoment(at, zone)).toBe(written);
  expect(readMoment(written)?.at).toBe(Math.floor(at / 1000) * 1000);
  expect(readMoment(written)?.offsetMin).toBe(offsetMin(at, zone));
});

test("every hour of a year in a zone with summer time is read back as it was", () => {
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += hourMs) {
    expect(readMoment(localMoment(at, "America/New_York"))?.at).toBe(at);
  }
});

test("what is no real local moment from 1970 on is none", () => {
  const bad = ["", "2026-05-01", "2026-05-01T10:00:00Z", "2026-05-01T24:00:00+00:00"];
  for (const text of bad) expect([text, readMoment(text)]).toEqual([text, null]);
});
