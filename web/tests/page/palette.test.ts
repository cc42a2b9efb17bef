/** What the palette offers, and which keys mean what. */
import { expect, test } from "vitest";
import { shortcuts } from "../../page/palette/commands.ts";
import { type Item, itemsFor } from "../../page/palette/items.ts";
import { keyNamed, press } from "../../page/palette/keys.ts";
import { readQuick } from "../../page/palette/quick_add.ts";
import type { Found, Person } from "../../page/rows.ts";
import { routeOf } from "../../page/route.ts";

const people: readonly Person[] = ["Ada Novak", "Zoë Ångström", "Adam Lee"].map((name, place) => ({
  ...{ id: `p${place}`, name, org: "", title: "" },
  ...{ stage: "identified", isArchived: false, tags: [] },
}));
const note: Found = {
  ...{ subject: "n1", kind: "note", title: "", text: "the launch", contact: "p0" },
  ...{ name: "Ada Novak", org: "", interview: "i1" },
};
const now = { ms: 0, zone: { name: "UTC", offsetAt: () => 0 } };

function words(item: Item): string {
  switch (item.type) {
    case "act":
      return `${item.verb.type} ${item.person.name}`;
    case "person":
      return item.person.name;
    case "verb":
      return `${item.verb.type} …`;
    case "command":
      return item.shortcut.words;
    case "section":
      return `section ${item.section.title}`;
    case "found":
      return `found ${item.found.text}`;
    case "new":
      return `new ${item.name}`;
    case "quick":
      return `quick ${item.quick.type}`;
    case "link":
      return `link of ${item.name}`;
  }
}

function offered(text: string, found: readonly Found[] = []): readonly string[] {
  return itemsFor(text, people, found, readQuick(text, people, now)).map(words);
}

const verbsOf = (name: string) =>
  ["outreach", "schedule", "touch", "remind", "insight"].map((verb) => `${verb} ${name}`);

test.each([
  ["zoe", ["Zoë Ångström", ...verbsOf("Zoë Ångström"), "new zoe"]],
  ["ada n", ["Ada Novak", ...verbsOf("Ada Novak"), "new ada n"]],
  ["log outreach to ada", ["outreach Ada Novak", "outreach Adam Lee", "new log outreach to ada"]],
  ["schedule zoë", ["schedule Zoë Ångström", "new schedule zoë"]],
  ["outr", ["outreach …", "new outr"]],
  ["net", ["Network", "new net"]],
  ["backup", ["section Export and backup", "new backup"]],
  ["norms", ["section Goals and norms", "new norms"]],
  ["ada: in touch by phone", ["quick touch"]],
  ["Eve Lin at Fieldnote", ["quick person"]],
  ["???", []],
])("%s offers what it can mean", (text, expected) => {
  expect(offered(text)).toEqual(expected);
});

test("with nothing typed, all that can be done is listed", () => {
  expect(offered("  ")).toHaveLength(5 + shortcuts.length);
});

test("what notes and insights hold comes after people, and nobody twice", () => {
  const same: Found = { ...note, subject: "p1", kind: "contact" };
  expect(offered("zoe", [same, note]).at(-2)).toBe("found the launch");
  expect(offered("zoe", [same, note]).filter((each) => each.startsWith("found"))).toHaveLength(1);
});

test("every shortcut is reached by its own keys and leads somewhere", () => {
  for (const shortcut of shortcuts) {
    const pressed = shortcut.keys.reduce(
      ({ pending }, key) => press(pending, key, shortcuts),
      press([], "", []),
    );
    expect(pressed).toEqual({ pending: [], shortcut });
    const { command } = shortcut;
    if (command.type === "go") expect(routeOf(command.href).screen).not.toBe("unknown");
  }
  expect(new Set(shortcuts.map(({ keys }) => keys.join(" "))).size).toBe(shortcuts.length);
});

test("a wrong second key means what it means alone", () => {
  expect(press(["g"], "x", shortcuts)).toEqual({ pending: [], shortcut: null });
  expect(press(["g"], "g", shortcuts).pending).toEqual(["g"]);
  expect(press(["g"], "u", shortcuts).shortcut?.command.type).toBe("undo");
});

test.each([
  [{ key: "G", code: "KeyG", shiftKey: false }, "g"],
  [{ key: "п", code: "KeyG", shiftKey: false }, "g"],
  [{ key: "?", code: "Slash", shiftKey: true }, "?"],
  [{ key: "T", code: "KeyT", shiftKey: true }, "T"],
  [{ key: "Enter", code: "Enter", shiftKey: false }, "Enter"],
])("%o is the key %s", (event, key) => {
  expect(keyNamed(event)).toBe(key);
});

test("a pasted link is looked into, unless it is part of a line that says more", () => {
  const link = "https://www.linkedin.com/in/lea-marin-4f2?utm_source=share";
  expect(offered(link)).toEqual(["link of Lea Marin"]);
  expect(offered(`Check out Lea Marin’s profile on LinkedIn ${link}`)).toEqual([
    "link of Lea Marin",
  ]);
  expect(offered(`Lea Marin at Fieldnote, ${link}`)).toEqual(["quick person"]);
});
