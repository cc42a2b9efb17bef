/** What letters are filled from and the coach compares a draft with. Pure. */
import type { Row } from "../shared/messages";
import type { Context } from "../shared/practice/rulebook.ts";
import { number, text } from "./cells.ts";
import type { Contact } from "./rows.ts";

/** One row of query/letter_facts.sql. */
export interface Fact {
  readonly kind: string;
  readonly about: string;
  readonly text: string;
  readonly interview: string;
  readonly isAllowed: boolean;
}

export function factOf(row: Row): Fact {
  return {
    kind: text(row, "kind"),
    about: text(row, "about"),
    text: text(row, "text"),
    interview: text(row, "interview"),
    isAllowed: number(row, "allowed") === 1,
  };
}

/** Minutes to ask for in a request; the norm is a most. */
const minutesAsked = "20";
const material = ["insight", "note", "answer", "advice"];

export type LetterFacts = Readonly<Record<string, string | undefined>>;

/** The placeholders of any letter; what was said in a talk is added by interview/thank_facts.ts. */
export function lettersFacts(contact: Contact, facts: readonly Fact[]): LetterFacts {
  const preference = (name: string) =>
    facts.find(({ kind, about }) => kind === "preference" && about === name)?.text;
  return {
    name: contact.name,
    org: contact.org,
    title: contact.title,
    met_through: contact.metThrough,
    referrer: facts.find(({ kind, isAllowed }) => kind === "referrer" && isAllowed)?.text,
    minutes: minutesAsked,
    about_me: preference("about_me"),
    my_name: preference("my_name"),
  };
}

export function contextOf(contact: Contact, facts: readonly Fact[], interview = ""): Context {
  const from = (kinds: readonly string[]) =>
    facts
      .filter((fact) => kinds.includes(fact.kind))
      .filter((fact) => interview === "" || ["", interview].includes(fact.interview))
      .map((fact) => fact.text);
  const norms = facts
    .filter(({ kind }) => kind === "norm")
    .map(({ about, text: value }) => [about, Number(value)] as const);
  return {
    name: contact.name,
    referrer: facts.find(({ kind }) => kind === "referrer")?.text ?? "",
    shared: [contact.metThrough].filter(Boolean),
    material: from(material),
    names: from(["referred"]),
    norms: Object.fromEntries(norms),
  };
}
