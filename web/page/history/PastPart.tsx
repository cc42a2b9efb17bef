/** One part of the past, with how many there were. */
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

export function PastPart({ title, count, one, many, children }: Props) {
  return (
    <section class="past-part" aria-label={title}>
      <div class="section-head">
        <h2>{title}</h2>
        <span class="tally">{count === undefined ? "" : countWords(count, one, many)}</span>
      </div>
      {children}
    </section>
  );
}
