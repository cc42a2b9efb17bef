/** Where a person's name stands in what was written about others: it stays when they are forgotten. */
import { text } from "../cells.ts";
import { eventTitle } from "../event_words.ts";
import { isAlike } from "../referrals.ts";
import type { Row } from "../../shared/messages.ts";
import type { Found } from "../rows.ts";
import type { Referral } from "./rows.ts";

export interface Mention {
  readonly subject: string;
  /** About whom, or by whom. */
  readonly name: string;
  readonly kind: string;
  readonly text: string;
}

/** A word alone is no name to look for: `Ed` begins many others. */
export function fullName(name: string): string {
  return name.trim().split(/\s+/).length > 1 ? name : "";
}

/** What an event says of it: a letter, a reminder. */
export function saidOf(row: Row): Mention {
  const kind = eventTitle(text(row, "type"));
  return {
    subject: text(row, "subject"),
    name: text(row, "person"),
    kind,
    text: text(row, "text"),
  };
}

interface Places {
  /** By a search for the full name. */
  readonly found: readonly Found[];
  readonly referrals: readonly Referral[];
  readonly said: readonly Mention[];
}

/**
 * What a search for the full name found, and what no search finds: the open referrals to somebody
 * of that name, letters, reminders; each entry once, without what is `own`, because it goes. The
 * command line tells the same (`cli/upkeep.py`).
 */
export function mentionsOf(
  name: string,
  own: ReadonlySet<string>,
  { found, referrals, said }: Places,
): readonly Mention[] {
  const named = referrals
    .filter(({ to, toName }) => to === "" && isAlike(toName, name))
    .map(({ id, fromName, toName, org }) => ({
      subject: id,
      name: fromName,
      kind: "referral",
      text: [toName, org].filter((each) => each !== "").join(", "),
    }));
  const searched = found.map(({ subject, name: about, kind, title, text: words }) => ({
    subject,
    name: about,
    kind,
    text: words.trim() === "" ? title : words,
  }));
  const bySubject = new Map<string, Mention>();
  for (const each of [...named, ...searched, ...said]) {
    if (!own.has(each.subject) && !bySubject.has(each.subject)) bySubject.set(each.subject, each);
  }
  return [...bySubject.values()];
}
