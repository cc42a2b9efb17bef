/** Beneath a link in a form: who in the notebook has it. */
import { personPath } from "../route.ts";
import { useWhoHas } from "./useKnown.ts";

export function AlreadyKnown({ url }: { readonly url: string }) {
  const [person] = useWhoHas(url) ?? [];
  return (
    <p class="already-known" role="status" aria-label="Already known">
      {person !== undefined && (
        <>
          In your notebook already:{" "}
          <a href={personPath(person.id)} dir="auto">
            {person.name}
          </a>
        </>
      )}
    </p>
  );
}
