/**
 * A long list of links of equal height, of which only the visible ones are in the document. The
 * window scrolls; screen readers learn each item's place in the whole; arrow keys move between.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isPrinting, printedMax } from "../printing.ts";
import { visibleRange } from "../visible_range.ts";
import { countWords } from "../words.ts";

interface Props<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly children: (item: T) => ComponentChildren;
}

/** The height of a row in CSS (`.windowed li`), in rem, so that it grows with the text size. */
const rowRem = 4;

export function WindowedList<T>({ label, items, keyOf, children }: Props<T>) {
  const list = useRef<HTMLUListElement>(null);
  const [range, setRange] = useState({ first: 0, end: 30 });
  const count = items.length;

  useEffect(() => {
    const look = () => {
      if (list.current === null) return;
      const next = visibleRange({
        top: list.current.getBoundingClientRect().top,
        height: window.innerHeight,
        row: rowPixels(),
        count,
      });
      setRange((now) => (now.first === next.first && now.end === next.end ? now : next));
    };
    look();
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [count]);

  // Paper does not scroll.
  const { first: from, end } = isPrinting.value ? { first: 0, end: printedMax } : range;
  const first = Math.min(from, Math.max(0, count - 1));
  const shown = items.slice(first, end);
  // Set through the CSSOM: the policy forbids style attributes in markup, not computed values.
  useLayoutEffect(() => {
    list.current?.style.setProperty("--rows-before", String(first));
    const after = isPrinting.value ? 0 : count - first - shown.length;
    list.current?.style.setProperty("--rows-after", String(after));
  }, [first, count, shown.length]);

  return (
    <ul class="windowed" ref={list} aria-label={label} onKeyDown={moveFocus}>
      {shown.map((item, place) => (
        <li key={keyOf(item)} aria-setsize={count} aria-posinset={first + place + 1}>
          {children(item)}
        </li>
      ))}
      {isPrinting.value && shown.length < count && (
        <li class="row">{countWords(count - shown.length, "more", "more")}, not printed</li>
      )}
    </ul>
  );
}

function rowPixels(): number {
  return rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function moveFocus(event: KeyboardEvent): void {
  const item = event.target instanceof Element ? event.target.closest("li") : null;
  if (item === null || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const other = event.key === "ArrowDown" ? item.nextElementSibling : item.previousElementSibling;
  const link = other?.querySelector("a");
  if (link === null || link === undefined) return;
  event.preventDefault();
  link.focus();
}
