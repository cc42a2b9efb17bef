/** The whole life of the notebook under one slider: point at a day, and every screen is of then. */
import { useCallback, useMemo, useState } from "preact/hooks";
import type { Axis } from "../../shared/messages";
import { SelectField } from "../components/Fields.tsx";
import { Icon } from "../components/Icon.tsx";
import { Segmented } from "../components/Segmented.tsx";
import { fullDate } from "../moments.ts";
import { dayNumbered, hills, type Life, monthsLater, numberOfDay, within } from "./life.ts";
import { axes, lookAt, noonOf, wanted } from "./moment.ts";
import { useWeeksOfLog } from "./queries.ts";
import { usePlay } from "./usePlay.ts";

/** Days a second. */
const speeds = [
  { value: "7", words: "Slow" },
  { value: "30", words: "Medium" },
  { value: "90", words: "Fast" },
] as const;

/** The box in which the log's weeks are drawn; CSS stretches it. */
const box = { width: 1000, height: 100 };

interface Props {
  readonly life: Life;
  readonly axis: Axis;
  readonly onAxis: (axis: Axis) => void;
}

export function TimeMachine({ life, axis, onAxis }: Props) {
  const { value: weeks } = useWeeksOfLog(axis);
  const [speed, setSpeed] = useState("30");
  const moment = wanted.value;
  const day = moment === null ? life.last : within(life, numberOfDay(moment.day));
  const go = useCallback(
    (to: number) => lookAt(to >= life.last ? null : { day: dayNumbered(within(life, to)), axis }),
    [life, axis],
  );
  const play = usePlay(life, day, Number(speed), go);
  const step = (to: number) => {
    play.stop();
    go(to);
  };
  const drawn = useMemo(() => hills(weeks ?? [], life, box.width, box.height), [weeks, life]);
  const words = moment === null ? "Now" : fullDate(noonOf(moment.day));
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return (
    <section class="machine" aria-label="Time machine">
      <div class="machine-head">
        <p class="machine-day" aria-hidden="true">
          {words}
        </p>
        {!isStill && (
          <button type="button" class="button button-primary machine-play" onClick={play.toggle}>
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              <path d={play.isPlaying ? "M8.500 6v12M15.500 6v12" : "M8 5.500v13l10.500-6.500Z"} />
            </svg>
            {play.isPlaying ? "Pause" : "Play"}
          </button>
        )}
      </div>
      <div class="machine-line">
        <svg
          class="machine-hills"
          viewBox={`0 0 ${box.width} ${box.height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path d={drawn} />
          <Ahead life={life} day={day} />
        </svg>
        <input
          type="range"
          aria-label="Day"
          aria-valuetext={words}
          min={life.first}
          max={life.last}
          value={day}
          onInput={(event) => step(Number(event.currentTarget.value))}
          onKeyDown={(event) => {
            const months = { PageUp: 1, PageDown: -1 }[event.key];
            if (months === undefined) return;
            event.preventDefault();
            step(monthsLater(day, months));
          }}
        />
      </div>
      <div class="machine-ends" aria-hidden="true">
        <span>{fullDate(noonOf(dayNumbered(life.first)))}</span>
        <span>Now</span>
      </div>
      <fieldset class="machine-steps" aria-label="Move">
        <Step
          words="A month back"
          short="Month"
          icon="back"
          onStep={() => step(monthsLater(day, -1))}
        />
        <Step words="A day back" short="Day" icon="back" onStep={() => step(day - 1)} />
        <Step words="A day on" short="Day" icon="forward" onStep={() => step(day + 1)} />
        <Step
          words="A month on"
          short="Month"
          icon="forward"
          onStep={() => step(monthsLater(day, 1))}
        />
      </fieldset>
      {life.first === life.last && (
        <p class="quiet">Your notebook began today: from tomorrow on there is a past to look at.</p>
      )}
      <Segmented legend="Which past" value={axis} options={axes} onChoose={onAxis} />
      <div class="machine-choice">
        <div class="field">
          <label for="history-day">As of the end of</label>
          <input
            id="history-day"
            type="date"
            value={moment?.day ?? dayNumbered(life.last)}
            max={dayNumbered(life.last)}
            onInput={(event) => {
              const chosen = event.currentTarget.value;
              play.stop();
              if (chosen !== "") lookAt({ day: chosen, axis });
            }}
          />
        </div>
        {!isStill && (
          <SelectField
            label="Speed"
            name="speed"
            value={speed}
            options={speeds.map(({ value }) => value)}
            words={(option) => speeds.find(({ value }) => value === option)?.words ?? option}
            onChoose={setSpeed}
          />
        )}
      </div>
    </section>
  );
}

/** What lies ahead of the chosen day is veiled. */
function Ahead({ life: { first, last }, day }: { readonly life: Life; readonly day: number }) {
  const at = last === first ? box.width : ((day - first) / (last - first)) * box.width;
  return <rect class="machine-ahead" x={at} y="0" width={box.width - at} height={box.height} />;
}

interface StepProps {
  readonly words: string;
  readonly short: string;
  readonly icon: "back" | "forward";
  readonly onStep: () => void;
}

function Step({ words, short, icon, onStep }: StepProps) {
  return (
    <button type="button" class="button machine-step" aria-label={words} onClick={onStep}>
      {icon === "back" && <Icon name={icon} />}
      <span aria-hidden="true">{short}</span>
      {icon === "forward" && <Icon name={icon} />}
    </button>
  );
}
