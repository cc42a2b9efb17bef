/** Events about to be said, made from what the user did. Pure: the time comes from outside. */
import type { EventDataByType, EventType } from "../shared/events.gen";
import type { Draft, EventName } from "../shared/messages";
import { listValuesMax, textCharsMax } from "./limits.ts";
import { deviceStamp } from "./moments.ts";
import type { Contact, Question } from "./rows.ts";

/** One event; `at` is when it happened, which may be before now. */
export function draft<T extends EventType>(
  type: T,
  subject: string,
  data: EventDataByType[T],
  at: number,
): Draft {
  // Draft is the union over T of exactly this shape; TypeScript cannot follow that through T.
  return { type, subject, data, occurred_at: deviceStamp(at) } as Draft;
}

/** The fields that hold something: an absent field and an empty one say the same at first. */
export function filled<T extends object>(fields: T): Partial<T> {
  const entries = Object.entries(fields).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== "" && value !== undefined,
  );
  return Object.fromEntries(entries) as Partial<T>;
}

export interface ContactFields {
  readonly name: string;
  readonly org: string;
  readonly title: string;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly urls: readonly string[];
  readonly location: string;
  readonly met_through: string;
  readonly notes: string;
}

/** `contact.added`; `source` says how: typed here, or named by someone (referral). */
export function personAdded(id: string, fields: ContactFields, source: string, at: number): Draft {
  return draft("contact.added", id, { ...filled(fields), name: fields.name, source }, at);
}

/** `contact.corrected` with only what changed, or null if nothing did. */
export function personCorrected(before: Contact, after: ContactFields, at: number): Draft | null {
  const known: ContactFields = { ...before, met_through: before.metThrough };
  const changed = Object.entries(after).filter(
    ([field, value]) => !isSame(known[field as keyof ContactFields], value),
  );
  if (changed.length === 0) return null;
  return draft("contact.corrected", before.id, Object.fromEntries(changed), at);
}

/**
 * `contacts.merged`: what the one who stays takes over from the other, as `infoview merge` does.
 * Lists are joined, what is empty is filled, and the notes of both are kept. Throws, in words, if
 * these are too long together.
 */
export function peopleMerged(kept: Contact, other: Contact, at: number): Draft {
  const joined = (name: "emails" | "phones" | "urls" | "tags") => {
    const all = [...new Set([...kept[name], ...other[name]])];
    return isSame(all, kept[name]) ? [] : all.slice(0, listValuesMax);
  };
  const gap = (own: string, theirs: string) => (own === "" ? theirs : "");
  const notes = [...new Set([kept.notes, other.notes])].filter((each) => each !== "");
  const taken = filled({
    emails: joined("emails"),
    phones: joined("phones"),
    urls: joined("urls"),
    tags: joined("tags"),
    org: gap(kept.org, other.org),
    title: gap(kept.title, other.title),
    location: gap(kept.location, other.location),
    met_through: gap(kept.metThrough, other.metThrough),
    connected_on: gap(kept.connectedOn, other.connectedOn),
    notes: isSame(notes, [kept.notes]) ? "" : joinedNotes(notes),
  });
  return draft("contacts.merged", kept.id, { ...taken, merged: [other.id] }, at);
}

function joinedNotes(notes: readonly string[]): string {
  const joined = notes.join("\n\n");
  const { length } = [...joined];
  if (length <= textCharsMax) return joined;
  const [is, most] = [length, textCharsMax].map((number) => number.toLocaleString("en"));
  throw new Error(
    `The notes of the two together have ${is} characters, more than ${most}: ` +
      "shorten one of them, then merge.",
  );
}

function isSame(one: string | readonly string[], other: string | readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function nextRank(questions: readonly Question[]): number {
  return Math.max(0, ...questions.map(({ rank }) => rank ?? 0)) + 1;
}

/** What was said, as far as undoing it must know. */
export interface Said {
  readonly name: EventName;
  readonly draft: Draft;
}

/**
 * Undo: one new event about the same subject for each event said, the last one first. An undo is
 * itself undone by restoring what it took out, and the other way round.
 */
export function undoing(said: readonly Said[], at: number): readonly Draft[] {
  return said
    .map(({ name, draft: { type, subject, data } }) => {
      switch (type) {
        case "event.retracted":
          return draft("event.restored", subject, data, at);
        case "event.restored":
          return draft("event.retracted", subject, data, at);
        default:
          return draft("event.retracted", subject, { log: name.log, seq: name.seq }, at);
      }
    })
    .reverse();
}
