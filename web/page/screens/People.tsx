/** Everyone, and finding one of them as one types. */
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { FoundList } from "../components/FoundList.tsx";
import { Icon } from "../components/Icon.tsx";
import { PersonLink } from "../components/PersonLink.tsx";
import { Problem } from "../components/Problem.tsx";
import { Screen } from "../components/Screen.tsx";
import { WindowedList } from "../components/WindowedList.tsx";
import { AddPerson } from "../dialogs/AddPerson.tsx";
import { usePeople } from "../hooks/queries.ts";
import { countWords } from "../words.ts";

/** Kept while the app is open: coming back from a person finds the search as it was. */
const words = signal("");

export function PeopleScreen() {
  const { value: people, problem } = usePeople();
  const [isAdding, setAdding] = useState(false);
  const isSearching = words.value.trim() !== "";
  return (
    <Screen
      title="People"
      actions={
        <button type="button" class="button button-round" onClick={() => setAdding(true)}>
          <Icon name="plus" />
          Add person
        </button>
      }
    >
      <search class="search">
        <Icon name="search" />
        <input
          type="search"
          aria-label="Search people and notes"
          placeholder="Search people, notes, insights"
          dir="auto"
          autocomplete="off"
          maxLength={200}
          value={words.value}
          onInput={(event) => {
            words.value = event.currentTarget.value;
          }}
        />
      </search>
      <Problem words={problem} />
      {isSearching ? (
        <FoundList words={words.value} people={people ?? []} />
      ) : (
        people !== undefined && (
          <>
            <p class="count">{countWords(people.length, "person", "people")}</p>
            <WindowedList label="People" items={people} keyOf={(person) => person.id}>
              {(person) => <PersonLink person={person} />}
            </WindowedList>
          </>
        )
      )}
      {isAdding && <AddPerson onClose={() => setAdding(false)} />}
    </Screen>
  );
}
