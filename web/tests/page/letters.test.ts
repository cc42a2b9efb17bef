/** The thank-you of the app: filled from the talk, or with a gap that asks for it. */
import { expect, test } from "vitest";
import { confirmFacts } from "../../page/interview/confirm_facts.ts";
import { thankFacts } from "../../page/interview/thank_facts.ts";
import type { Fact } from "../../page/letter_facts.ts";
import { contactOf, type Interview } from "../../page/rows.ts";
import { draftLetter } from "../../shared/practice/letters.ts";

const interview: Interview = {
  id: "i1",
  contact: "c1",
  name: "Ada Novák",
  org: "Fieldnote",
  status: "completed",
  agreedAt: 0,
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
const person = contactOf({ id: "c1", name: "Ada Novák" });
const fact = (kind: string, text: string, from = "i1"): Fact => ({
  kind,
  about: "x",
  text,
  interview: from,
  isAllowed: true,
});
const bodyOf = (talk: Interview, facts: readonly Fact[]) =>
  draftLetter("thank_you", thankFacts(talk, person, facts)).body;

test("a thank-you names the day, what was learned, advised and whom they named", () => {
  const body = bodyOf(interview, [
    fact("insight", "Read it aloud & cut!"),
    fact("advice", "Write one piece a week"),
    fact("referred", "Uma Aziz"),
  ]);
  expect(body).toMatch(/^Dear Ada Novák,\n\nThank you for talking with me on Friday.*8.*\./);
  expect(body).toContain("What stayed with me most: Read it aloud & cut! I will act");
  expect(body).toContain("Write one piece a week.");
  expect(body).toContain("Uma Aziz");
});

test("what was said in another talk is not thanked for again: it leaves a gap", () => {
  const older = [fact("insight", "Said last year", "i0"), fact("advice", "Read more", "i0")];
  const body = bodyOf({ ...interview, endedAt: null }, older);
  expect(body).toContain("Thank you for talking with me.\n\nWhat stayed with me most: […]");
  expect(body).not.toContain("Read more");
});

test("a confirmation names the day, the time and how; the minutes are those that were planned", () => {
  const talk = {
    ...interview,
    startsLocal: "2026-05-08T10:00:00+02:00",
    tz: "Europe/Berlin",
    plannedMinutes: 25,
    place: "Café Fenster",
  };
  const told = draftLetter("confirmation", confirmFacts(talk, person, [])).body;
  expect(told).toMatch(/our talk on Friday.*8.* at 10:00.*, by phone\. The place: Café Fenster\./);
  expect(told).toContain("I have planned 25 minutes");
});
