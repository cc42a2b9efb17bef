/** What was done, day by day, as a calendar: a column a week, darker is more. */
import { useMemo, useState } from "preact/hooks";
import { dayMs, longDay, weekStart } from "../moments.ts";
import { countWords } from "../words.ts";
import { type DayCell, dayMap, monthsOf, summaryOf } from "./calendar.ts";
import { useWidth } from "./useWidth.ts";
import type { Window } from "./window.ts";

interface Props {
  readonly acts: ReadonlyMap<number, number>;
  readonly window: Window;
}

const left = 34;
const top = 20;
/** A day's square with its gap: smaller cannot be told apart, larger is no picture any more. */
const [leastSize, mostSize] = [12, 26];
const weekdays = [
  [1, "Mon"],
  [3, "Wed"],
  [5, "Fri"],
] as const;

export function HeatMap({ acts, window }: Props) {
  const [box, width] = useWidth();
  const [pointed, setPointed] = useState<DayCell | null>(null);
  const fitting = Math.floor((width - left) / leastSize);
  const begins = weekStart();
  const map = useMemo(() => dayMap(acts, window, fitting, begins), [acts, window, fitting, begins]);
  const size = Math.min(mostSize, (width - left) / map.weeks);
  const tall = top + 7 * size + 8;
  const x = (week: number) => left + week * size;
  const y = (band: number, weekday: number) => band * tall + top + weekday * size;
  const point = (event: PointerEvent) => {
    const day = event.target instanceof Element ? event.target.getAttribute("data-day") : null;
    setPointed(day === null ? null : (map.cells.find((cell) => cell.day === Number(day)) ?? null));
  };
  return (
    <div class="chart" ref={box}>
      <svg
        class="heat"
        width={x(map.weeks)}
        height={map.bands * tall}
        viewBox={`0 0 ${x(map.weeks)} ${map.bands * tall}`}
        role="img"
        aria-label={`Calendar. ${summaryOf(map, window)} Darker is more.`}
        onPointerOver={point}
        onPointerDown={point}
        onPointerLeave={(event) => {
          // A finger lifted leaves too: what it touched stays told.
          if (event.pointerType === "mouse") setPointed(null);
        }}
      >
        {Array.from({ length: map.bands }, (_, band) =>
          weekdays.map(([weekday, name]) => (
            <text
              key={`${band} ${name}`}
              x={0}
              y={y(band, (weekday - begins + 7) % 7) + size / 2 + 4}
            >
              {name}
            </text>
          )),
        )}
        {monthsOf(map).map(([cell, words]) => (
          <text key={cell.day} x={x(cell.week)} y={cell.band * tall + 12}>
            {words}
          </text>
        ))}
        {map.cells.map((cell) => (
          <rect
            key={cell.day}
            data-day={cell.day}
            class={`shade-${cell.shade}${cell === pointed ? " shade-pointed" : ""}`}
            x={x(cell.week) + 1}
            y={y(cell.band, cell.weekday) + 1}
            width={size - 2}
            height={size - 2}
            rx={Math.min(4, size / 5)}
          />
        ))}
      </svg>
      <p class="chart-words">{pointed === null ? summaryOf(map, window) : dayWordsOf(pointed)}</p>
    </div>
  );
}

function dayWordsOf({ day, acts }: DayCell): string {
  const done = acts === 0 ? "nothing" : countWords(acts, "thing");
  return `${longDay(day * dayMs, 0)}: ${done} done.`;
}
