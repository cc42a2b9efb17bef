/** A person in a list: name, what they do, where they stand. */
import { personPath } from "../route.ts";
import type { Person } from "../rows.ts";
import { Stage } from "./Stage.tsx";
import { UserText } from "./UserText.tsx";

export function PersonLink({ person }: { readonly person: Person }) {
  return (
    <a class="row" href={personPath(person.id)}>
      <PersonWords person={person} />
      <Stage stage={person.stage} />
    </a>
  );
}

/** The same without a link, for looking at the past. */
export function PersonWords({ person }: { readonly person: Person }) {
  const work = [person.title, person.org].filter((part) => part !== "").join(", ");
  return (
    <span class="row-words">
      <UserText class="row-title" text={person.name} />
      {work !== "" && <UserText class="row-detail" text={work} />}
    </span>
  );
}
