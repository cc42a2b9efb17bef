/** Which rows of a tall picture are near the window: the others need not be in the document. */
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Range, visibleRange } from "../visible_range.ts";

export function useSeenRows(element: RefObject<Element | null>, row: number, count: number): Range {
  const [range, setRange] = useState<Range>({ first: 0, end: 60 });
  useEffect(() => {
    const look = () => {
      if (element.current === null) return;
      const { top } = element.current.getBoundingClientRect();
      const next = visibleRange({ top, height: window.innerHeight, row, count });
      setRange((now) => (now.first === next.first && now.end === next.end ? now : next));
    };
    look();
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [element, row, count]);
  return range;
}
