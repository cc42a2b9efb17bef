/** Which people a few typed letters mean. Pure. */
import { folded } from "../names.ts";
import type { Person } from "../rows.ts";

type Named = Pick<Person, "name">;

/** Everybody of whose name each typed word begins a word; the closest first. */
export function peopleNamed<P extends Named>(people: readonly P[], typed: string): readonly P[] {
  return ranked(people, typed).flat();
}

export type Meant =
  | { readonly type: "one"; readonly person: Person }
  | { readonly type: "several"; readonly people: readonly Person[] }
  | { readonly type: "nobody" };

/** The one person meant, or all who are meant as well as each other. */
export function personMeant(people: readonly Person[], typed: string): Meant {
  const closest = ranked(people, typed).find(({ length }) => length > 0) ?? [];
  const [first] = closest;
  if (first === undefined) return { type: "nobody" };
  if (closest.length > 1) return { type: "several", people: closest };
  return { type: "one", person: first };
}

/** Who is called just this, who has all typed words in the name, and who has their beginnings. */
function ranked<P extends Named>(people: readonly P[], typed: string): readonly (readonly P[])[] {
  const wanted = wordsIn(typed);
  const exact: P[] = [];
  const whole: P[] = [];
  const begun: P[] = [];
  if (wanted.length === 0) return [];
  for (const person of people) {
    const words = wordsIn(person.name);
    if (!wanted.every((start) => words.some((word) => word.startsWith(start)))) continue;
    if (words.join(" ") === wanted.join(" ")) exact.push(person);
    else if (wanted.every((word) => words.includes(word))) whole.push(person);
    else begun.push(person);
  }
  return [exact, whole, begun];
}

function wordsIn(text: string): readonly string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
