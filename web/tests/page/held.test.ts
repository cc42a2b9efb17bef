/** A talk held at another time than planned says so. */
import { beforeAll, expect, test } from "vitest";
import { canBeMissed, heldWords, startDoubt } from "../../page/held.ts";
import { interviewOf } from "../../page/rows.ts";
import { minutesWords } from "../../page/words.ts";

beforeAll(() => {
  process.env["TZ"] = "Europe/Berlin";
});

const now = Date.parse("2026-05-06T20:08:00Z"); // 22:08 in Berlin
const hour = 3_600_000;
const interview = (row: Readonly<Record<string, string | number | null>>) =>
  interviewOf({
    status: "completed",
    starts_at: Date.parse("2026-05-07T10:00:00+02:00"),
    starts_local: "2026-05-07T10:00:00+02:00",
    started_at: null,
    ended_at: null,
    actual_minutes: null,
    ...row,
  });

test("a talk held half a day before its plan shows when it really was", () => {
  const words = /^Held today (22:08|10:08.pm), planned for tomorrow 10:00/i;
  expect(heldWords(interview({ started_at: now }), now)).toMatch(words);
  const logged = interview({ ended_at: now + hour / 2, actual_minutes: 30 });
  expect(heldWords(logged, now)).toMatch(words);
  const running = interview({ status: "started", started_at: now });
  expect(heldWords(running, now)).toMatch(/^Started today/);
});

test("early or late by less than two hours is as planned", () => {
  const planned = Date.parse("2026-05-07T08:00:00Z");
  expect(heldWords(interview({ started_at: planned - 2 * hour }), now)).toBeNull();
  expect(heldWords(interview({ started_at: planned + 2 * hour }), now)).toBeNull();
  expect(heldWords(interview({ status: "scheduled" }), now)).toBeNull();
  expect(heldWords(interview({ starts_local: "", started_at: now }), now)).toBeNull();
});

test("starting far from the planned time is asked about first, in either direction", () => {
  const planned = Date.parse("2026-05-07T08:00:00Z");
  expect(startDoubt(interview({}), now)).toMatch(
    /^This is planned for tomorrow 10:00.*\. Start now\?$/,
  );
  expect(startDoubt(interview({}), planned + 3 * hour)).toMatch(
    /^This was planned for today 10:00/,
  );
  expect(startDoubt(interview({}), planned - hour)).toBeNull();
});

test("a plan made in another zone names it, and all is told by its clock", () => {
  const abroad = { starts_local: "2026-05-07T10:00:00+09:00", tz: "Asia/Tokyo" };
  const began = Date.parse("2026-05-07T12:00:00Z");
  expect(heldWords(interview({ ...abroad, started_at: began }), now)).toMatch(
    /^Held today (21:00|09:00 pm), planned for today 10:00( am)? Asia\/Tokyo time$/i,
  );
  expect(startDoubt(interview(abroad), began)).toMatch(
    /^This was planned for .* 10:00( am)? Asia\/Tokyo time\. Start now\?$/i,
  );
});

test("one minute is not minutes", () => {
  expect(minutesWords(1)).toBe("1 minute");
  expect(minutesWords(30)).toBe("30 minutes");
});

test("a talk can be missed once its time has come", () => {
  const planned = Date.parse("2026-05-07T08:00:00Z");
  expect(canBeMissed(interview({}), planned - 1)).toBe(false);
  expect(canBeMissed(interview({}), planned)).toBe(true);
  expect(canBeMissed(interview({ starts_local: "" }), now)).toBe(true);
});
