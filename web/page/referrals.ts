/** Who was named before they were on the list: the referral that a request to them pursues. */
import type { Draft } from "../shared/messages";
import { draft } from "./drafts.ts";
import type { Engine } from "./engine.ts";
import { dayNumber, deviceOffset } from "./moments.ts";
import { plain } from "./palette/people.ts";
import { type Referral, referralOf } from "./person/rows.ts";
import { type Person, personOf } from "./rows.ts";

type Named = Pick<Person, "id" | "name" | "org">;

/** What is said beside a request to this contact: see `pursuedByWriting`. */
export async function pursuedWith(
  engine: Engine,
  contact: string,
  at: number,
): Promise<readonly Draft[]> {
  const ask = { tag: "ask", as_of: undefined } as const;
  const [rows, named] = await Promise.all([
    engine.request({ ...ask, name: "people", parameters: { archived: 1 } }),
    engine.request({ ...ask, name: "referrals", parameters: { contact: null } }),
  ]);
  const people = rows.map(personOf);
  return people
    .filter(({ id }) => id === contact)
    .flatMap((person) => pursuedByWriting(person, people, named.map(referralOf), at));
}

/**
 * What links the one open referral to their name with them; nothing if none or several are.
 * Nothing either if it names another organisation, or came on a later day than was written, or a
 * namesake among the people could be meant as well. The laptop tells the same (`cli/named.py`).
 */
export function pursuedByWriting(
  person: Named,
  people: readonly Named[],
  referrals: readonly Referral[],
  at: number,
): readonly Draft[] {
  const day = dayNumber(at, deviceOffset(at));
  const [named, ...others] = referrals.filter(
    (each) =>
      each.to === "" &&
      each.pursuedAt === null &&
      each.declinedAt === null &&
      dayNumber(each.receivedAt, deviceOffset(each.receivedAt)) <= day &&
      mayMean(each, person),
  );
  if (named === undefined || others.length > 0) return [];
  if (people.some((each) => each.id !== person.id && mayMean(named, each))) return [];
  return [draft("referral.pursued", named.id, { to: person.id }, at)];
}

/** As the message after it says; one event alone is just "Saved". */
export function writtenWords(drafts: readonly Draft[]): string {
  return drafts.some(({ type }) => type === "referral.pursued")
    ? "Saved, and the referral to them is pursued"
    : "Saved";
}

/** By name, and by organisation: one that is not known may be any. */
function mayMean(referral: Referral, person: Named): boolean {
  return (
    isAlike(referral.toName, person.name) &&
    (referral.org === "" || person.org === "" || isAlike(referral.org, person.org))
  );
}

/** Whether two names are spelt alike but for capitals, marks and spaces. */
export function isAlike(name: string, other: string): boolean {
  const spaced = (text: string) => plain(text).trim().replaceAll(/\s+/g, " ");
  return spaced(name) === spaced(other);
}
