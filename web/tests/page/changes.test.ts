import { expect, test } from "vitest";
import { changed, noChanges, stampOf } from "../../page/changes.ts";

test("an answer is stale only after a change of what it was read from", () => {
  const insights = ["insight", "contact"];
  const once = changed(noChanges, ["reminder"]);
  expect(stampOf(once, insights)).toBe(stampOf(noChanges, insights));
  expect(stampOf(once, ["reminder"])).toBe(1);
  const twice = changed(once, ["contact", "standing"]);
  expect(stampOf(twice, insights)).toBe(2);
  expect(stampOf(twice, ["reminder"])).toBe(1);
});

test("a change of nobody knows what, and a question of nobody knows what, count always", () => {
  const known = changed(noChanges, ["contact"]);
  expect(stampOf(known, null)).toBe(1);
  const unknown = changed(known, null);
  expect(stampOf(unknown, ["reminder"])).toBe(2);
  expect(stampOf(unknown, null)).toBe(2);
});
