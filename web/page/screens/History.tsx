/** The time machine; what changed between two days; the log itself; and whether it is whole. */
import { signal } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import type { Axis } from "../../shared/messages";
import { Screen } from "../components/Screen.tsx";
import { Segmented } from "../components/Segmented.tsx";
import { Changes } from "../history/Changes.tsx";
import { Check } from "../history/Check.tsx";
import { type Life, numberOfDay } from "../history/life.ts";
import { dayOf, lookAt, wanted } from "../history/moment.ts";
import { AlwaysPresent } from "../history/present.ts";
import { RawLog } from "../history/RawLog.tsx";
import { Then } from "../history/Then.tsx";
import { TimeMachine } from "../history/TimeMachine.tsx";
import { useBeginning } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { fullDate } from "../moments.ts";

type View = "machine" | "changes" | "log" | "check";
const views = [
  { value: "machine", words: "Look back" },
  { value: "changes", words: "Changes" },
  { value: "log", words: "Log" },
  { value: "check", words: "Check" },
] as const satisfies readonly { readonly value: View; readonly words: string }[];

/** Kept while one visits another screen and comes back. */
const chosenView = signal<View>("machine");

export function HistoryScreen() {
  const view = chosenView.value;
  return (
    <Screen title="History">
      <div class="history-views">
        <Segmented
          legend="View"
          value={view}
          options={views}
          onChoose={(chosen) => {
            chosenView.value = chosen;
          }}
        />
      </div>
      {view === "machine" && <LookBack />}
      <AlwaysPresent value={true}>
        {view === "changes" && <Changes />}
        {view === "log" && <RawLog />}
        {view === "check" && <Check />}
      </AlwaysPresent>
    </Screen>
  );
}

function LookBack() {
  const [chosen, setAxis] = useState<Axis>("occurred");
  const axis = wanted.value?.axis ?? chosen;
  const choose = (next: Axis) => {
    setAxis(next);
    if (wanted.value !== null) lookAt({ ...wanted.value, axis: next });
  };
  return (
    <>
      <AlwaysPresent value={true}>
        <Line axis={axis} onAxis={choose} />
      </AlwaysPresent>
      <Then />
    </>
  );
}

interface LineProps {
  readonly axis: Axis;
  readonly onAxis: (axis: Axis) => void;
}

function Line({ axis, onAxis }: LineProps) {
  const now = useNow(60_000);
  const { value } = useBeginning();
  const first = value?.[0]?.[axis] ?? null;
  const [from, to] = [numberOfDay(dayOf(first ?? now)), numberOfDay(dayOf(now))];
  const life = useMemo<Life>(() => ({ first: Math.min(from, to), last: to }), [from, to]);
  const day = wanted.value?.day;
  if (value === undefined) return null;
  if (first === null) return <p class="quiet">Nothing has happened yet.</p>;
  return (
    <>
      <TimeMachine life={life} axis={axis} onAxis={onAxis} />
      {day !== undefined && numberOfDay(day) < life.first && (
        <p class="quiet">
          Your notebook begins on <strong>{fullDate(first)}</strong>.
        </p>
      )}
    </>
  );
}
