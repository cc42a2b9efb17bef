/** A person in a list: name, what they do, where they stand. */
import { personPath } from "../route.ts";
import type { Person } from "../rows.ts";
import { Stage } from "./Stage.tsx";
import { UserText } from "./UserText.tsx";

interface Props {
  readonly person: Person;
  /** Words of theirs that say why they are in the list. */
  readonly why?: string;
}

export function PersonLink({ person, why = "" }: Props) {
  return (
    <a class="row" href={personPath(person.id)}>
      <PersonWords person={person} why={why} />
      <Stage stage={person.stage} />
    </a>
  );
}

/** The same without a link, for looking at the past. */
export function PersonWords({ person, why = "" }: Props) {
  const work = [person.title, person.org].filter((part) => part !== "").join(", ");
  return (
    <span class="row-words">
      <UserText class="row-title" text={person.name} />
      {work !== "" && <UserText class="row-detail" text={work} />}
      {why !== "" && <UserText class="row-detail" text={why} />}
    </span>
  );
}
