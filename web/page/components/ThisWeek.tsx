/** How far this week's goals are, and how many weeks in a row they were reached. */
import { thisWeek, today } from "../../shared/today.ts";
import { useGoals, useStreak, useWeeks } from "../hooks/queries.ts";
import { activityWords, countWords } from "../words.ts";

export function ThisWeek({ now }: { readonly now: number }) {
  const { monday, from, until } = thisWeek(now);
  const { value: goals } = useGoals();
  const { value: weeks } = useWeeks(from, until);
  const { value: streak } = useStreak(today(now));
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
