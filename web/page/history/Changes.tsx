/** What changed between the ends of two days: `infoview diff` as a page. */
import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Axis } from "../../shared/messages";
import { Chunked } from "../components/Chunked.tsx";
import { Problem } from "../components/Problem.tsx";
import { Segmented } from "../components/Segmented.tsx";
import { useBeginning } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { fullDate } from "../moments.ts";
import { personPath } from "../route.ts";
import { countWords } from "../words.ts";
import { type Change, changesBetween, type Group, grouped, sentence, titles } from "./changes.ts";
import { dayNumbered, monthsLater, numberOfDay } from "./life.ts";
import { axes, dayOf, noonOf, wanted } from "./moment.ts";
import { useThings } from "./queries.ts";

interface Chosen {
  readonly from: string;
  readonly to: string;
  readonly axis: Axis;
}

/** Kept while one visits a person and comes back. Null: the last month. */
const chosen = signal<Chosen | null>(null);
const firstItems = 12;

export function Changes() {
  const now = useNow(60_000);
  const today = dayOf(now);
  const month = dayNumbered(monthsLater(numberOfDay(today), -1));
  const between = chosen.value ?? { from: month, to: today, axis: "occurred" };
  const [early, late] = [between.from, between.to].toSorted();
  const choose = (change: Partial<Chosen>) => {
    chosen.value = { ...between, ...change };
  };
  return (
    <div class="changes">
      <Presets today={today} between={between} onChoose={choose} />
      <div class="machine-choice">
        <Day label="After" day={between.from} max={today} onDay={(from) => choose({ from })} />
        <Day label="Up to" day={between.to} max={today} onDay={(to) => choose({ to })} />
      </div>
      <Segmented
        legend="Which past"
        value={between.axis}
        options={axes}
        onChoose={(axis) => choose({ axis })}
      />
      {early !== undefined && late !== undefined && (
        <Between from={early} to={late} axis={between.axis} today={today} />
      )}
    </div>
  );
}

interface DayProps {
  readonly label: string;
  readonly day: string;
  readonly max: string;
  readonly onDay: (day: string) => void;
}

function Day({ label, day, max, onDay }: DayProps) {
  const id = `changes-${label.replace(" ", "-").toLowerCase()}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={day}
        max={max}
        onInput={(event) => {
          if (event.currentTarget.value !== "") onDay(event.currentTarget.value);
        }}
      />
    </div>
  );
}

interface PresetProps {
  readonly today: string;
  readonly between: Chosen;
  readonly onChoose: (change: Partial<Chosen>) => void;
}

function Presets({ today, between, onChoose }: PresetProps) {
  const { value } = useBeginning();
  const first = value?.[0]?.[between.axis] ?? null;
  const number = numberOfDay(today);
  const looked = wanted.value?.day;
  const presets = [
    { words: "Last week", from: dayNumbered(number - 7) },
    { words: "Last month", from: dayNumbered(monthsLater(number, -1)) },
    // The end of the day before the first one: nothing had happened yet.
    ...(first === null
      ? []
      : [{ words: "All time", from: dayNumbered(numberOfDay(dayOf(first)) - 1) }]),
    ...(looked === undefined ? [] : [{ words: `Since ${fullDate(noonOf(looked))}`, from: looked }]),
  ];
  return (
    <fieldset class="presets" aria-label="Period">
      {presets.map(({ words, from }) => (
        <button
          key={words}
          type="button"
          class="chip-button"
          aria-pressed={between.from === from && between.to === today}
          onClick={() => onChoose({ from, to: today })}
        >
          {words}
        </button>
      ))}
    </fieldset>
  );
}

interface BetweenProps {
  readonly from: string;
  readonly to: string;
  readonly axis: Axis;
  readonly today: string;
}

function Between({ from, to, axis, today }: BetweenProps) {
  const before = useThings({ day: from, axis });
  const after = useThings({ day: to, axis });
  const found = useMemo(
    () =>
      before.value === undefined || after.value === undefined
        ? undefined
        : grouped(changesBetween(before.value, after.value)),
    [before.value, after.value],
  );
  const until = to === today ? "now" : fullDate(noonOf(to));
  const verb = axis === "occurred" ? "happened" : "was recorded";
  const count = found?.reduce((sum, { changes }) => sum + changes.length, 0) ?? 0;
  return (
    <>
      <Problem words={before.problem ?? after.problem} />
      <p class="changes-told" role="status" aria-label="Changes">
        {found !== undefined &&
          (count === 0
            ? `Nothing ${verb} between ${fullDate(noonOf(from))} and ${until} that changed anything.`
            : `What ${verb} after ${fullDate(noonOf(from))}, up to ${until}: ${countWords(count, "change")}.`)}
      </p>
      {found?.map((group) => (
        <ChangedKind key={`${group.kind} ${from} ${to} ${axis}`} group={group} />
      ))}
    </>
  );
}

function ChangedKind({ group: { kind, changes } }: { readonly group: Group }) {
  return (
    <section class="past-part" aria-label={titles[kind]}>
      <div class="section-head">
        <h2>{titles[kind]}</h2>
        <span class="tally">{countWords(changes.length, "change")}</span>
      </div>
      <Chunked class="change-list" items={changes} first={firstItems}>
        {(change) => <ChangedThing key={change.thing.id} change={change} />}
      </Chunked>
    </section>
  );
}

function ChangedThing({ change }: { readonly change: Change }) {
  const { thing } = change;
  const apart = { ...thing, name: setApart(thing.name), text: setApart(thing.text) };
  const words = <span class="change user-text">{sentence({ ...change, thing: apart })}</span>;
  return (
    <li class={change.after === null ? "change-gone" : undefined}>
      {thing.kind === "people" || thing.kind === "cadences" ? (
        <a class="change-link" href={personPath(thing.id)}>
          {words}
        </a>
      ) : (
        words
      )}
    </li>
  );
}

/** Within an English sentence, words that are read from the right turn nothing around them. */
function setApart(words: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufefc]/.test(words) ? `\u2068${words}\u2069` : words;
}
