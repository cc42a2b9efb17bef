/**
 * Quick add: one line that adds a person or records something about one, understood offline.
 *
 * Nothing is guessed: every part of the line has one meaning, or the line is refused with what
 * could be said instead. Pure; nothing is saved here, the caller shows what was understood first.
 *
 *   Ada Novak at Fieldnote, editor, ada@example.org
 *   ada: in touch by phone yesterday about the launch
 *   ada: outreach by email 2 days ago
 *   remind me in 2 weeks ada ask about the launch
 */
import { asLink } from "../links.ts";
import { type Now, readWhen, WhenRefused } from "../natural_dates.ts";
import type { ContactFields } from "../drafts.ts";
import type { Person } from "../rows.ts";
import { channels, channelWords } from "../words.ts";
import { peopleNamed, personMeant } from "./people.ts";

export type Channel = (typeof channels)[number];

export type Quick =
  | { readonly type: "person"; readonly fields: ContactFields }
  | {
      readonly type: "touch" | "outreach";
      readonly person: Person;
      readonly channel: Channel;
      /** Null: now. */
      readonly at: number | null;
      readonly text: string;
    }
  | {
      readonly type: "reminder";
      readonly person: Person;
      readonly due: number;
      readonly text: string;
    };

export type Reading =
  /** A search or a command, not something to add. */
  | { readonly type: "none" }
  | { readonly type: "understood"; readonly quick: Quick }
  | { readonly type: "refused"; readonly problem: string };

export const quickExamples = [
  "Ada Novak at Fieldnote, editor, ada@example.org",
  "ada: in touch by phone yesterday",
  "ada: outreach by email 2 days ago",
  "remind me in 2 weeks ada ask about the launch",
] as const;

/** No time is said in more words ("on 5 may 2027 at 3 pm"), no person named in more. */
const whenWordsMax = 7;
const nameWordsMax = 5;
/** Of a reminder's day without a time. */
const morningHour = 9;

/** Why a line is none. */
class QuickRefused extends Error {}

export function readQuick(line: string, people: readonly Person[], now: Now): Reading {
  const text = line.trim().replace(/\s+/g, " ");
  try {
    const quick = reminder(text, people, now) ?? about(text, people, now) ?? newPerson(text);
    return quick === null ? { type: "none" } : { type: "understood", quick };
  } catch (error) {
    if (error instanceof QuickRefused || error instanceof WhenRefused) {
      return { type: "refused", problem: sentence(error.message) };
    }
    throw error;
  }
}

function reminder(text: string, people: readonly Person[], now: Now): Quick | null {
  const match = /^remind me\b\s*(.*)$/i.exec(text);
  if (match === null) return null;
  const words = (match[1] ?? "").split(" ").filter((word) => word !== "");
  if (words.length === 0) {
    throw new QuickRefused("say when, whom it is about and of what: remind me friday ada …");
  }
  const when = takeWhen(words, now, "future");
  if (when === null) {
    // The refusal of the first words names what is wrong with them.
    readWhen(words.slice(0, 2).join(" "), now, "future");
    throw new QuickRefused("say when first: remind me in 2 weeks …");
  }
  const { person, rest } = takePerson(words.slice(when.words), people);
  return remindOf(person, when, rest, now);
}

function remindOf(person: Person, when: Taken, rest: readonly string[], now: Now): Quick {
  const text = rest.join(" ").replace(/^(?:to|that|of) /i, "");
  if (text === "") throw new QuickRefused(`say of what to remind you about ${person.name}`);
  return { type: "reminder", person, due: when.hasTime ? when.ms : morningOf(when.ms, now), text };
}

/** `ada: …` */
function about(text: string, people: readonly Person[], now: Now): Quick | null {
  const match = /^([^:,@]{1,100}):(?!\/\/)\s*(.*)$/.exec(text);
  if (match === null) return null;
  const person = only(match[1] ?? "", people);
  const said = match[2] ?? "";
  if (/^remind me\b/i.test(said)) {
    const words = said.split(" ").slice(2);
    const when = takeWhen(words, now, "future");
    if (when === null) throw new QuickRefused("say when: remind me in 2 weeks …");
    return remindOf(person, when, words.slice(when.words), now);
  }
  const [, verb = "", rest = ""] = /^(in touch|outreach)\b\s*(.*)$/i.exec(said) ?? [];
  if (verb === "") {
    throw new QuickRefused(
      `after “${match[1]}:” say “in touch by phone”, “outreach by email” or “remind me friday …”`,
    );
  }
  const type = verb.toLowerCase() === "outreach" ? "outreach" : "touch";
  const { channel, words } = takeChannel(rest, verb);
  return { type, person, channel, ...whenAndText(words, now) };
}

/** `yesterday about the launch`: a time, or none for now; then what it was about, if anything. */
function whenAndText(words: readonly string[], now: Now) {
  const start = words.findIndex((word) => word.toLowerCase() === "about");
  const [time, text] = start < 0 ? [words, []] : [words.slice(0, start), words.slice(start + 1)];
  if (start >= 0 && text.length === 0) throw new QuickRefused("say about what");
  const at = time.length === 0 ? null : readWhen(time.join(" "), now, "past").ms;
  if (at !== null && at > now.ms) {
    throw new QuickRefused("that lies ahead: only what has happened can be recorded");
  }
  return { at, text: text.join(" ") };
}

function takeChannel(rest: string, verb: string) {
  const said = /^(?:by|via|on|in) (.+)$/i.exec(rest)?.[1]?.toLowerCase() ?? "";
  // "in person" has lost its "in" by now.
  for (const channel of [...channels, "person"] as const) {
    const names = [channelWords(channel).toLowerCase(), channel.replace("_", " ")];
    const name = names.find((each) => said === each || said.startsWith(`${each} `));
    if (name === undefined) continue;
    const words = rest.split(" ").slice(1 + name.split(" ").length);
    return { channel: channel === "person" ? "in_person" : channel, words } as const;
  }
  throw new QuickRefused(
    `after “${verb}” say how: by email, by LinkedIn, by phone, by text, by letter or in person`,
  );
}

interface Taken {
  readonly ms: number;
  readonly hasTime: boolean;
  /** How many words it took. */
  readonly words: number;
}

/** The longest beginning that is a time. */
function takeWhen(words: readonly string[], now: Now, lean: "past" | "future"): Taken | null {
  for (let count = Math.min(whenWordsMax, words.length); count > 0; count -= 1) {
    try {
      const when = readWhen(words.slice(0, count).join(" "), now, lean);
      return { ms: when.ms, hasTime: when.hasTime, words: count };
    } catch (error) {
      if (!(error instanceof WhenRefused)) throw error;
    }
  }
  return null;
}

/** The longest beginning that names somebody. */
function takePerson(words: readonly string[], people: readonly Person[]) {
  const named = words[0]?.toLowerCase() === "about" ? words.slice(1) : words;
  for (let count = Math.min(nameWordsMax, named.length); count > 0; count -= 1) {
    const name = named.slice(0, count).join(" ");
    if (peopleNamed(people, name).length > 0) {
      return { person: only(name, people), rest: named.slice(count) };
    }
  }
  if (named[0] === undefined) throw new QuickRefused("say whom it is about");
  throw new QuickRefused(`nobody in the notebook is called “${named[0].replace(/[:,]$/, "")}”`);
}

function only(name: string, people: readonly Person[]): Person {
  const meant = personMeant(people, name);
  const shown = name.replace(/[:,]$/, "").trim();
  switch (meant.type) {
    case "one":
      return meant.person;
    case "nobody":
      throw new QuickRefused(`nobody in the notebook is called “${shown}”`);
    case "several": {
      const some = meant.people.slice(0, 3).map((person) => person.name);
      throw new QuickRefused(
        `“${shown}” can mean ${meant.people.length} people (${some.join(", ")}): write more of the name`,
      );
    }
  }
}

const emailForm = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;
const phoneForm = /^\+?[\d\s()./-]{6,30}$/;
const linkForm = /^(?:https?:\/\/|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/\S*$/i;
/** Belongs to the organisation before the comma. */
const companyForm = /^(?:inc|ltd|llc|gmbh|co|plc|ag|s\.?a)\.?$/i;

interface Parts {
  name: string;
  org: string;
  title: string;
  met_through: string;
  readonly emails: string[];
  readonly phones: string[];
  readonly urls: string[];
}

/** `Ada Novak at Fieldnote, editor, ada@example.org`; words alone are a search. */
function newPerson(text: string): Quick | null {
  const [first = "", ...others] = text.split(",").map((part) => part.trim());
  const [, name = first, org = ""] = /^(.+?) at (.+)$/i.exec(first) ?? [];
  if (name === "" || (org === "" && others.every((part) => part === ""))) return null;
  if (/[@\d]|:\/\//.test(name)) throw new QuickRefused("begin with the name: Ada Novak at …");
  const parts: Parts = {
    ...{ name, org, title: "", met_through: "" },
    ...{ emails: [], phones: [], urls: [] },
  };
  for (const part of others) if (part !== "") takePart(parts, part);
  return { type: "person", fields: { ...parts, location: "", notes: "" } };
}

function takePart(parts: Parts, part: string): void {
  const [, met] = /^met (?:through|at|via) (.+)$/i.exec(part) ?? [];
  const [, title = "", org] = /^(?:(.+) )?at (.+)$/i.exec(part) ?? [];
  if (emailForm.test(part)) parts.emails.push(part);
  else if (part.includes("@")) throw new QuickRefused(`“${part}” is not an email address`);
  else if (phoneForm.test(part)) parts.phones.push(part);
  else if (linkForm.test(part)) parts.urls.push(asLink(part));
  else if (met !== undefined) put(parts, "met_through", met);
  else if (parts.org !== "" && companyForm.test(part)) parts.org = `${parts.org}, ${part}`;
  else if (org !== undefined) {
    put(parts, "org", org);
    if (title !== "") put(parts, "title", title);
  } else put(parts, "title", part);
}

function put(parts: Parts, field: "org" | "title" | "met_through", value: string): void {
  if (parts[field] !== "") {
    throw new QuickRefused(
      `“${value}” can have two meanings: say the organisation with “at”, the title once, “met at …”`,
    );
  }
  parts[field] = value;
}

/** Nine in the morning of that local day. */
function morningOf(ms: number, { zone }: Now): number {
  const day = new Date(ms + zone.offsetAt(ms) * 60_000).toISOString().slice(0, 10);
  return readWhen(`${day} 0${morningHour}:00`, { ms, zone }, "future").ms;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
