/** The notebook as of the end of any day, on both axes; below it, the log itself. */
import { useState } from "preact/hooks";
import type { AsOf, Axis } from "../../shared/messages";
import { Screen } from "../components/Screen.tsx";
import { Segmented } from "../components/Segmented.tsx";
import { Past } from "../history/Past.tsx";
import { RawLog } from "../history/RawLog.tsx";
import { useBeginning } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { endOfDay, fullDate, inputValue } from "../moments.ts";

const axes: readonly { readonly value: Axis; readonly words: string }[] = [
  { value: "occurred", words: "What had happened by then" },
  { value: "recorded", words: "What I knew then" },
];

export function HistoryScreen() {
  const now = useNow(60_000);
  const today = inputValue(now).slice(0, 10);
  const [chosen, setDay] = useState(today);
  const [axis, setAxis] = useState<Axis>("occurred");
  const day = chosen > today ? today : chosen;
  const before = endOfDay(day);
  const asOf: AsOf | null = before === null ? null : { before, axis };
  return (
    <Screen title="History">
      <div class="past-controls">
        <div class="field">
          <label for="history-day">As of the end of</label>
          <input
            id="history-day"
            type="date"
            value={day}
            max={today}
            onInput={(event) => setDay(event.currentTarget.value)}
          />
        </div>
        <Segmented legend="Which past" value={axis} options={axes} onChoose={setAxis} />
      </div>
      {asOf === null ? (
        <p class="quiet">Choose a day to see the notebook as it was.</p>
      ) : (
        <PastOrBefore asOf={asOf} isToday={day === today} now={now} onDay={setDay} />
      )}
      <RawLog now={now} />
    </Screen>
  );
}

interface PastProps {
  readonly asOf: AsOf;
  readonly isToday: boolean;
  readonly now: number;
  readonly onDay: (day: string) => void;
}

/** The past, or, before the first event, the way to where it begins. */
function PastOrBefore({ asOf, isToday, now, onDay }: PastProps) {
  const { value } = useBeginning();
  const beginning = value?.[0]?.[asOf.axis] ?? null;
  if (beginning === null || asOf.before > beginning || isToday) {
    return <Past asOf={asOf} isToday={isToday} now={now} />;
  }
  return (
    <div class="past">
      <p class="past-banner" role="status" aria-label="Shown moment">
        Your notebook begins on <strong>{fullDate(beginning)}</strong>.
      </p>
      <button
        type="button"
        class="button past-begin"
        onClick={() => onDay(inputValue(beginning).slice(0, 10))}
      >
        Go to that day
      </button>
    </div>
  );
}
