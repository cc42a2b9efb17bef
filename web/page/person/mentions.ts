/** Where a person's name stands in what was written about others: it stays when they are forgotten. */
import { isAlike } from "../referrals.ts";
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

/**
 * What a search for the full name found, and the open referrals to somebody of that name, which no
 * search finds; without what is `own`, because it goes. The command line tells the same
 * (`cli/upkeep.py`).
 */
export function mentionsOf(
  name: string,
  own: ReadonlySet<string>,
  found: readonly Found[],
  referrals: readonly Referral[],
): readonly Mention[] {
  const named = referrals
    .filter(({ to, toName }) => to === "" && isAlike(toName, name))
    .map(({ id, fromName, toName, org }) => ({
      subject: id,
      name: fromName,
      kind: "referral",
      text: [toName, org].filter((each) => each !== "").join(", "),
    }));
  const said = found.map(({ subject, name: about, kind, title, text }) => ({
    subject,
    name: about,
    kind,
    text: text.trim() === "" ? title : text,
  }));
  return [...named, ...said].filter(({ subject }) => !own.has(subject));
}
