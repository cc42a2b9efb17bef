/** Everyone, and finding one of them as one types. */
import { useState } from "preact/hooks";
import { FoundList } from "../components/FoundList.tsx";
import { Icon } from "../components/Icon.tsx";
import { PersonLink } from "../components/PersonLink.tsx";
import { Problem } from "../components/Problem.tsx";
import { Screen } from "../components/Screen.tsx";
import { WindowedList } from "../components/WindowedList.tsx";
import { AddPerson } from "../dialogs/AddPerson.tsx";
import { usePeople } from "../hooks/queries.ts";
import { searchWords as words } from "../search_words.ts";
import { countWords } from "../words.ts";

export function PeopleScreen() {
  const { value: people, problem } = usePeople();
  /** The name to begin with, or null while nobody is being added. */
  const [adding, setAdding] = useState<string | null>(null);
  const isSearching = words.value.trim() !== "";
  return (
    <Screen
      title="People"
      actions={
        <button type="button" class="button button-round" onClick={() => setAdding("")}>
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
        <FoundList words={words.value} people={people ?? []} onAdd={setAdding} />
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
      {adding !== null && <AddPerson name={adding} onClose={() => setAdding(null)} />}
    </Screen>
  );
}
