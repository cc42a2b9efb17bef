/** Until when a due thing is hidden, what is said of it, and which interview comes next. */
import { afterEach, beforeAll, expect, test } from "vitest";
import { appearance } from "../../page/appearance.ts";
import { dayWords, fullDate, weekStart } from "../../page/moments.ts";
import type { Due, TalkAhead } from "../../page/today/rows.ts";
import { nextTalk, withoutTalk } from "../../page/today/next_talk.ts";
import { completed, dismissed, nextWeek, snoozed, tomorrow } from "../../page/today/snooze.ts";

beforeAll(() => {
  process.env["TZ"] = "Europe/Berlin";
});

const usual = appearance.value;
afterEach(() => {
  appearance.value = usual;
});

const at = (iso: string) => Date.parse(iso);
const wednesday = at("2026-05-06T12:00:00Z");
const hour = 3_600_000;

const due = (rule: string, interview = ""): Due => ({
  rule,
  todo: "Do it",
  text: "",
  otherName: "",
  subject: "0000000000000001",
  contact: "c",
  name: "Ada",
  org: "",
  interview,
  sinceAt: 0,
  dueAt: 0,
  isOverdue: false,
  isStale: false,
  startsLocal: "",
  tz: "",
  questions: 0,
  normValue: null,
});

test("what has an event of its own is recorded when it is ticked, not only ticked off", () => {
  const reported = completed(due("report_back"), 0);
  expect(reported).toMatchObject({ type: "advice.reported_back", data: { channel: "email" } });
  const pursued = completed(due("referral"), 0);
  expect(pursued).toMatchObject({ type: "referral.pursued", data: { to: "c" } });
  // Whoever has only a name yet: `contact` is then the one who gave it.
  expect(completed({ ...due("referral"), text: "Rita Vale" }, 0).data).toEqual({});
});

test("tomorrow is the next morning, also when the clocks change that night", () => {
  expect(tomorrow(wednesday)).toBe(at("2026-05-07T09:00:00+02:00"));
  expect(tomorrow(at("2026-03-28T12:00:00Z"))).toBe(at("2026-03-29T09:00:00+02:00"));
});

test("next week begins on the day that was chosen, and is never today", () => {
  appearance.value = { ...usual, weekStart: "monday" };
  expect(weekStart()).toBe(1);
  expect(nextWeek(wednesday)).toBe(at("2026-05-11T09:00:00+02:00"));
  expect(nextWeek(at("2026-05-11T06:00:00Z"))).toBe(at("2026-05-18T09:00:00+02:00"));
  appearance.value = { ...usual, weekStart: "sunday" };
  expect(nextWeek(wednesday)).toBe(at("2026-05-10T09:00:00+02:00"));
  expect(nextWeek(at("2026-05-10T12:00:00Z"))).toBe(at("2026-05-17T09:00:00+02:00"));
});

test("a rule's item is named by its rule, a reminder of one's own by itself", () => {
  expect(snoozed(due("follow_up"), wednesday, 0).data).toEqual({
    rule: "follow_up",
    until: "2026-05-06T14:00:00+02:00",
  });
  expect(dismissed(due("reminder"), 0)).toMatchObject({ type: "reminder.dismissed", data: {} });
  expect(completed(due("confirm"), 0).data).toEqual({ rule: "confirm" });
});

const talk = (
  id: string,
  startsAt: number | null,
  changes: Partial<TalkAhead> = {},
): TalkAhead => ({
  id,
  contact: "c",
  name: "Ada",
  org: "",
  status: "scheduled",
  agreedAt: null,
  startsAt,
  startsLocal: "",
  tz: "",
  plannedMinutes: 30,
  mode: "video",
  place: "",
  startedAt: null,
  endedAt: null,
  actualMinutes: null,
  thankedAt: null,
  debrief: "",
  questions: 2,
  questionsWanted: 5,
  insights: 0,
  ...changes,
});

test("the next interview is the soonest that may still begin", () => {
  const soon = talk("soon", wednesday + 5 * hour);
  const those = [
    talk("far", wednesday + 20 * 24 * hour),
    talk("later", wednesday + 30 * hour),
    soon,
    talk("off", wednesday + hour, { status: "cancelled" }),
    talk("missed", wednesday - 3 * hour),
    talk("open", null),
  ];
  expect(nextTalk(those, wednesday)).toMatchObject({ interview: soon, isTime: false });
  expect(nextTalk([talk("far", wednesday + 20 * 24 * hour)], wednesday)).toBeNull();
  expect(nextTalk([talk("late", wednesday - hour)], wednesday)?.isTime).toBe(true);
  expect(nextTalk([talk("at the door", wednesday + 20 * 60_000)], wednesday)?.isTime).toBe(true);
});

test("how many questions make ready is the user's norm", () => {
  const ready = (changes: Partial<TalkAhead>) =>
    nextTalk([talk("x", wednesday, changes)], wednesday)?.isReady;
  expect(ready({ questions: 5, questionsWanted: 5 })).toBe(true);
  expect(ready({ questions: 5, questionsWanted: 8 })).toBe(false);
  expect(ready({ questions: 0, questionsWanted: 0 })).toBe(true);
});

test("what the card says is not said again, everything else is", () => {
  const next = nextTalk([talk("i1", wednesday + hour)], wednesday);
  const items = [
    due("prepare", "i1"),
    due("hold", "i1"),
    due("confirm", "i1"),
    due("prepare", "i2"),
  ];
  expect(withoutTalk(items, next).map(({ rule, interview }) => `${rule} ${interview}`)).toEqual([
    "confirm i1",
    "prepare i2",
  ]);
  expect(withoutTalk(items, null)).toBe(items);
});

test("dates are written as was chosen", () => {
  const words = (dates: typeof usual.dates) => {
    appearance.value = { ...usual, dates };
    const day = dayWords(wednesday, wednesday + 10 * 24 * hour, 120);
    // Versions of ICU differ in the comma.
    return [fullDate(wednesday, 120), day.replace(",", "")];
  };
  expect(words("iso")).toEqual(["2026-05-06", "Wed 2026-05-06"]);
  expect(words("day-month")).toEqual(["6 May 2026", "Wed 6 May"]);
  expect(words("month-day")).toEqual(["May 6, 2026", "Wed May 6"]);
});
