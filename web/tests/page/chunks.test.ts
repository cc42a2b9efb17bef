/** Long lists are drawn in part, then on demand, and always to the end. */
import { expect, test } from "vitest";
import { itemsAFrame, shownAtFirst, shownNext } from "../../page/chunks.ts";

test("a short list is drawn whole; a long one begins with its first items", () => {
  expect(shownAtFirst(0, 20)).toBe(0);
  expect(shownAtFirst(24, 20)).toBe(24);
  expect(shownAtFirst(25, 20)).toBe(20);
  expect(shownAtFirst(3930, 20)).toBe(20);
});

test("frame by frame everything is drawn, never more than there is", () => {
  expect(shownNext(3930, 20)).toBe(20 + itemsAFrame);
  let shown = 20;
  for (let frame = 0; frame < 3930 / itemsAFrame; frame += 1) shown = shownNext(3930, shown);
  expect(shown).toBe(3930);
});
