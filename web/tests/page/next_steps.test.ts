/** The quick actions that suit a person. */
import { expect, test } from "vitest";
import { nextSteps } from "../../page/next_steps.ts";
import { interviewOf } from "../../page/rows.ts";
import { threadOf } from "../../page/person/rows.ts";

const thread = (row: Parameters<typeof threadOf>[0]) => threadOf({ id: "t", sent_at: 1, ...row });
const interview = (row: Parameters<typeof interviewOf>[0]) => interviewOf({ id: "i", ...row });
const tags = (...args: Parameters<typeof nextSteps>) => nextSteps(...args).map(({ tag }) => tag);

test("at first one asks", () => {
  expect(tags([], [])).toEqual(["outreach", "schedule", "touch"]);
});

test("an open thread waits for its reply", () => {
  expect(tags([thread({})], [])).toEqual(["reply", "follow_up", "schedule", "touch"]);
});

test("a thread can be closed once it was followed up", () => {
  expect(tags([thread({ follow_ups: 1 })], [])).toContain("close");
});

test("whoever met me does not owe a reply to what I wrote before", () => {
  const held = { status: "completed", thanked_at: 4, ended_at: 3 };
  expect(tags([thread({})], [interview(held)])).toEqual(["touch", "schedule", "outreach"]);
  expect(tags([thread({})], [interview({ status: "scheduled" })])).not.toContain("reply");
  expect(tags([thread({ sent_at: 5 })], [interview(held)])).toContain("reply");
});

test("an answer in another thread is one to all that was sent before", () => {
  const other = { id: "o", sent_at: 1, disposition: "declined" };
  const answered = thread({ ...other, replied_at: 5, last_reply_at: 5 });
  expect(tags([thread({ sent_at: 4 }), answered], [])).not.toContain("reply");
  expect(tags([thread({ sent_at: 6 }), answered], [])).toContain("reply");
  const cancelled = interview({ status: "cancelled", agreed_at: 4, starts_at: 5 });
  expect(tags([thread({ sent_at: 4 }), answered], [cancelled])[0]).toBe("outreach");
});

test("after a yes one schedules; after a no one may ask again", () => {
  const replied = { replied_at: 2, last_reply_at: 2, disposition: "accepted" };
  expect(tags([thread(replied)], [])[0]).toBe("schedule");
  expect(tags([thread({ ...replied, disposition: "declined" })], [])[0]).toBe("outreach");
});

test("a yes after the thread was closed is a yes; a thread closed after it is closed", () => {
  const replied = { replied_at: 4, last_reply_at: 4, disposition: "accepted" };
  expect(tags([thread({ ...replied, closed_at: 3 })], [])[0]).toBe("schedule");
  expect(tags([thread({ ...replied, closed_at: 5 })], [])[0]).toBe("outreach");
});

test("a talk called off is scheduled anew though no yes was logged", () => {
  const cancelled = interview({ status: "cancelled", agreed_at: 2, starts_at: 4 });
  expect(tags([thread({})], [cancelled])[0]).toBe("schedule");
  expect(tags([thread({ closed_at: 5 })], [cancelled])[0]).toBe("outreach");
});

test("whoever answered not now and agreed later has agreed", () => {
  const deferred = thread({ replied_at: 2, last_reply_at: 2, disposition: "deferred" });
  const cancelled = interview({ status: "cancelled", agreed_at: 3, starts_at: 4 });
  expect(tags([deferred], [cancelled])[0]).toBe("schedule");
  expect(
    tags(
      [thread({ ...{ replied_at: 2, last_reply_at: 5 }, disposition: "declined" })],
      [cancelled],
    )[0],
  ).toBe("outreach");
});

test("a closed thread may be opened anew", () => {
  expect(tags([thread({ closed_at: 3 })], [])[0]).toBe("outreach");
});

test("who was given up, or did not say yes, may answer later", () => {
  expect(tags([thread({ closed_at: 3 })], [])).toEqual(["outreach", "schedule", "reply", "touch"]);
  const replied = { replied_at: 2, last_reply_at: 2 };
  expect(tags([thread({ ...replied, disposition: "deferred" })], [])).toContain("reply");
  expect(tags([thread({ ...replied, disposition: "accepted" })], [])).not.toContain("reply");
  const held = interview({ status: "completed", thanked_at: 4, ended_at: 3 });
  expect(tags([thread({ sent_at: 5, closed_at: 6 })], [held])).toContain("reply");
  expect(tags([thread({ ...replied, disposition: "deferred" })], [held])).not.toContain("reply");
});

test("a draft is no thread that waits", () => {
  expect(tags([thread({ sent_at: null })], [])[0]).toBe("outreach");
});

test("a coming interview leads to its room, a held one to the thank-you", () => {
  expect(tags([], [interview({ status: "scheduled" })])[0]).toBe("open");
  expect(tags([], [interview({ status: "completed" })])[0]).toBe("thank");
  expect(tags([], [interview({ status: "completed", thanked_at: 4 })])[0]).toBe("touch");
});
