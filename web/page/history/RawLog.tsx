/** Every event of every device, latest recorded first: filtered, opened, undone. */
import { useId } from "preact/hooks";
import { SelectField } from "../components/Fields.tsx";
import { Problem } from "../components/Problem.tsx";
import { byTitle, eventTitle } from "../event_words.ts";
import { useDevices, useEveryone, useEventTypes } from "../hooks/queries.ts";
import { keptChoice } from "../hooks/keptChoice.ts";
import { useNow } from "../hooks/useNow.ts";
import { endOfDay, inputInstant } from "../moments.ts";
import { countWords } from "../words.ts";
import { LogLine } from "./LogLine.tsx";
import { type LogFilter, useLog } from "./queries.ts";

/** As many as one scrolls through before asking for more. */
const pageSize = 60;
const undoneWords = { "": "Undone or not", "0": "Not undone", "1": "Only undone" } as const;

const everything = { type: "", device: "", undone: "", person: "", since: "", until: "" };
type Chosen = typeof everything;
const useFilter = keptChoice(everything);
const useLimit = keptChoice(pageSize);

export function RawLog() {
  const [chosen, setChosen] = useFilter();
  const [limit, setLimit] = useLimit();
  const { value: people } = useEveryone();
  const person = people?.find(({ name }) => name === chosen.person.trim());
  const { value: events, problem } = useLog(filterOf(chosen, person?.id ?? null), limit);
  const now = useNow(60_000);
  const total = events?.[0]?.total ?? 0;
  const choose = (change: Partial<Chosen>) => {
    setChosen({ ...chosen, ...change });
    setLimit(pageSize);
  };
  const isUnknown = chosen.person.trim() !== "" && people !== undefined && person === undefined;
  return (
    <div class="log">
      <Filters chosen={chosen} names={people?.map(({ name }) => name) ?? []} onChoose={choose} />
      <Problem words={problem} />
      <p class="log-count" role="status" aria-label="Events found">
        {isUnknown ? "Nobody is called that: " : ""}
        {events !== undefined && countWords(total, "event")}
      </p>
      <ol class="log-lines">
        {events?.map((said) => (
          <LogLine key={`${said.log} ${said.seq}`} said={said} now={now} />
        ))}
      </ol>
      {events !== undefined && events.length < total && (
        <button type="button" class="button" onClick={() => setLimit(limit + pageSize)}>
          Show {Math.min(pageSize, total - events.length)} more
        </button>
      )}
    </div>
  );
}

function filterOf(chosen: Chosen, contact: string | null): LogFilter {
  return {
    contact,
    type: chosen.type || null,
    device: chosen.device || null,
    undone: chosen.undone === "" ? null : Number(chosen.undone),
    since: inputInstant(chosen.since),
    until: endOfDay(chosen.until),
  };
}

interface FilterProps {
  readonly chosen: Chosen;
  readonly names: readonly string[];
  readonly onChoose: (change: Partial<Chosen>) => void;
}

function Filters({ chosen, names, onChoose }: FilterProps) {
  const id = useId();
  const { value: types } = useEventTypes();
  const { value: devices } = useDevices();
  const deviceWords = (log: string) => devices?.find((each) => each.log === log)?.name || log;
  const count = Object.values(chosen).filter((value) => value !== "").length;
  return (
    <details class="log-filters">
      <summary>{count === 0 ? "Filter" : `Filter (${count})`}</summary>
      <div class="log-fields">
        <SelectField
          label="What"
          name="type"
          value={chosen.type}
          options={["", ...byTitle(types ?? [])]}
          words={(option) => (option === "" ? "All events" : eventTitle(option))}
          onChoose={(type) => onChoose({ type })}
        />
        <div class="field">
          <label for={`${id}-person`}>Who</label>
          <input
            id={`${id}-person`}
            type="text"
            dir="auto"
            list={`${id}-names`}
            placeholder="Everyone"
            autocomplete="off"
            value={chosen.person}
            onInput={(event) => onChoose({ person: event.currentTarget.value })}
          />
          <datalist id={`${id}-names`}>
            {[...new Set(names)].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
        <SelectField
          label="Device"
          name="device"
          value={chosen.device}
          options={["", ...(devices ?? []).map(({ log }) => log)]}
          words={(option) => (option === "" ? "All devices" : deviceWords(option))}
          onChoose={(device) => onChoose({ device })}
        />
        <SelectField
          label="Undone"
          name="undone"
          value={chosen.undone}
          options={["", "0", "1"]}
          words={(option) => undoneWords[option as keyof typeof undoneWords]}
          onChoose={(undone) => onChoose({ undone })}
        />
        {(["since", "until"] as const).map((name) => (
          <div key={name} class="field">
            <label for={`${id}-${name}`}>
              {name === "since" ? "Recorded since" : "Recorded until"}
            </label>
            <input
              id={`${id}-${name}`}
              type="date"
              value={chosen[name]}
              onInput={(event) => onChoose({ [name]: event.currentTarget.value })}
            />
          </div>
        ))}
      </div>
      {count > 0 && (
        <button type="button" class="text-button" onClick={() => onChoose(everything)}>
          Show everything
        </button>
      )}
    </details>
  );
}
