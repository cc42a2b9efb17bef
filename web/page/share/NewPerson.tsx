/** Nobody has the link yet: add whom it seems to be about, or give it to somebody known. */
import { useState } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { AddPerson } from "../dialogs/AddPerson.tsx";
import { draft } from "../drafts.ts";
import { useNotebook } from "../notebook.ts";
import { peopleNamed } from "../palette/people.ts";
import { personPath } from "../route.ts";
import { navigate } from "../router.ts";
import type { Proposal } from "./proposal.ts";
import type { Known } from "./rows.ts";
import { useKnown } from "./useKnown.ts";

/** As many as one tells apart at a glance. */
const shownMax = 5;

export function NewPerson({ proposal }: { readonly proposal: Proposal }) {
  const [isAdding, setAdding] = useState(false);
  const { name, title, org, url } = proposal;
  const work = [title, org].filter((part) => part !== "").join(", ");
  return (
    <>
      <Section title="Somebody new?">
        <div class="shared-person">
          <span class="row-words">
            <UserText class="row-title" text={name === "" ? "The link does not say who" : name} />
            {work !== "" && <UserText class="row-detail" text={work} />}
          </span>
          <button type="button" class="button button-primary" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            Add person
          </button>
        </div>
      </Section>
      {url !== "" && <GiveTo url={url} name={name} />}
      {isAdding && <AddPerson given={proposal} onClose={() => setAdding(false)} />}
    </>
  );
}

/** Imported by name alone, or met before they had a profile. */
function GiveTo({ url, name }: { readonly url: string; readonly name: string }) {
  const { act } = useNotebook();
  const people = useKnown() ?? [];
  const [typed, setTyped] = useState(name);
  const named = peopleNamed(people, typed).slice(0, shownMax);
  const give = async (person: Known) => {
    const urls = [...person.urls, url];
    const isKept = await act([draft("contact.corrected", person.id, { urls }, Date.now())]);
    if (isKept) navigate(personPath(person.id));
  };
  if (people.length === 0) return null;
  return (
    <Section title="Or somebody you know?">
      <search class="search">
        <Icon name="search" />
        <input
          type="search"
          aria-label="Whose link it is"
          placeholder="Their name"
          dir="auto"
          autocomplete="off"
          maxLength={200}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      {typed.trim() !== "" && named.length === 0 && (
        <p class="hint">Nobody in the notebook is called so.</p>
      )}
      <ul class="rows">
        {named.map((person) => (
          <li key={person.id}>
            <button type="button" class="row" onClick={() => give(person)}>
              <span class="row-words">
                <UserText class="row-title" text={person.name} />
                {person.org !== "" && <UserText class="row-detail" text={person.org} />}
              </span>
              <span class="shared-give">Add the link</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
