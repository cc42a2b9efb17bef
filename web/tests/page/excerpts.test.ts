/** What a search shows of a text: the words around what was found. */
import { expect, test } from "vitest";
import { excerptOf } from "../../page/excerpts.ts";

const long = `${"They spoke of the archive at length. ".repeat(8)}Then of tape baking, which saves sound.`;

test("an excerpt begins shortly before the first word that was found, and says what is cut", () => {
  expect(excerptOf(long, "baking tape")).toMatch(/^….{0,24}tape baking, which saves sound\.$/);
  expect(excerptOf("Tape baking.", "baking")).toBe("Tape baking.");
  expect(excerptOf(long, "they").length).toBeLessThan(long.length);
  expect(excerptOf(long, "they")).toMatch(/^They .*…$/);
});

test("words are found at their beginning, in any case and without their accents", () => {
  expect(excerptOf(`${"x ".repeat(100)}parting is an art`, "ART")).toMatch(/art$/);
  expect(excerptOf(`${"x ".repeat(100)}Ångström wrote it`, "angstrom")).toMatch(/^….*Ångström/);
  expect(excerptOf(`${"x ".repeat(100)}東京のコピー`, "コピー")).toMatch(/コピー$/);
  expect(excerptOf("a\n\n b", "b")).toBe("a b");
  expect(excerptOf(long, "absent")).toMatch(/^They spoke/);
});
