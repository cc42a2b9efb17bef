/** Groups and words of what is due. */
import { beforeAll, expect, test } from "vitest";
import { agendaGroups, dueWords } from "../../page/agenda.ts";
import { type Due, dueOf } from "../../page/today/rows.ts";

beforeAll(() => {
  process.env["TZ"] = "Europe/Berlin";
});

const now = Date.parse("2026-05-06T12:00:00Z"); // a Wednesday
const hour = 3_600_000;
const due = (changes: Partial<Due>): Due => ({
  rule: "follow_up",
  todo: "Follow up",
  text: "",
  otherName: "",
  subject: "s",
  contact: "c",
  name: "Ada",
  org: "",
  interview: "",
  sinceAt: now,
  dueAt: now,
  isOverdue: false,
  isStale: false,
  startsLocal: "",
  tz: "",
  questions: 0,
  normValue: null,
  ...changes,
});
const groups = (...items: readonly Due[]) =>
  agendaGroups(items, now).map(({ name, items: those }) => [name, those.map((i) => i.subject)]);

test("empty groups are left out and the most urgent comes first", () => {
  expect(
    groups(
      due({ subject: "later", rule: "hold", dueAt: now + 20 * 24 * hour }),
      due({ subject: "soon", rule: "hold", dueAt: now + 48 * hour }),
      due({ subject: "now" }),
      due({ subject: "late", isOverdue: true }),
      due({ subject: "old", isOverdue: true, isStale: true }),
    ),
  ).toEqual([
    ["Overdue", ["late"]],
    ["Now", ["now"]],
    ["Soon", ["soon"]],
    ["Later", ["later"]],
    ["Waiting for long", ["old"]],
  ]);
});

test("a thank-you is due at once, though its deadline is tomorrow", () => {
  expect(groups(due({ rule: "thank_you", dueAt: now + 22 * hour }))).toEqual([["Now", ["s"]]]);
});

test("tomorrow's interview is prepared today, but held tomorrow", () => {
  const dueAt = Date.parse("2026-05-07T08:00:00Z");
  expect(groups(due({ rule: "prepare", dueAt }), due({ rule: "hold", dueAt }))).toEqual([
    ["Now", ["s"]],
    ["Soon", ["s"]],
  ]);
});

test("closing a thread is a suggestion and comes last in its group", () => {
  const items = [due({ subject: "close", rule: "close" }), due({ subject: "follow" })];
  expect(groups(...items)).toEqual([["Now", ["follow", "close"]]]);
});

test("each rule says why it speaks now", () => {
  expect(
    dueWords(due({ rule: "thank_you", todo: "Send the thank-you", sinceAt: now - 3 * hour }), now),
  ).toBe("Send the thank-you · the talk ended 3 hours ago");
  const startsLocal = "2026-05-07T10:00:00+02:00";
  expect(
    dueWords(due({ rule: "prepare", todo: "Prepare questions", questions: 2, startsLocal }), now),
  ).toMatch(/^Prepare questions · 2 of 5 · starts tomorrow 10:00( am)?$/i);
  const abroad = { startsLocal: "2026-05-07T10:00:00+09:00", tz: "Asia/Tokyo" };
  expect(dueWords(due({ rule: "hold", todo: "Hold it", ...abroad }), now)).toMatch(
    /10:00( am)? Asia\/Tokyo time$/i,
  );
  expect(dueWords(due({ sinceAt: Date.parse("2026-04-27T09:00:00Z") }), now)).toBe(
    "Follow up · no reply for 7 working days",
  );
  expect(
    dueWords(due({ rule: "close", todo: "Close the thread?", sinceAt: now - 336 * hour }), now),
  ).toBe("Close the thread? · followed up 14 days ago, no reply");
});

test("a time is never said without what it is the time of", () => {
  const sinceAt = now - 96 * hour;
  const said = (changes: Partial<Due>) => dueWords(due({ sinceAt, ...changes }), now);
  const startsLocal = "2026-05-07T10:00:00+02:00";
  expect(said({ rule: "confirm", todo: "Confirm the interview", startsLocal })).toMatch(
    /^Confirm the interview · starts tomorrow 10:00( am)?$/i,
  );
  expect(said({ rule: "time_up", todo: "Time is up" })).toBe("Time is up · started 4 days ago");
  expect(said({ rule: "schedule", todo: "Agree" })).toBe("Agree · they said yes 4 days ago");
  expect(said({ rule: "check_in", todo: "Check in", text: "Uma" })).toBe(
    "Check in · Uma · introduced 4 days ago",
  );
  expect(said({ rule: "keep_in_touch", todo: "Keep in touch" })).toBe(
    "Keep in touch · last in touch 4 days ago",
  );
  const never = dueOf({ rule: "keep_in_touch", todo: "Keep in touch", since_at: null });
  expect(dueWords(never, now)).toBe("Keep in touch · not in touch yet");
  const dueAt = Date.parse("2026-05-15T21:59:59Z");
  expect(said({ rule: "report_back", todo: "Report back", text: "Read more", dueAt })).toMatch(
    /^Report back · Read more · by Fri.*15/,
  );
});

test("a day beyond the change of the clocks is that day", () => {
  const friday = Date.parse("2027-03-26T12:00:00+01:00");
  // Its end by today's clocks, as the query works it out, is 00:59 of the next day by that day's.
  const row = { rule: "report_back", due_at: Date.parse("2027-04-01T23:59:59.999+01:00") };
  const item = dueOf({ ...row, todo: "Report back", due_day: 20_909 });
  expect(dueWords(item, friday)).toMatch(/^Report back · by Thu.*\b1\b/);
  const [soon] = agendaGroups([item], Date.parse("2027-03-25T12:00:00+01:00"));
  expect(soon?.name).toBe("Soon");
  // What is due at a moment keeps it.
  const moment = { rule: "hold", due_at: friday, due_day: null };
  expect(dueOf(moment).dueAt).toBe(friday);
});

test("a rule of a newer version still reads as words", () => {
  expect(dueWords(due({ rule: "hop", todo: "Hop", sinceAt: now - hour }), now)).toBe(
    "Hop · 1 hour ago",
  );
});
