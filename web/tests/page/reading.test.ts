/** Rows, events and long lists as the page reads them, also when they hold something unexpected. */
import { expect, test } from "vitest";
import { texts } from "../../page/cells.ts";
import { canBeUndone, eventDetail, eventTitle, byTitle } from "../../page/event_words.ts";
import { contactOf } from "../../page/rows.ts";
import { visibleRange } from "../../page/visible_range.ts";
import { stageProgress, stageWords, themeWords } from "../../page/words.ts";
import { KIND_BY_TYPE } from "../../shared/events.gen.ts";

test("a list that another device wrote wrongly reads as what is right in it", () => {
  expect(texts({ emails: '["a@example.org", 7, null]' }, "emails")).toEqual(["a@example.org"]);
  for (const wrong of ["{", '"a"', "7", null])
    expect(texts({ emails: wrong }, "emails")).toEqual([]);
  expect(texts({}, "emails")).toEqual([]);
});

test("absent columns read as empty", () => {
  expect(contactOf({ id: "c", name: "Ada", org: null })).toMatchObject({ org: "", addedAt: null });
});

test("every event type has a title, and an unknown one says where it comes from", () => {
  const titles = Object.keys(KIND_BY_TYPE).map(eventTitle);
  expect(titles.filter((title) => title.includes("newer"))).toEqual([]);
  expect(byTitle(["interview.started", "contact.added"])).toEqual([
    "contact.added",
    "interview.started",
  ]);
  expect(eventTitle("contact.added")).toBe("Added");
  expect(eventTitle("reminder.sung")).toBe("reminder.sung (from a newer version)");
});

test("an event's telling value is put in words", () => {
  expect(eventDetail("reply.received", "accepted")).toBe("Yes, happy to talk");
  expect(eventDetail("reminder.snoozed", "2026-12-14T09:00:00+01:00")).toMatch(/^until .*2026/);
  expect(eventDetail("outreach.sent", "linkedin")).toBe("LinkedIn");
  expect(eventDetail("interview.scheduled", "2026-05-01T10:00:00+02:00")).toMatch(/2026.*10:00/);
  expect(eventDetail("interview.scheduled", "2026-05-01T10:00:00+05:45")).toMatch(
    /2026.*10:00( am)? UTC\+05:45$/i,
  );
  expect(eventDetail("note.taken", "plain words")).toBe("plain words");
});

test("undo and redo are not themselves undone, nor is a device's arrival", () => {
  expect(canBeUndone("contact.added")).toBe(true);
  const staying = ["event.retracted", "device.added", "contact.forgotten"];
  expect([...staying, "log.vouched", "recovery.set"].some(canBeUndone)).toBe(false);
});

test("stages fill a ring along the way, and an own theme keeps its words", () => {
  expect(stageProgress("identified")).toBe(0);
  expect(stageProgress("thanked")).toBe(1);
  expect(stageProgress("declined")).toBeNull();
  expect(stageWords("closed_no_reply")).toBe("No reply");
  expect(themeWords("industry_demand")).toBe("Industry demand");
});

test("a long list draws what is seen and a little more, within its bounds", () => {
  const range = (top: number, count = 10_000) => visibleRange({ top, height: 800, row: 64, count });
  expect(range(100)).toEqual({ first: 0, end: 24 });
  const middle = range(-64 * 5000);
  expect(middle.first).toBeLessThanOrEqual(5000 - 12);
  expect(middle.end).toBeGreaterThanOrEqual(5013 + 12);
  expect(middle.end - middle.first).toBeLessThan(60);
  expect(range(-64 * 20_000)).toEqual({ first: 10_000, end: 10_000 });
  expect(range(0, 3)).toEqual({ first: 0, end: 3 });
});
