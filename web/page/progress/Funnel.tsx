/** Different people at each step: a list whose items have bars, so its text is its alternative. */
import type { Step } from "./pictures.ts";

export function Funnel({ steps }: { readonly steps: readonly Step[] }) {
  const most = Math.max(1, ...steps.map(({ people }) => people));
  return (
    <ol class="steps-chart">
      {steps.map(({ key, words, people }) => (
        <li key={key}>
          <span class="steps-words">{words}</span>
          <svg
            class="bar"
            viewBox="0 0 100 10"
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            <rect class="bar-rest" width="100" height="10" />
            <rect class="bar-full" width={(100 * people) / most} height="10" />
          </svg>
          <strong class="steps-count">{people.toLocaleString("en")}</strong>
        </li>
      ))}
    </ol>
  );
}
