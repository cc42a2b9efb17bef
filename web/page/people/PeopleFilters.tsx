/** What limits the list: stage, tag, organisation; each says how many it leaves. */
import { useMemo } from "preact/hooks";
import type { Person } from "../rows.ts";
import { stageWords } from "../words.ts";
import { type Filter, type Option, optionsOf, stageOptions } from "./choose.ts";

interface Props {
  readonly people: readonly Person[];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

const asItIs = (value: string) => value;

export function PeopleFilters({ people, filter, onChange }: Props) {
  const stages = useMemo(() => stageOptions(people), [people]);
  const tags = useMemo(() => optionsOf(people.flatMap((person) => person.tags)), [people]);
  const orgs = useMemo(() => optionsOf(people.map(({ org }) => org)), [people]);
  return (
    <div class="people-filters">
      <Choice
        label="Stage"
        all="Any stage"
        value={filter.stage}
        options={stages}
        words={stageWords}
        onChange={(stage) => onChange({ ...filter, stage })}
      />
      <Choice
        label="Tag"
        all="Any tag"
        value={filter.tag}
        options={tags}
        words={asItIs}
        onChange={(tag) => onChange({ ...filter, tag })}
      />
      <Choice
        label="Organisation"
        all="Any organisation"
        value={filter.org}
        options={orgs}
        words={asItIs}
        onChange={(org) => onChange({ ...filter, org })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly words: (value: string) => string;
  readonly onChange: (value: string) => void;
}

function Choice({ label, all, value, options, words, onChange }: ChoiceProps) {
  if (options.length === 0) return null;
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {words(option.value)} ({option.count})
        </option>
      ))}
    </select>
  );
}
