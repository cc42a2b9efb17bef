/**
 * What changed between two moments, in sentences: `infoview diff` (infoview_sync/cli/differing.py)
 * told again; tests/vectors/changes.json keeps both the same. Pure.
 */
import type { Row } from "../../shared/messages";
import { text } from "../cells.ts";
import { wordIn } from "../words.ts";

/** A person, or a row of query/things.sql; `name` is the person it belongs to. */
export interface Thing {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly text: string;
}

/** A thing that is new (no `before`), gone (no `after`) or in another state. */
export interface Change {
  readonly thing: Thing;
  readonly before: string | null;
  readonly after: string | null;
}

export const titles = {
  people: "People",
  interviews: "Interviews held",
  thank_yous: "Thank-yous sent",
  referrals: "Referrals",
  insights: "Insights",
  advice: "Advice",
  opportunities: "Opportunities",
  cadences: "Keeping in touch",
} as const;
export type Kind = keyof typeof titles;

/** Of an insight or a piece of advice in its sentence. */
const textChars = 80;

const stages: Readonly<Record<string, string>> = {
  accepted: "said yes",
  deferred: "asked to wait",
  redirected: "pointed elsewhere",
  closed_no_reply: "no reply",
  conducted: "talked",
};

export function thingOf(row: Row): Thing {
  return {
    kind: text(row, "kind") as Kind,
    id: text(row, "id"),
    name: text(row, "name"),
    state: text(row, "state"),
    text: text(row, "text"),
  };
}

export function personThing(row: Row): Thing {
  const [id, name, state] = [text(row, "id"), text(row, "name"), text(row, "stage")];
  return { kind: "people", id, name, state, text: "" };
}

/** What is new or in another state, in the order of `after`; then what is gone. */
export function changesBetween(
  before: readonly Thing[],
  after: readonly Thing[],
): readonly Change[] {
  const [was, is] = [byKey(before), byKey(after)];
  const found: Change[] = [];
  for (const [key, thing] of is) {
    const earlier = was.get(key)?.state ?? null;
    if (earlier !== thing.state) found.push({ thing, before: earlier, after: thing.state });
  }
  for (const [key, thing] of was)
    if (!is.has(key)) found.push({ thing, before: thing.state, after: null });
  return found;
}

export interface Group {
  readonly kind: Kind;
  readonly changes: readonly Change[];
}

export function grouped(found: readonly Change[]): readonly Group[] {
  return (Object.keys(titles) as Kind[])
    .map((kind) => ({ kind, changes: found.filter(({ thing }) => thing.kind === kind) }))
    .filter(({ changes }) => changes.length > 0);
}

/** "Ada Novak: outreach sent → thanked". */
export function sentence({ thing, before, after }: Change): string {
  const about = aboutOf(thing);
  if (after === null) return `no longer: ${about}`;
  const { kind } = thing;
  if (before !== null) return `${about}: ${stateWords(kind, before)} → ${stateWords(kind, after)}`;
  switch (kind) {
    case "people":
      return `${about} was added${after === "identified" ? "" : `, now: ${stateWords(kind, after)}`}`;
    case "interviews":
    case "thank_yous":
    case "insights":
      return about;
    default:
      return ["received", "surfaced"].includes(after)
        ? about
        : `${about}: ${stateWords(kind, after)}`;
  }
}

function aboutOf(thing: Thing): string {
  const name = thing.name || "somebody";
  const chars = [...thing.text];
  const words =
    chars.length <= textChars ? thing.text : `${chars.slice(0, textChars - 1).join("")}…`;
  switch (thing.kind) {
    case "people":
    case "cadences":
      return name;
    case "interviews":
      return `talked with ${name}`;
    case "thank_yous":
      return `thanked ${name}`;
    case "referrals":
      return `${name} named ${words || "somebody"}`;
    case "insights":
      return `${plain(thing.state)}, from ${name}: ${words}`;
    case "advice":
      return `${name} advised: ${words}`;
    case "opportunities":
      return thing.name === "" ? words : `${words} (from ${name})`;
  }
}

function stateWords(kind: Kind, state: string): string {
  return (kind === "people" ? wordIn(stages, state) : undefined) ?? plain(state);
}

function plain(value: string): string {
  return value.replaceAll("_", " ");
}

function byKey(things: readonly Thing[]): ReadonlyMap<string, Thing> {
  return new Map(things.map((each) => [`${each.kind} ${each.id}`, each]));
}
