/** What changed is said as the command line says it: tests/vectors/changes.json. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  changesBetween,
  grouped,
  sentence,
  type Thing,
  titles,
} from "../../page/history/changes.ts";

interface Case {
  readonly before: readonly Thing[];
  readonly after: readonly Thing[];
  readonly sentences: readonly string[];
}

const vectors: { titles: Record<string, string>; cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/changes.json", import.meta.url), "utf8"),
);

test("the words are those of infoview diff", () => {
  expect(vectors.cases.length).toBeGreaterThan(100);
  for (const { before, after, sentences } of vectors.cases)
    expect(changesBetween(before, after).map(sentence)).toEqual(sentences);
});

test("so are the groups and their order", () => {
  expect(Object.entries(titles)).toEqual(Object.entries(vectors.titles));
  const things = (["cadences", "people", "advice"] as const).map((kind) => ({
    kind,
    id: kind,
    name: "Ada",
    state: "received",
    text: "",
  }));
  expect(grouped(changesBetween([], things)).map(({ kind }) => kind)).toEqual([
    "people",
    "advice",
    "cadences",
  ]);
});
