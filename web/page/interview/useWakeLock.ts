/** Keeps the screen awake while a talk goes on, where the browser can; silently nothing where not. */
import { useEffect } from "preact/hooks";

export function useWakeLock(isWanted: boolean): void {
  useEffect(() => {
    // Missing on plain http and in some browsers, whatever the types say.
    const wakeLock: WakeLock | undefined = navigator.wakeLock;
    if (!isWanted || wakeLock === undefined) return undefined;
    let held: WakeLockSentinel | null = null;
    let isOver = false;
    const take = async () => {
      if (document.visibilityState !== "visible" || (held !== null && !held.released)) return;
      const sentinel = await wakeLock.request("screen").catch(() => null);
      // Refused on a low battery: the talk goes on all the same.
      if (isOver) await sentinel?.release();
      else held = sentinel;
    };
    const takeAgain = () => void take();
    void take();
    // The browser lets go whenever the page is hidden.
    document.addEventListener("visibilitychange", takeAgain);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", takeAgain);
      void held?.release();
    };
  }, [isWanted]);
}
