/** The first items of a list; a long one draws the rest on demand, some every frame. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { keptChoice } from "../hooks/keptChoice.ts";
import { past } from "../history/moment.ts";
import { isPrinting, printedMax } from "../printing.ts";
import { firstItems, shownAtFirst, shownNext } from "../chunks.ts";

interface Props<T> {
  readonly class: string;
  readonly items: readonly T[];
  readonly first?: number;
  /** With one, back finds all of them again once all were wanted. */
  readonly name?: string;
  /** One item as an `<li>` with its key. */
  readonly children: (item: T) => ComponentChildren;
}

const useAllWanted = keptChoice(false);

export function Chunked<T>(props: Props<T>) {
  const { class: look, items, first = firstItems, name, children } = props;
  const [isAllWanted, wantAll] = useAllWanted(name);
  /** Null until all are wanted. */
  // In the past its button may be among those that are switched off: then all come by themselves.
  const [limit, setLimit] = useState<number | null>(
    past.peek() === null && !(isAllWanted && name !== undefined) ? null : first,
  );
  const list = useRef<HTMLUListElement>(null);
  const count = items.length;
  const shown = Math.min(
    count,
    isPrinting.value ? printedMax : (limit ?? shownAtFirst(count, first)),
  );
  const isGrowing = limit !== null && shown < count;

  useEffect(() => {
    if (!isGrowing) return undefined;
    const frame = requestAnimationFrame(() => setLimit(shownNext(count, shown)));
    return () => cancelAnimationFrame(frame);
  }, [isGrowing, count, shown]);

  const showAll = () => {
    // The button goes: whoever reads on by keyboard goes on where the new items begin.
    const next = list.current?.lastElementChild?.querySelector("a, button");
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
    wantAll(true);
    setLimit(shown);
  };
  return (
    <>
      <ul class={look} ref={list} aria-busy={isGrowing}>
        {items.slice(0, shown).map(children)}
      </ul>
      {limit === null && shown < count && (
        <button type="button" class="text-button show-all" onClick={showAll}>
          Show all {count.toLocaleString("en")}
        </button>
      )}
    </>
  );
}
