/** Choosing among people: filters, their counts, the board's columns. */
import { expect, test } from "vitest";
import { boardOf, chosen, noFilter, optionsOf, stageOptions } from "../../page/people/choose.ts";
import type { Person } from "../../page/rows.ts";

const person = (id: string, changes: Partial<Person> = {}): Person => ({
  id,
  name: id,
  org: "",
  title: "",
  stage: "identified",
  tags: [],
  isArchived: false,
  ...changes,
});

const everyone = [
  person("ada", { stage: "thanked", org: "Fieldnote", tags: ["radio", "books"] }),
  person("bo", { org: "Fieldnote", tags: ["radio"] }),
  person("cy", { stage: "archived", isArchived: true }),
];
const ids = (people: readonly Person[]) => people.map(({ id }) => id);

test("the archived are left out until their stage is asked for", () => {
  expect(ids(chosen(everyone, noFilter))).toEqual(["ada", "bo"]);
  expect(ids(chosen(everyone, { ...noFilter, stage: "archived" }))).toEqual(["cy"]);
});

test("filters narrow one another", () => {
  expect(ids(chosen(everyone, { ...noFilter, tag: "radio" }))).toEqual(["ada", "bo"]);
  expect(ids(chosen(everyone, { stage: "thanked", tag: "radio", org: "Fieldnote" }))).toEqual([
    "ada",
  ]);
  expect(chosen(everyone, { ...noFilter, tag: "none" })).toEqual([]);
});

test("stages keep the lifecycle's order, tags the most frequent first", () => {
  expect(stageOptions(everyone).map(({ value }) => value)).toEqual([
    "identified",
    "thanked",
    "archived",
  ]);
  expect(optionsOf(everyone.flatMap(({ tags }) => tags))).toEqual([
    { value: "radio", count: 2 },
    { value: "books", count: 1 },
  ]);
});

test("the board has a column for each stage that holds somebody", () => {
  const columns = boardOf(chosen(everyone, noFilter));
  expect(columns.map(({ stage, people }) => [stage, ids(people)])).toEqual([
    ["identified", ["bo"]],
    ["thanked", ["ada"]],
  ]);
});
