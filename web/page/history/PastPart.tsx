/** One part of the past, with how many there were; long ones stay folded. */
import type { ComponentChildren } from "preact";
import { countWords } from "../words.ts";

interface Props {
  readonly title: string;
  /** Undefined until it is known. */
  readonly count: number | undefined;
  readonly one: string;
  readonly many?: string;
  readonly children: ComponentChildren;
}

/** A list that fits on one screen is shown at once. */
const unfoldedMax = 8;

export function PastPart({ title, count, one, many, children }: Props) {
  const words = count === undefined ? "" : countWords(count, one, many);
  return (
    <section class="past-part" aria-label={title}>
      <div class="section-head">
        <h2>{title}</h2>
        <span class="tally">{words}</span>
      </div>
      {count !== undefined && count > unfoldedMax ? (
        <details class="more">
          <summary>Show all {words}</summary>
          {children}
        </details>
      ) : (
        children
      )}
    </section>
  );
}
