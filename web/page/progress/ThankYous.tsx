/** How soon the thank-yous went out: one dot an interview, the line at 24 hours between them. */
import { Chunked } from "../components/Chunked.tsx";
import { UserText } from "../components/UserText.tsx";
import { durationWords } from "../measures.ts";
import { dayWords } from "../moments.ts";
import { interviewPath } from "../route.ts";
import { countWords } from "../words.ts";
import { along, delaysTold, dotsOf, limitColumn, ticks } from "./dots.ts";
import type { ThankTime } from "./pictures.ts";
import { useWidth } from "./useWidth.ts";

interface Props {
  readonly times: readonly ThankTime[];
  /** Half of them took less; null if there is none. */
  readonly median: number | null;
  readonly now: number;
}

const columnWidth = 11;
const tallest = 150;
const side = 8;

export function ThankYous({ times, median, now }: Props) {
  const unsent = times.filter(({ ms }) => ms === null).toReversed();
  if (times.length === 0) return <p class="quiet">No interview was held in these days.</p>;
  return (
    <>
      <DotPlot times={times} median={median} />
      {unsent.length > 0 && (
        <details class="more">
          <summary>{countWords(unsent.length, "interview")} without a thank-you</summary>
          <Chunked class="plain-rows" items={unsent} first={8}>
            {({ interview, name, endedAt }) => (
              <li key={interview}>
                <a href={interviewPath(interview)}>
                  <UserText text={name} />
                </a>
                <span class="quiet">{dayWords(endedAt, now)}</span>
              </li>
            )}
          </Chunked>
        </details>
      )}
    </>
  );
}

function DotPlot({ times, median }: Omit<Props, "now">) {
  const [box, width] = useWidth();
  const delays = times.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  const columns = Math.max(8, Math.floor((width - 2 * side) / columnWidth));
  const column = (width - 2 * side) / columns;
  const dots = dotsOf(delays, columns);
  const highest = Math.max(6, ...dots.map(({ height }) => height + 1));
  const step = Math.min(column, tallest / highest);
  const base = 24 + highest * step;
  const limit = side + limitColumn(columns) * column;
  const told = delaysTold(times.map(({ ms }) => ms));
  return (
    <div class="chart" ref={box}>
      <svg
        class="dots"
        width={width}
        height={base + 24}
        viewBox={`0 0 ${width} ${base + 24}`}
        role="img"
        aria-label={`Time from the end of each interview to its thank-you: ${told}`}
      >
        <line class="axis" x1={side} x2={width - side} y1={base} y2={base} />
        <line class="limit" x1={limit} x2={limit} y1={4} y2={base} />
        <text class="at-end" x={limit - 6} y={14}>
          in time
        </text>
        <text x={limit + 6} y={14}>
          late
        </text>
        {ticks.map(([hours, words]) => {
          const at = hours === 24 ? limit : side + along(hours) * (width - 2 * side);
          return (
            <g key={hours}>
              <line class="axis" x1={at} x2={at} y1={base} y2={base + 4} />
              <text class="at-middle" x={at} y={base + 18}>
                {words}
              </text>
            </g>
          );
        })}
        {dots.map((dot) => (
          <circle
            key={`${dot.column} ${dot.height}`}
            class={dot.isInTime ? "dot" : "dot dot-hollow"}
            cx={side + (dot.column + 0.5) * column}
            cy={base - 1 - (dot.height + 0.5) * step}
            r={Math.max(1, Math.min(column, step) / 2 - 1)}
          />
        ))}
      </svg>
      <p class="chart-words">
        {told} {median !== null && `Half of those sent went out within ${durationWords(median)}.`}
      </p>
    </div>
  );
}
