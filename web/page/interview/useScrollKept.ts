/** Comes back to where one was by any way, not only by back: the talk goes on. */
import { useEffect } from "preact/hooks";
import { seekTop } from "../seek.ts";

const tops = new Map<string, number>();

export function useScrollKept(key: string): void {
  useEffect(() => {
    const wanted = tops.get(key) ?? 0;
    const search = wanted > 0 ? seekTop(wanted) : null;
    const { pathname } = window.location;
    const remember = () => {
      // On the way to another screen the page goes to its top while this one is still drawn.
      const isHere = window.location.pathname === pathname;
      if (search?.isOver !== false && isHere) tops.set(key, window.scrollY);
    };
    window.addEventListener("scroll", remember, { passive: true });
    return () => {
      search?.stop();
      window.removeEventListener("scroll", remember);
    };
  }, [key]);
}
