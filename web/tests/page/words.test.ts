import { expect, test } from "vitest";
import { sourceWords } from "../../page/settings/rows.ts";
import {
  channelWords,
  dispositionWords,
  modeWords,
  stageWords,
  themeWords,
} from "../../page/words.ts";

test("a name that every object has is a name like any other", () => {
  for (const words of [channelWords, dispositionWords, modeWords, stageWords, themeWords]) {
    expect(words("constructor")).toBe("Constructor");
    expect(words("__proto__")).toBe("  proto  ");
  }
  expect(sourceWords("constructor")).toBe("constructor");
});
