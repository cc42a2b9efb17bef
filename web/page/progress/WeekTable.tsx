/** The weeks of the window in numbers: what the calendar shows, to be read and checked. */
import { dayMs, fullDate } from "../moments.ts";
import { activities, type Week } from "./audit.ts";
import { activityWords } from "./words.ts";

/** A table of a hundred years of weeks helps nobody; the latest are what one asks about. */
const weeksMax = 106;

export function WeekTable({ weeks }: { readonly weeks: readonly Week[] }) {
  const shown = weeks.slice(-weeksMax).toReversed();
  return (
    <details class="more">
      <summary>
        Week by week, in numbers{weeks.length > weeksMax && `: the latest ${weeksMax} weeks`}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so keys must reach it. */}
      <section class="wide-table" tabIndex={0} aria-label="Week by week">
        <table>
          <thead>
            <tr>
              <th scope="col">Week of</th>
              {activities.map((activity) => (
                <th key={activity} scope="col" class="number">
                  {activityWords(activity)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ week, counts }) => (
              <tr key={week}>
                <th scope="row">{fullDate(week * dayMs, 0)}</th>
                {activities.map((activity) => (
                  <td key={activity} class="number">
                    {counts[activity]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
