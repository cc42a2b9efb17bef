/** The measures in the browser: windows, lines as the command line prints them, charts. */
import { expect, test } from "vitest";
import { auditOf, filledWeeks } from "../../page/progress/audit.ts";
import { dayMap, monthsOf, summaryOf } from "../../page/progress/calendar.ts";
import { delaysTold, dotsOf, limitColumn } from "../../page/progress/dots.ts";
import { groupsOf } from "../../page/progress/lines.ts";
import {
  dayOfInput,
  daysOf,
  inputOfDay,
  monday,
  windowBefore,
  windowOf,
} from "../../page/progress/window.ts";
import type { QueryName, Row } from "../../shared/messages.ts";

const hour = 3_600_000;
const day = (text: string) => dayOfInput(text) ?? Number.NaN;
const window = { first: day("2026-01-01"), until: day("2026-04-01") };

function audit(answers: Partial<Record<QueryName, readonly Row[]>>, days = window) {
  // Keys of a literal typed by QueryName are query names.
  return auditOf(new Map(Object.entries(answers) as [QueryName, readonly Row[]][]), days);
}

function lineOf(groups: ReturnType<typeof groupsOf>, key: string) {
  return groups.flatMap(({ lines }) => lines).find((line) => line.key === key);
}

test.each([7, 13, 14, 18, 27, 53])("each month has its name in rows of %i weeks", (weeks) => {
  const map = dayMap(new Map(), { first: day("2026-01-01"), until: day("2027-01-01") }, weeks);
  expect(monthsOf(map).map(([, words]) => words)).toEqual(
    "2026 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
  );
  for (const [cell] of monthsOf(map)) expect(cell.week).toBeLessThan(map.weeks - 1);
});

test("advice too young to be judged is told of these days only, and how to see older", () => {
  const pending = { measure_advice: [{ hits: 0, n: 0, pending: 2 }] };
  const meaning = (first: string) => {
    const days = { ...window, first: day(first) };
    return lineOf(groupsOf(audit(pending, days), null), "advice")?.meaning;
  };
  const young = "no advice of these days is 90 days old yet";
  expect(meaning("2026-01-01")).toBe(`${young}; an earlier start shows older`);
  expect(meaning("2025-12-31")).toBe(young);
});

test("a window ends with today, and the one before it is as long", () => {
  const today = day("2026-03-31");
  const chosen = windowOf({ type: "days", days: 90 }, today, null);
  expect(chosen).toEqual(window);
  const before = windowBefore(window);
  expect(before && [inputOfDay(before.first), inputOfDay(before.until), daysOf(before)]).toEqual([
    "2025-10-03",
    "2026-01-01",
    90,
  ]);
  expect(windowOf({ type: "all" }, today, today - 9)).toEqual({
    first: today - 9,
    until: today + 1,
  });
  expect(windowBefore({ first: day("1971-02-01"), until: day("1971-06-01") })).toBeNull();
});

test.each([
  ["2026-03-31", "2026-03-30", "The last day lies before the first."],
  ["", "2026-03-30", "Choose the first and the last day."],
  ["1800-01-01", "2026-03-30", "That is more than a hundred years."],
])("own dates from %j to %j are refused in words", (first, last, words) => {
  expect(windowOf({ type: "own", first, last }, 0, null)).toBe(words);
});

test("one's own dates both count whole", () => {
  const one = { type: "own", first: "2026-05-04", last: "2026-05-04" } as const;
  expect(windowOf(one, 0, null)).toEqual({ first: day("2026-05-04"), until: day("2026-05-05") });
});

test("weeks begin on Monday, before 1970 too, and those without a deed are filled in", () => {
  expect([day("1970-01-01"), day("1969-12-28")].map(monday)).toEqual([
    day("1969-12-29"),
    day("1969-12-22"),
  ]);
  const weeks = filledWeeks([], { first: day("2026-01-01"), until: day("2026-01-06") });
  expect(weeks.map(({ week }) => inputOfDay(week))).toEqual(["2025-12-29", "2026-01-05"]);
});

test("lines read as on the command line, with the change in their own unit", () => {
  const now = audit({
    measure_reply_rate: [{ hits: 3, n: 4, pending: 2 }],
    measure_thank_time: [{ median_ms: 5 * hour, n: 3, unsent: 1 }],
    measure_chain: [{ n: 4, max: 2, total: 5 }],
    measure_insights: [{ theme: "industry_demand", count: 1200, contacts: 1 }],
    measure_prepared: [{ hits: 0, n: 0, overrun_n: 0, overrun_s: null }],
  });
  const then = audit({
    measure_reply_rate: [{ hits: 1, n: 3, pending: 0 }],
    measure_thank_time: [{ median_ms: 8 * hour, n: 3, unsent: 1 }],
    measure_chain: [{ n: 4, max: 2, total: 6 }],
    measure_insights: [],
  });
  const groups = groupsOf(now, then);
  expect(lineOf(groups, "reply_rate")).toMatchObject({
    value: "75 %",
    n: 4,
    pending: 2,
    change: "+42 points",
    meaning: "3 of 4 requests answered by a person within 14 days",
  });
  expect(lineOf(groups, "thank_time")).toMatchObject({
    value: "5 h 00 min",
    change: "−3 h 00 min",
    meaning: "the median of 3 thank-yous; 1 not sent",
  });
  expect(lineOf(groups, "chain")).toMatchObject({ value: "1.25", change: "−0.25" });
  expect(lineOf(groups, "insights")).toMatchObject({
    value: "1200",
    change: "+1,200",
    meaning: "in 1 theme; most on industry demand (1200, from 1 person)",
  });
  expect(lineOf(groups, "prepared")).toMatchObject({
    value: "—",
    change: "—",
    meaning: "no interview was held",
  });
});

test("a rate whose cases are all too young says so, and nothing compared is no change", () => {
  const groups = groupsOf(audit({ measure_thanked: [{ hits: 0, n: 0, pending: 1 }] }), null);
  expect(lineOf(groups, "thanked_in_time")).toMatchObject({
    value: "—",
    meaning: "no interview of these days is a day old yet",
    change: "",
  });
});

test("the calendar breaks into bands that fit and shades by the busiest day", () => {
  const acts = new Map([
    [window.first, 8],
    [window.first + 1, 1],
  ]);
  const map = dayMap(acts, window, 7);
  expect([map.bands, map.weeks, map.cells.length]).toEqual([2, 7, 90]);
  expect(map.cells.slice(0, 3).map(({ shade, weekday }) => [shade, weekday])).toEqual([
    [4, 3],
    [1, 4],
    [0, 5],
  ]);
  expect(map.cells.at(-1)).toMatchObject({ band: 1, week: 6, weekday: 1 });
  const american = dayMap(acts, window, 7, 7);
  for (const { day, weekday } of american.cells) {
    expect(weekday).toBe(new Date(day * 86_400_000).getUTCDay());
  }
  const years = dayMap(acts, { first: 0, until: window.until }, 53);
  expect(years.bands * years.weeks).toBe(106);
});

test("the calendar says from which day on it is drawn", () => {
  const said = (first: string) => {
    const long = { first: day(first), until: day("2026-12-01") };
    return summaryOf(dayMap(new Map([[long.first, 3]]), long, 53), long);
  };
  expect(said("2024-11-25")).toBe("3 things done on 1 of 736 days.");
  expect(said("2024-11-24")).toMatch(
    /^0 things done on 0 of 736 days\. Not drawn: the days before .*25.* 2024\.$/,
  );
});

test("24:00:00 is in time and left of the line, a second more is late and right of it", () => {
  const columns = 30;
  const dots = dotsOf([24 * hour, 24 * hour + 1000, -1000, 24 * hour], columns);
  const limit = limitColumn(columns);
  expect(dots).toEqual([
    { column: 0, height: 0, isInTime: false },
    { column: limit - 1, height: 0, isInTime: true },
    { column: limit - 1, height: 1, isInTime: true },
    { column: limit, height: 0, isInTime: false },
  ]);
});

test("a thank-you from before the end is not called later", () => {
  expect(delaysTold([-hour, 24 * hour, 25 * hour, null])).toBe(
    "1 within 24 hours (filled), 1 later (hollow), 1 before the end (hollow), 1 not sent.",
  );
  expect(delaysTold([0, 30 * hour])).toBe(
    "1 within 24 hours (filled), 1 later (hollow), 0 not sent.",
  );
});
