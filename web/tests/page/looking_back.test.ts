/** Insights by theme, the referral trees, and how a measure is printed. */
import { expect, test } from "vitest";
import { byTheme } from "../../page/insights.ts";
import { durationWords, rateWords, ratioWords } from "../../page/measures.ts";
import { sizeOf, treesOf } from "../../page/network.ts";
import type { Insight, Named } from "../../page/rows.ts";

const insight = (id: string, changes: Partial<Insight> = {}): Insight => ({
  id,
  theme: "culture",
  text: id,
  capturedAt: 1,
  interview: "",
  contact: `by ${id}`,
  name: "Ada",
  people: 1,
  contradictedBy: [],
  ...changes,
});

const named = (contact: string, giver: string, changes: Partial<Named> = {}): Named => ({
  contact,
  name: contact || "Somebody",
  org: "",
  giver,
  at: null,
  depth: 0,
  stage: "identified",
  isInterviewed: false,
  isNameOnly: contact === "",
  ...changes,
});

test("the best corroborated comes first, and what contradicts it right below, once", () => {
  const [group] = byTheme(
    [
      insight("chaos", { contradictedBy: ["quiet"], capturedAt: 9 }),
      insight("quiet", { people: 3, contradictedBy: ["chaos"] }),
      insight("late", { capturedAt: 5 }),
    ],
    "",
  );
  const shown = group?.claims.map((claim) => [
    claim.insight.id,
    claim.contradictedBy.map((other) => other.insight.id),
  ]);
  expect(shown).toEqual([
    ["quiet", ["chaos"]],
    ["late", []],
  ]);
  expect(group?.people).toBe(3);
});

test("a filter finds words of text and name without accents, and leaves empty themes out", () => {
  const all = [insight("Über Nacht", { name: "Zoë" }), insight("other", { theme: "role" })];
  expect(byTheme(all, "uber zoe").map(({ theme }) => theme)).toEqual(["culture"]);
  expect(byTheme(all, "nowhere")).toEqual([]);
});

test("those who were named hang below who named them; the largest tree comes first", () => {
  const trees = treesOf([
    named("ada", ""),
    named("cleo", ""),
    named("dov", "cleo"),
    named("eve", "dov"),
    named("", "ada"),
  ]);
  expect(trees.map((tree) => [tree.named.contact, sizeOf(tree)])).toEqual([
    ["cleo", 3],
    ["ada", 2],
  ]);
});

test.each([
  [null, "—"],
  [35_000, "35 s"],
  [-65_000, "−1 min 5 s"],
  [14_700_000, "4 h 05 min"],
  [183_600_000, "2 d 3 h"],
])("%j ms are %s", (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

test("a zero denominator is a dash, never 0 %", () => {
  expect([rateWords(0, 0), rateWords(1, 3), rateWords(1, 200), ratioWords(5, 4)]).toEqual([
    "—",
    "33 %",
    "1 %",
    "1.25",
  ]);
});
