/** Who was named before they were on the list: the referral that a request to them pursues. */
import type { Draft } from "../shared/messages";
import { draft } from "./drafts.ts";
import type { Engine } from "./engine.ts";
import { plain } from "./palette/people.ts";
import { type Referral, referralOf } from "./person/rows.ts";
import { contactOf } from "./rows.ts";

/** What is said beside a request to this contact: see `pursuedByWriting`. */
export async function pursuedWith(
  engine: Engine,
  contact: string,
  at: number,
): Promise<readonly Draft[]> {
  const ask = { tag: "ask", as_of: undefined } as const;
  const [people, named] = await Promise.all([
    engine.request({ ...ask, name: "contact", parameters: { id: contact } }),
    engine.request({ ...ask, name: "referrals", parameters: { contact: null } }),
  ]);
  return people
    .map(contactOf)
    .flatMap((person) => pursuedByWriting(person, named.map(referralOf), at));
}

/**
 * What links the one open referral to their name with them; nothing if none or several are. The
 * laptop tells the same (`cli/named.py`).
 */
export function pursuedByWriting(
  person: { readonly id: string; readonly name: string },
  referrals: readonly Referral[],
  at: number,
): readonly Draft[] {
  const [named, ...others] = referrals.filter(
    ({ to, toName, pursuedAt, declinedAt }) =>
      to === "" && pursuedAt === null && declinedAt === null && isCalled(person.name, toName),
  );
  if (named === undefined || others.length > 0) return [];
  return [draft("referral.pursued", named.id, { to: person.id }, at)];
}

/** As the message after it says; one event alone is just "Saved". */
export function writtenWords(drafts: readonly Draft[]): string {
  return drafts.some(({ type }) => type === "referral.pursued")
    ? "Saved, and the referral to them is pursued"
    : "Saved";
}

function isCalled(name: string, other: string): boolean {
  const spaced = (text: string) => plain(text).trim().replaceAll(/\s+/g, " ");
  return spaced(name) === spaced(other);
}
