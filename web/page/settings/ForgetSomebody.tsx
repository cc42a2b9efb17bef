/** Whom to forget: found by name; the question itself stands on their page too. */
import { useState } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { UserText } from "../components/UserText.tsx";
import { useContact, useEveryone } from "../hooks/queries.ts";
import { ForgetPerson } from "../person/ForgetPerson.tsx";

const shownMax = 8;

export function ForgetSomebody() {
  const { value: people } = useEveryone();
  const [words, setWords] = useState("");
  const wanted = words.trim().toLocaleLowerCase();
  const found =
    wanted === ""
      ? []
      : (people ?? []).filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return (
    <>
      <p>
        Forgetting erases every word about a person, on every device that syncs: who they are, your
        messages, interviews, notes and what they told you. The history stays verifiable, but the
        words are gone, and no undo brings them back. What you wrote about others stays, even where
        it names them. Exports and backups that you made before still hold them. To only put
        somebody out of sight, archive them instead.
      </p>
      <search class="search">
        <Icon name="search" />
        <input
          type="search"
          aria-label="Whom to forget"
          placeholder="A name"
          dir="auto"
          autocomplete="off"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </search>
      <ul class="rows" aria-label="People found">
        {found.slice(0, shownMax).map((person) => (
          <li key={person.id} class="forget-row">
            <span class="row-words">
              <UserText class="row-title" text={person.name} />
              <UserText class="row-detail" text={person.org} />
            </span>
            <Forget id={person.id} />
          </li>
        ))}
      </ul>
      {wanted !== "" && found.length === 0 && people !== undefined && (
        <p class="quiet">Nobody of that name is here.</p>
      )}
      {found.length > shownMax && <p class="quiet">and {found.length - shownMax} more</p>}
    </>
  );
}

function Forget({ id }: { readonly id: string }) {
  const { value: contacts } = useContact(id);
  const contact = contacts?.[0];
  return contact === undefined ? null : <ForgetPerson contact={contact} />;
}
