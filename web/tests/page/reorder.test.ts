/** Dragging a question or moving it by key: the same order, and no more events than needed. */
import { expect, test } from "vitest";
import { moved, placeFor, ranked, type Slot } from "../../page/interview/reorder.ts";
import type { Question } from "../../page/rows.ts";

const at = Date.parse("2026-05-01T08:00:00Z");
const question = (id: string, rank: number | null): Question => ({
  id,
  category: "role",
  text: id,
  rank,
  askedAt: null,
});

test("moving a question renumbers only what changes its place", () => {
  const questions = [question("a", 1), question("b", 2), question("c", 3)];
  expect(ranked(moved(questions, 2, 1), at).map(({ subject, data }) => [subject, data])).toEqual([
    ["c", { rank: 2 }],
    ["b", { rank: 3 }],
  ]);
});

test("questions of equal or no rank get one when one of them is moved", () => {
  const questions = [question("a", 1), question("b", 1), question("c", null)];
  expect(ranked(moved(questions, 1, 0), at).map(({ subject }) => subject)).toEqual(["a", "c"]);
});

test("nothing moves beyond the ends of the list, or from nowhere", () => {
  const list = ["a", "b"];
  expect(moved(list, 0, -1)).toBe(list);
  expect(moved(list, 1, 2)).toBe(list);
  expect(moved(list, 7, 0)).toBe(list);
});

test("a dragged item goes before the first whose middle it has not passed", () => {
  // Of different heights, as questions are.
  const slots: readonly Slot[] = [
    { top: 100, height: 40 },
    { top: 140, height: 100 },
    { top: 240, height: 40 },
  ];
  expect(placeFor(slots, 0, 0)).toBe(0);
  expect(placeFor(slots, 0, 69)).toBe(0);
  expect(placeFor(slots, 0, 71)).toBe(1);
  expect(placeFor(slots, 0, 1000)).toBe(2);
  expect(placeFor(slots, 2, -71)).toBe(1);
  expect(placeFor(slots, 2, -1000)).toBe(0);
  expect(placeFor(slots, 9, 5)).toBe(9);
});
