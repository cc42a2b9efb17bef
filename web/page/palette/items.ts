/** What the palette offers for what is typed. Pure. */
import type { Found, Person } from "../rows.ts";
import { type Section, sections } from "../settings/sections.ts";
import { linkIn } from "../share/addresses.ts";
import { proposalFor } from "../share/proposal.ts";
import { type Shortcut, shortcuts, type Verb, verbs } from "./commands.ts";
import { folded } from "../names.ts";
import { peopleNamed } from "./people.ts";
import type { Quick, Reading } from "./quick_add.ts";

export type Item =
  | { readonly type: "quick"; readonly quick: Quick }
  | { readonly type: "act"; readonly verb: Verb; readonly person: Person }
  | { readonly type: "person"; readonly person: Person }
  /** Still without a person: choosing it writes its words. */
  | { readonly type: "verb"; readonly verb: Verb }
  | { readonly type: "command"; readonly shortcut: Shortcut }
  | { readonly type: "section"; readonly section: Section }
  | { readonly type: "found"; readonly found: Found }
  | { readonly type: "new"; readonly name: string }
  /** A link was pasted: the share screen finds whose it is. */
  | { readonly type: "link"; readonly text: string; readonly name: string };

/** As many as one takes in at a glance; whoever is sought is soon among them. */
const peopleMax = 6;
const foundMax = 5;
/** With more people than these, one is not yet meant. */
const actedOnMax = 3;

export function itemsFor(
  text: string,
  people: readonly Person[],
  found: readonly Found[],
  reading: Reading,
): readonly Item[] {
  const typed = folded(text).trim();
  const commands = shortcuts.filter(({ words }) => typed === "" || beginWords(words, typed));
  const listed: readonly Item[] = commands.map((shortcut) => ({ type: "command", shortcut }));
  if (typed === "") return [...verbs.map((verb) => ({ type: "verb", verb }) as const), ...listed];

  const named = peopleNamed(people, text);
  const quick: readonly Item[] =
    reading.type === "understood" ? [{ type: "quick", quick: reading.quick }] : [];
  const begun = verbs.filter(({ words }) => beginWords(words, typed));
  const parts = sections.filter(({ title }) => beginWords(title, typed));
  const seen = new Set(named.map(({ id }) => id));
  const others = found.filter(({ subject }) => !seen.has(subject)).slice(0, foundMax);
  const isName = reading.type === "none" && /^[\p{L}\p{M}\s.'’-]+$/u.test(text.trim());
  const link: readonly Item[] =
    reading.type !== "understood" && linkIn(text) !== null
      ? [{ type: "link", text, name: proposalFor({ title: "", text, url: "" }).name }]
      : [];
  return [
    ...quick,
    ...link,
    ...acts(typed, people),
    ...named.slice(0, peopleMax).map((person) => ({ type: "person", person }) as const),
    ...actsOn(named),
    ...begun.map((verb) => ({ type: "verb", verb }) as const),
    ...listed,
    ...parts.map((section) => ({ type: "section", section }) as const),
    ...others.map((each) => ({ type: "found", found: each }) as const),
    ...(isName ? [{ type: "new", name: text.trim() } as const] : []),
  ];
}

/** Only leads somewhere and records nothing: all that the past offers. */
export function isLook(item: Item): boolean {
  if (item.type === "command")
    return !["add", "remind", "undo"].includes(item.shortcut.command.type);
  return ["person", "section", "found"].includes(item.type);
}

/** `outreach ada`: the verb and whom it can mean. */
function acts(typed: string, people: readonly Person[]): readonly Item[] {
  for (const verb of verbs) {
    const phrase = verb.phrases.find((each) => typed.startsWith(`${each} `));
    if (phrase === undefined) continue;
    const named = peopleNamed(people, typed.slice(phrase.length));
    return named.slice(0, peopleMax).map((person) => ({ type: "act", verb, person }) as const);
  }
  return [];
}

/** All that can be done with the person found, once it is clear who. */
function actsOn(named: readonly Person[]): readonly Item[] {
  const [person] = named;
  if (person === undefined || named.length > actedOnMax) return [];
  return verbs.map((verb) => ({ type: "act", verb, person }) as const);
}

/** Each typed word begins one of the words. */
function beginWords(words: string, typed: string): boolean {
  const all = folded(words).split(" ");
  return typed.split(/\s+/).every((start) => all.some((word) => word.startsWith(start)));
}
