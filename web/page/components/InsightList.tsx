/** Things learned, each with its theme. */
import { dayWords } from "../moments.ts";
import type { Insight } from "../rows.ts";
import { themeWords } from "../words.ts";
import { UserText } from "./UserText.tsx";

interface Props {
  readonly insights: readonly Insight[];
  readonly now: number;
}

export function InsightList({ insights, now }: Props) {
  return (
    <ul class="insights">
      {insights.map((insight) => (
        <li key={insight.id} class="insight">
          <p class="insight-text">
            <UserText text={insight.text} />
          </p>
          <p class="entry-meta">
            <UserText text={themeWords(insight.theme)} />
            {insight.capturedAt !== null && ` · ${dayWords(insight.capturedAt, now)}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
