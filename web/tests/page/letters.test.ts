/** The thank-you of the app: filled from the talk, or with a gap that asks for it. */
import { expect, test } from "vitest";
import { letterHref } from "../../page/letters.ts";
import type { Insight, Interview } from "../../page/rows.ts";

const interview: Interview = {
  id: "i1",
  contact: "c1",
  name: "Ada Novák",
  org: "Fieldnote",
  status: "completed",
  startsAt: 0,
  startsLocal: "",
  tz: "UTC",
  plannedMinutes: 20,
  mode: "phone",
  place: "",
  startedAt: null,
  endedAt: Date.parse("2026-05-08T12:00:00Z"),
  actualMinutes: 20,
  thankedAt: null,
  debrief: "",
  questions: 0,
  insights: 0,
};
const insight: Insight = {
  id: "n1",
  theme: "culture",
  text: "Read it aloud & cut!",
  capturedAt: 0,
  interview: "i1",
  contact: "c1",
  name: "Ada",
  people: 1,
  contradictedBy: [],
};

function bodyOf(href: string | null): string {
  return new URL(href ?? "").searchParams.get("body") ?? "";
}

test("a thank-you names the day and what was learned", () => {
  const body = bodyOf(letterHref("ada@example.org", interview, [insight]));
  expect(body).toMatch(/^Dear Ada Novák,\r\n\r\nThank you for talking with me on Friday.*8.*\./);
  expect(body).toContain("What stayed with me most: Read it aloud & cut!\r\n");
});

test("without an insight it leaves a gap, and without an address there is no link", () => {
  expect(bodyOf(letterHref("ada@example.org", { ...interview, endedAt: null }, []))).toContain(
    "Thank you for talking with me.\r\n\r\nWhat stayed with me most: […]",
  );
  expect(letterHref(undefined, interview, [])).toBeNull();
  expect(letterHref("Ada <ada@example.org>", interview, [])).toBeNull();
});
