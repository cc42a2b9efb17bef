/** How far this week's goals are, and how many weeks in a row they were reached. */
import { useGoals, useStreak, useWeeks } from "../hooks/queries.ts";
import { dayNumber, deviceOffset } from "../moments.ts";
import { activityWords, countWords } from "../words.ts";

const dayMs = 86_400_000;

export function ThisWeek({ now }: { readonly now: number }) {
  const today = dayNumber(now, deviceOffset(now));
  // 1 January 1970 was a Thursday.
  const monday = today - ((today + 3) % 7);
  const from = monday * dayMs - deviceOffset(monday * dayMs) * 60_000;
  const { value: goals } = useGoals();
  const { value: weeks } = useWeeks(from, from + 7 * dayMs);
  const { value: streak } = useStreak(today);
  if (goals === undefined || weeks === undefined || goals.length === 0) return null;
  const done = weeks.find(({ week }) => week === monday)?.doneBy;
  const inARow = streak?.[0] ?? 0;
  return (
    <ul class="week-goals" aria-label="This week">
      {goals.map(({ activity, perWeek }) => {
        const count = done?.get(activity) ?? 0;
        return (
          <li key={activity} class={count >= perWeek ? "week-goal week-goal-met" : "week-goal"}>
            {activityWords(activity)}{" "}
            <strong>
              {count} of {perWeek}
            </strong>
          </li>
        );
      })}
      {inARow > 1 && <li class="week-goal">{countWords(inARow, "week")} in a row</li>}
    </ul>
  );
}
