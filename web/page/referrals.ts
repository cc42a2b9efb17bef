/** Who was named to the user: the referrals that a request to them pursues. */
import type { Draft } from "../shared/messages";
import { draft } from "./drafts.ts";
import type { Engine } from "./engine.ts";
import { dayNumber, deviceOffset } from "./moments.ts";
import { folded } from "./names.ts";
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
 * Every open referral to them, and the one to their name, if they were not on the list yet. Not the
 * one to a name if several are open, if it names another organisation, or if a namesake among the
 * people could be meant as well. None that came on a later day than was written. The laptop tells
 * the same (`cli/named.py`).
 */
export function pursuedByWriting(
  person: Named,
  people: readonly Named[],
  referrals: readonly Referral[],
  at: number,
): readonly Draft[] {
  const day = dayNumber(at, deviceOffset(at));
  const waiting = referrals.filter(
    (each) =>
      each.pursuedAt === null &&
      each.declinedAt === null &&
      dayNumber(each.receivedAt, deviceOffset(each.receivedAt)) <= day,
  );
  const [named, ...others] = waiting.filter((each) => each.to === "" && mayMean(each, person));
  const isMeant =
    named !== undefined &&
    others.length === 0 &&
    !people.some((each) => each.id !== person.id && mayMean(named, each));
  return waiting
    .filter((each) => each.to === person.id || (isMeant && each === named))
    .map((each) => draft("referral.pursued", each.id, { to: person.id }, at));
}

/** As the message after it says; one event alone is just "Saved". */
export function writtenWords(drafts: readonly Draft[]): string {
  const pursued = drafts.filter(({ type }) => type === "referral.pursued").length;
  if (pursued > 1) return `Saved, and the ${pursued} referrals to them are pursued`;
  return pursued === 1 ? "Saved, and the referral to them is pursued" : "Saved";
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
  const spaced = (text: string) => folded(text).trim().replaceAll(/\s+/g, " ");
  return spaced(name) === spaced(other);
}
