/** The pipeline: people by stage, one column a stage; it scrolls sideways. */
import { UserText } from "../components/UserText.tsx";
import { personPath } from "../route.ts";
import type { Person } from "../rows.ts";
import { stageWords } from "../words.ts";
import { boardOf } from "./choose.ts";

/** A longer column ends with how many more there are; the list shows them all. */
const cardsMax = 50;

interface Props {
  readonly people: readonly Person[];
  /** Shows one stage as a list. */
  readonly onStage: (stage: string) => void;
}

export function Board({ people, onStage }: Props) {
  return (
    // A scrolling region must be reachable by keyboard (axe: scrollable-region-focusable).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="board" aria-label="Board" tabIndex={0}>
      {boardOf(people).map((column) => (
        <div key={column.stage} class="board-column">
          <h2 class="board-title">
            {stageWords(column.stage)} <span class="quiet">{column.people.length}</span>
          </h2>
          <ul class="board-cards">
            {column.people.slice(0, cardsMax).map((person) => (
              <li key={person.id}>
                <a class="card" href={personPath(person.id)}>
                  <UserText class="row-title" text={person.name} />
                  {person.org !== "" && <UserText class="row-detail" text={person.org} />}
                </a>
              </li>
            ))}
          </ul>
          {column.people.length > cardsMax && (
            <button type="button" class="text-button" onClick={() => onStage(column.stage)}>
              {column.people.length - cardsMax} more
            </button>
          )}
        </div>
      ))}
    </section>
  );
}
