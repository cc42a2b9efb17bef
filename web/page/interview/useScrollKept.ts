/** Comes back to where one was: another screen had its own place on the page meanwhile. */
import { useEffect } from "preact/hooks";

const tops = new Map<string, number>();
/** The page grows while its answers arrive; then, or after this long, the place is found. */
const frames_max = 90;

export function useScrollKept(key: string): void {
  useEffect(() => {
    const wanted = tops.get(key) ?? 0;
    let frame = 0;
    let left = wanted > 0 ? frames_max : 0;
    const stop = () => {
      left = 0;
    };
    const seek = () => {
      if (left === 0) return;
      left -= 1;
      window.scrollTo({ top: wanted, behavior: "instant" });
      if (Math.abs(window.scrollY - wanted) < 1) left = 0;
      frame = requestAnimationFrame(seek);
    };
    frame = requestAnimationFrame(seek);
    const { pathname } = window.location;
    const remember = () => {
      // On the way to another screen the page goes to its top while this one is still drawn.
      if (left === 0 && window.location.pathname === pathname) tops.set(key, window.scrollY);
    };
    window.addEventListener("scroll", remember, { passive: true });
    window.addEventListener("wheel", stop, { passive: true });
    window.addEventListener("touchstart", stop, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", remember);
      window.removeEventListener("wheel", stop);
      window.removeEventListener("touchstart", stop);
    };
  }, [key]);
}
