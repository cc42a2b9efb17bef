/** Everything that can be done from the keyboard and the palette: these two tables, nowhere else. */

export type Command =
  | { readonly type: "go"; readonly href: string }
  | { readonly type: "palette" }
  | { readonly type: "add" }
  | { readonly type: "remind" }
  | { readonly type: "search" }
  | { readonly type: "sheet" }
  | { readonly type: "undo" };

export interface Shortcut {
  readonly words: string;
  /** Pressed one after the other, as `KeyboardEvent.key` names them. */
  readonly keys: readonly string[];
  readonly group: "Go to" | "Do";
  readonly command: Command;
}

function place(words: string, key: string, href: string): Shortcut {
  return { words, keys: ["g", key], group: "Go to", command: { type: "go", href } };
}

function deed(
  words: string,
  key: string,
  type: "add" | "remind" | "search" | "sheet" | "undo",
): Shortcut {
  return { words, keys: [key], group: "Do", command: { type } };
}

/** The palette itself is apart: with Ctrl or Cmd it opens from within a field, too. */
export const shortcuts: readonly Shortcut[] = [
  place("Today", "t", "/"),
  place("People", "p", "/people"),
  place("Insights", "i", "/insights"),
  place("Network", "n", "/network"),
  place("Progress", "r", "/progress"),
  place("History", "h", "/history"),
  place("Settings", "s", "/settings"),
  deed("Add person", "a", "add"),
  deed("Set a reminder", "r", "remind"),
  deed("Search", "/", "search"),
  deed("Undo what was just saved", "u", "undo"),
  deed("Keyboard shortcuts", "?", "sheet"),
];

export interface PlaceKeys {
  readonly words: string;
  readonly keys: readonly string[];
  /** The file below page/ that hears them; a test finds every file that hears keys. */
  readonly heardIn: string;
}

/** Keys of one place each, heard there. */
export const placeKeys: readonly PlaceKeys[] = [
  { words: "Up and down the people", keys: ["↑", "↓"], heardIn: "components/WindowedList.tsx" },
  { words: "History: a day", keys: ["←", "→"], heardIn: "history/TimeMachine.tsx" },
  { words: "History: a month", keys: ["Page ↑", "Page ↓"], heardIn: "history/TimeMachine.tsx" },
  { words: "Close what is open", keys: ["Esc"], heardIn: "interview/drag.ts" },
];

/** What is done with one person, in a form of its own. */
export interface Verb {
  readonly type: "outreach" | "schedule" | "touch" | "remind" | "insight";
  /** A person's name follows. */
  readonly words: string;
  /** How else it may be called; the longest comes first. */
  readonly phrases: readonly string[];
}

export const verbs: readonly Verb[] = [
  {
    type: "outreach",
    words: "Log outreach to",
    phrases: ["log outreach to", "log outreach", "outreach to", "outreach"],
  },
  {
    type: "schedule",
    words: "Schedule an interview with",
    phrases: [
      "schedule an interview with",
      "schedule interview with",
      "schedule with",
      "schedule",
      "interview",
    ],
  },
  {
    type: "touch",
    words: "In touch with",
    phrases: ["in touch with", "in touch", "log touch with", "log touch"],
  },
  { type: "remind", words: "Remind me about", phrases: ["remind me about", "remind me", "remind"] },
  {
    type: "insight",
    words: "Capture an insight from",
    phrases: ["capture an insight from", "capture insight from", "insight from"],
  },
];
