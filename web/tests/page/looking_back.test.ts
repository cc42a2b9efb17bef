/** Insights by theme, the referral trees, and how a measure is printed. */
import { expect, test } from "vitest";
import { monthsOf } from "../../page/insights/months.ts";
import { byTheme, linkable, themeCounts } from "../../page/insights.ts";
import { durationWords, rateWords, ratioWords } from "../../page/measures.ts";
import { growthOf, keyOf, listed, sizeOfNetwork } from "../../page/network/growth.ts";
import { drawingOf } from "../../page/network/layout.ts";
import { organisationOf, organisationWords } from "../../page/network/organisation.ts";
import { sizeOf, treesOf } from "../../page/network.ts";
import type { Insight } from "../../page/rows.ts";
import type { Named } from "../../page/network/rows.ts";

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

test("linked and in the same words is one claim; unlinked or in other words is not", () => {
  const said = { text: "Write  Shorter", people: 2 };
  const [group] = byTheme(
    [
      insight("a", { ...said, capturedAt: 3, contradictedBy: ["d"] }),
      insight("b", { ...said, text: "write shorter", capturedAt: 7 }),
      insight("c", { text: "write shorter", capturedAt: 9 }),
      insight("d", { text: "write longer" }),
    ],
    "",
  );
  const shown = group?.claims.map(({ insight: { id }, people, alsoSaid, contradictedBy }) => [
    id,
    people,
    alsoSaid.map((other) => other.id),
    contradictedBy.map((other) => other.insight.id),
  ]);
  expect(shown).toEqual([
    ["b", 2, ["a"], ["d"]],
    ["c", 1, [], []],
  ]);
});

test("an insight is linked with others, those of its own theme first", () => {
  const [own, far, near] = [
    insight("own"),
    insight("far", { theme: "role", capturedAt: 9 }),
    insight("near"),
  ];
  expect(linkable([own, far, near], own, "").map(({ id }) => id)).toEqual(["near", "far"]);
  const linked = [own, far, near].map((one) => ({ ...one, text: "The same", people: 3 }));
  expect(linkable(linked, own, "")).toEqual([]);
  expect(linkable([own, far, near], own, "far").map(({ id }) => id)).toEqual(["far"]);
  expect(themeCounts([own, far, near])).toEqual([
    { theme: "culture", insights: 2 },
    { theme: "role", insights: 1 },
  ]);
});

test("months run from the first to the present one, two years at most, with no hole", () => {
  const now = Date.parse("2026-02-10T12:00:00Z");
  const count = (month: string, insights: number) => ({ month, theme: "role", insights });
  const few = monthsOf([count("2025-11", 2), count("2026-01", 1)], now);
  expect(few.months).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
  expect(few.counts.get("role")).toEqual([2, 0, 1, 0]);
  const many = monthsOf([count("2001-01", 5), count("2026-02", 3), count("2031-01", 9)], now);
  expect([many.months[0], many.months.length]).toEqual(["2024-03", 24]);
  expect(many.counts.get("role")?.at(-1)).toBe(3);
  expect(monthsOf([], now).months).toEqual(["2026-02"]);
});

const family = [
  named("ada", ""),
  named("bob", "ada", { at: 30, depth: 1, isInterviewed: true }),
  named("cleo", "bob", { at: 20, depth: 2 }),
  named("", "ada", { at: 40, name: "Dov" }),
];

test("who names somebody is there by then; a name that is nobody's has a key of its own", () => {
  const { first, since } = growthOf(family);
  expect(first).toBe(20);
  expect(family.map((row) => since.get(keyOf(row)))).toEqual([30, 20, 20, 40]);
  expect(growthOf([named("ada", "")]).first).toBeNull();
  expect(sizeOfNetwork(family)).toEqual({ known: 1, named: 3, interviewed: 1, deepest: 2 });
  // A name that is nobody's yet is a step away, too.
  const bare = family.filter(({ giver, isNameOnly }) => giver === "" || isNameOnly);
  expect(sizeOfNetwork(bare).deepest).toBe(1);
});

test("columns put parents amid those they named; lines give each a line of their own", () => {
  const trees = treesOf([...family, named("eve", "")]);
  const columns = drawingOf(trees, "columns");
  expect(columns.places.map(({ row, depth, parent }) => [row, depth, parent])).toEqual([
    [0.5, 0, null],
    [0, 1, 0],
    [0, 2, 1],
    [1, 1, 0],
    [2.6, 0, null],
  ]);
  const lines = drawingOf(trees, "lines");
  expect(lines.places.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4.6]);
  expect(
    listed(family).map(({ named: { name }, depth, giver }) => [name, depth, giver?.name]),
  ).toEqual([
    ["ada", 0, undefined],
    ["bob", 1, "ada"],
    ["cleo", 2, "bob"],
    ["Dov", 1, "ada"],
  ]);
});

test("an organisation says what is known; members that are none are left out", () => {
  const members = JSON.stringify([{ id: "a", name: "Ada", stage: "identified" }, 7, { name: "x" }]);
  const one = organisationOf({ org: "Kite", people: 3, written_to: 2, interviewed: 0, members });
  expect(one.members).toEqual([{ id: "a", name: "Ada", stage: "identified" }]);
  expect(organisationWords(one)).toBe("3 people · 2 written to");
});
