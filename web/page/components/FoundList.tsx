/** What a search found: people first, then the insights, notes and debriefs that hold the words. */
import { useMemo } from "preact/hooks";
import { excerptOf, holdsAll } from "../excerpts.ts";
import { useSearch } from "../hooks/queries.ts";
import { foundPath } from "../route.ts";
import type { Found, Person } from "../rows.ts";
import { countWords, themeWords } from "../words.ts";
import { Icon } from "./Icon.tsx";
import { PersonLink } from "./PersonLink.tsx";
import { Problem } from "./Problem.tsx";
import { UserText } from "./UserText.tsx";

interface Props {
  readonly words: string;
  /** For the stages of the people found. */
  readonly people: readonly Person[];
  /** Adds somebody of this name. */
  readonly onAdd: (name: string) => void;
}

export function FoundList({ words, people, onAdd }: Props) {
  const { value: found, problem } = useSearch(words);
  const name = words.trim();
  const byId = useMemo(() => new Map(people.map((person) => [person.id, person])), [people]);
  if (problem !== null) return <Problem words={problem} />;
  if (found === undefined) return null;
  return (
    <>
      <p class="count" role="status" aria-label="Found">
        {found.length === 0 ? `Nobody called “${name}”` : countWords(found.length, "result")}
      </p>
      {found.length === 0 && (
        <button type="button" class="button" onClick={() => onAdd(name)}>
          <Icon name="plus" />
          Add {name}
        </button>
      )}
      <ul class="rows" aria-label="Search results">
        {found.map((item) => (
          <li key={item.subject}>
            <FoundItem item={item} person={byId.get(item.subject)} words={name} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface ItemProps {
  readonly item: Found;
  readonly person: Person | undefined;
  readonly words: string;
}

function FoundItem({ item, person, words }: ItemProps) {
  if (person !== undefined) {
    const isSeen = holdsAll(`${person.name} ${person.title} ${person.org}`, words);
    return <PersonLink person={person} why={isSeen ? "" : excerptOf(item.text, words)} />;
  }
  return (
    <a class="row" href={foundPath(item)}>
      <span class="row-words">
        <UserText class="row-title" text={item.name === "" ? item.title : item.name} />
        <UserText
          class="row-detail"
          text={item.kind === "contact" ? item.org : excerptOf(item.text, words)}
        />
      </span>
      <span class="stage">{kindWords(item)}</span>
    </a>
  );
}

function kindWords(item: Found): string {
  switch (item.kind) {
    case "contact":
      return "Archived";
    case "insight":
      return themeWords(item.title);
    case "interview":
      return "Debrief";
    default:
      return themeWords(item.kind);
  }
}
