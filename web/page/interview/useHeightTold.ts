/** Tells the style sheets, as `--composer`, how high the place is where one writes. */
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

export function useHeightTold(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      style.setProperty("--composer", `${measured.offsetHeight}px`);
    });
    observer.observe(measured);
    return () => {
      observer.disconnect();
      style.removeProperty("--composer");
    };
  }, [element]);
}
