/** What a form's moments mean, and which it refuses in words. The device of these tests is in Berlin. */
import { beforeAll, expect, test } from "vitest";
import { agreedOf, momentOf, whenOf } from "../../page/form_values.ts";
import { stamp } from "../../page/moments.ts";
import { zoneNamed } from "../../page/zones.ts";

beforeAll(() => {
  process.env["TZ"] = "Europe/Berlin";
});

const now = Date.parse("2026-05-06T10:00:30+02:00");

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("a day and a time are one moment, and a slip in the year is told with its remedy", () => {
  const form = (day: string, time: string) => momentOf(formOf({ day, time }), "day");
  expect(form("2026-12-22", "09:00")).toBe(Date.parse("2026-12-22T09:00:00+01:00"));
  for (const day of ["0026-12-22", "2226-12-22", ""]) {
    expect(() => form(day, "09:00")).toThrow("a year from 1970 to 2099");
  }
  expect(() => form("2026-12-22", "")).toThrow("a time");
});

test("when it happened is now unless another time is said, and a slip in the year is not now", () => {
  expect(whenOf(formOf({}), now, now)).toBe(now);
  expect(whenOf(formOf({ when: "2026-05-06T10:00" }), now, now)).toBe(now);
  expect(whenOf(formOf({ when: "2026-05-05T15:00" }), now, now)).toBe(
    Date.parse("2026-05-05T15:00:00+02:00"),
  );
  // A minute of rounding; what is later has not happened.
  expect(whenOf(formOf({ when: "2026-05-06T10:01" }), now, now)).toBe(now + 30_000);
  expect(() => whenOf(formOf({ when: "2026-05-06T10:02" }), now, now)).toThrow("lies ahead");
  // A minute is a rounding; what is later has not happened.
  expect(whenOf(formOf({ when: "2026-05-06T10:01" }), now - 60_000, now)).toBe(now + 30_000);
  expect(() => whenOf(formOf({ when: "2026-05-06T10:02" }), now, now)).toThrow("lies ahead");
  expect(() => whenOf(formOf({ when: "0026-05-05T15:00" }), now, now)).toThrow("from 1970 to 2099");
});

test("a talk is agreed by the clocks of its own zone, and a slip is told there too", () => {
  const agreed = (date: string, time: string, zone: string) => {
    const when = agreedOf(formOf({ date, time }), "date", { ms: now, zone: zoneNamed(zone) });
    return stamp(when.ms, when.offset);
  };
  expect(agreed("2026-12-22", "09:00", "Asia/Tokyo")).toBe("2026-12-22T09:00:00+09:00");
  expect(agreed("2026-07-01", "09:00", "America/New_York")).toBe("2026-07-01T09:00:00-04:00");
  expect(() => agreed("0026-12-22", "09:00", "Asia/Tokyo")).toThrow("a year from 1970 to 2099");
  expect(() => agreed("2026-12-22", "", "Asia/Tokyo")).toThrow("a time");
  expect(() => agreed("2026-03-29", "02:30", "Europe/Berlin")).toThrow("does not exist");
});

test("where no zone is named, or one that is unknown here, the device's counts", () => {
  for (const name of ["", "Mars/Base"]) {
    const form = formOf({ date: "2026-12-22", time: "09:00" });
    const when = agreedOf(form, "date", { ms: now, zone: zoneNamed(name) });
    expect(stamp(when.ms, when.offset)).toBe("2026-12-22T09:00:00+01:00");
    expect(zoneNamed(name).name).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  }
});
