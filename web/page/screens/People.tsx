/** Everyone: a list or a board by stage, filtered, and finding one of them as one types. */
import { useMemo, useState } from "preact/hooks";
import type { EventName } from "../../shared/messages";
import { FoundList } from "../components/FoundList.tsx";
import { Icon } from "../components/Icon.tsx";
import { PersonLink, PersonWords } from "../components/PersonLink.tsx";
import { Problem } from "../components/Problem.tsx";
import { Screen } from "../components/Screen.tsx";
import { Segmented } from "../components/Segmented.tsx";
import { Stage } from "../components/Stage.tsx";
import { WindowedList } from "../components/WindowedList.tsx";
import { AddPerson } from "../dialogs/AddPerson.tsx";
import { keptChoice } from "../hooks/keptChoice.ts";
import { useEveryone } from "../hooks/queries.ts";
import { Board } from "../people/Board.tsx";
import { BulkBar } from "../people/Bulk.tsx";
import { chosen, type Filter, noFilter } from "../people/choose.ts";
import { OfImport } from "../people/OfImport.tsx";
import { PeopleFilters } from "../people/PeopleFilters.tsx";
import type { Person } from "../rows.ts";
import { searchWords as words } from "../search_words.ts";
import { countWords } from "../words.ts";

interface Props {
  /** Only those who came with this import; null: everyone. */
  readonly ofImport: EventName | null;
}

export function PeopleScreen({ ofImport }: Props) {
  const { value: people, problem } = useEveryone();
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
        people !== undefined &&
        (ofImport === null ? (
          <Everyone people={people} />
        ) : (
          <OfImport name={ofImport} people={people}>
            {(those) => <Everyone people={those} isChosen />}
          </OfImport>
        ))
      )}
      {adding !== null && <AddPerson name={adding} onClose={() => setAdding(null)} />}
    </Screen>
  );
}

type View = "list" | "board";
const views = [
  { value: "list", words: "List" },
  { value: "board", words: "Board" },
] as const satisfies readonly { value: View; words: string }[];

const useFilter = keptChoice<Filter>(noFilter);
const useView = keptChoice<View>("list");

interface EveryoneProps {
  readonly people: readonly Person[];
  /** They were chosen already: "Select" ticks all of them. */
  readonly isChosen?: boolean;
}

function Everyone({ people, isChosen = false }: EveryoneProps) {
  const [filter, setFilter] = useFilter();
  const [view, setView] = useView();
  /** Ids of those ticked, or null while nobody is being selected. */
  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
  const shown = useMemo(() => chosen(people, filter), [people, filter]);
  const flip = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  return (
    <>
      <PeopleFilters people={people} filter={filter} onChange={setFilter} />
      <div class="people-bar">
        <p class="count">{countWords(shown.length, "person", "people")}</p>
        {view === "list" && ticked === null && shown.length > 0 && (
          <button
            type="button"
            class="text-button"
            onClick={() => setTicked(new Set(isChosen ? shown.map(({ id }) => id) : []))}
          >
            {isChosen ? "Select all" : "Select"}
          </button>
        )}
        <Segmented legend="Show people as" value={view} options={views} onChoose={setView} />
      </div>
      {view === "board" ? (
        <Board
          people={shown}
          onStage={(stage) => {
            setFilter({ ...filter, stage });
            setView("list");
          }}
        />
      ) : (
        <WindowedList label="People" items={shown} keyOf={(person) => person.id}>
          {(person) =>
            ticked === null ? (
              <PersonLink person={person} />
            ) : (
              <label class="row">
                <input
                  type="checkbox"
                  checked={ticked.has(person.id)}
                  onChange={() => flip(person.id)}
                />
                <PersonWords person={person} />
                <Stage stage={person.stage} />
              </label>
            )
          }
        </WindowedList>
      )}
      {ticked !== null && (
        <BulkBar
          people={shown.filter(({ id }) => ticked.has(id))}
          onAll={() => setTicked(new Set(shown.map(({ id }) => id)))}
          onDone={() => setTicked(null)}
        />
      )}
    </>
  );
}
