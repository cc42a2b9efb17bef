/** In the form of somebody new: who in the notebook they may be. Told, never refused. */
import { useMemo } from "preact/hooks";
import { UserText } from "../components/UserText.tsx";
import { personPath } from "../route.ts";
import { alike, type Typed } from "./alike.ts";
import { useKnown } from "./useKnown.ts";

export function AlreadyKnown({ url, email, name }: Typed) {
  const people = useKnown();
  const person = useMemo(
    () => alike(people ?? [], { url, email, name }),
    [people, url, email, name],
  );
  return (
    <p class="already-known" role="status" aria-label="Already known">
      {person !== undefined && (
        <>
          In your notebook already:{" "}
          <a href={personPath(person.id)} dir="auto">
            {person.name}
          </a>
          {person.org !== "" && <UserText text={`, ${person.org}`} />}
        </>
      )}
    </p>
  );
}
