/** The weekly goals over the last weeks, and how far this week is. Without goals: all activity. */
import { dayMs, fullDate } from "../moments.ts";
import { countWords } from "../words.ts";
import { actsOf, type Week } from "./audit.ts";
import type { Goal } from "./pictures.ts";
import { activityWords } from "./words.ts";

interface Props {
  readonly goals: readonly Goal[];
  readonly weeks: readonly Week[];
}

export function Goals({ goals, weeks }: Props) {
  if (goals.length === 0) {
    return (
      <WeekBars title="Everything done" counts={weeks.map(actsOf)} weeks={weeks} goal={null} />
    );
  }
  return (
    <>
      {goals.map(({ activity, perWeek }) => (
        <WeekBars
          key={activity}
          title={activityWords(activity)}
          counts={weeks.map(({ counts }) => counts[activity])}
          weeks={weeks}
          goal={perWeek}
        />
      ))}
    </>
  );
}

interface BarsProps {
  readonly title: string;
  readonly counts: readonly number[];
  readonly weeks: readonly Week[];
  readonly goal: number | null;
}

const high = 44;
const wide = 14;

function WeekBars({ title, counts, weeks, goal }: BarsProps) {
  const most = Math.max(1, goal ?? 1, ...counts);
  const now = counts.at(-1) ?? 0;
  const width = counts.length * wide;
  const at = (count: number) => high - (count * (high - 4)) / most;
  const reached = goal === null ? 0 : counts.filter((count) => count >= goal).length;
  return (
    <div class="goal">
      <p class="goal-words">
        <span>{title}</span>
        <span class="quiet">
          {goal === null ? `${now} this week` : `${now} of ${goal} this week`}
        </span>
      </p>
      <svg
        class="weeks"
        width={width}
        height={high + 1}
        viewBox={`0 0 ${width} ${high + 1}`}
        role="img"
        aria-label={
          goal === null
            ? `By week: ${counts.join(", ")}.`
            : `Reached in ${reached} of the last ${countWords(counts.length, "week")}: ${counts.join(", ")}.`
        }
      >
        {counts.map((count, place) => (
          <rect
            key={weeks[place]?.week}
            class={goal === null || count >= goal ? "week-bar week-bar-full" : "week-bar"}
            x={place * wide + 2}
            y={count === 0 ? high - 1 : at(count)}
            width={wide - 4}
            height={count === 0 ? 1 : high - at(count)}
            rx={count === 0 ? 0 : 2}
          >
            <title>{`Week of ${fullDate((weeks[place]?.week ?? 0) * dayMs, 0)}: ${count}`}</title>
          </rect>
        ))}
        {goal !== null && <line class="limit" x1={0} x2={width} y1={at(goal)} y2={at(goal)} />}
      </svg>
    </div>
  );
}
