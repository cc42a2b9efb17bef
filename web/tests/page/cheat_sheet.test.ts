/** No key is heard that the cheat sheet does not name, or that every keyboard user expects. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { questionKeys, roomShortcuts, themeKeys } from "../../page/interview/room_keys.ts";
import { placeKeys, shortcuts } from "../../page/palette/commands.ts";

const page = new URL("../../page/", import.meta.url);
const sheet = readFileSync(new URL("palette/CheatSheet.tsx", page), "utf8");

/** Where the sheet takes its lines from, by the file that hears the keys. */
const told: Readonly<Record<string, string>> = {
  "palette/Commands.tsx": "shortcuts",
  "interview/useRoomKeys.ts": "roomShortcuts",
  "interview/ThemeField.tsx": "themeKeys",
  "interview/QuestionOrder.tsx": "Move a question by its grip",
  ...Object.fromEntries(placeKeys.map(({ heardIn }) => [heardIn, "placeKeys"])),
};
/** What the pattern of the widget promises, so no sheet needs to say it. */
const expected: Readonly<Record<string, string>> = {
  "focus.ts": "Enter presses what has the focus, once",
  "palette/Palette.tsx": "a combobox: arrows and Enter",
  "interview/KeptArea.tsx":
    "Enter sends what a line holds, as in every messenger; its hint says so",
};

test("every file that hears keys is told of in the cheat sheet", () => {
  const hearing = readdirSync(page, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) => {
      const text = readFileSync(new URL(name, page), "utf8");
      return /addEventListener\("key|onKey(?:Down|Up|Press)=\{/.test(text);
    });
  expect(hearing.sort()).toEqual([...Object.keys(told), ...Object.keys(expected)].sort());
  for (const words of Object.values(told)) expect(sheet).toContain(words);
});

test("no two shortcuts begin alike, and none hides a key of the talk", () => {
  const all = shortcuts.map(({ keys }) => keys.join(" "));
  expect(new Set(all).size).toBe(all.length);
  const singles = shortcuts.filter(({ keys }) => keys.length === 1).map(({ keys }) => keys[0]);
  const firsts = new Set(
    shortcuts.filter(({ keys }) => keys.length > 1).map(({ keys }) => keys[0]),
  );
  expect(singles.filter((key) => firsts.has(key))).toEqual([]);
  expect([questionKeys, themeKeys, ...roomShortcuts.map(({ key }) => key)]).toHaveLength(5);
});
