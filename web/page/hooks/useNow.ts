/** The present, renewed every so often ("3 hours ago" must not stand still), or the moment shown. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { useMoment } from "../history/present.ts";
import { useNotebook } from "../notebook.ts";

export function useNow(every_ms: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const renew = () => setNow(Date.now());
    const timer = setInterval(renew, every_ms);
    // A phone taken out of the pocket shows the present at once; timers slept meanwhile.
    document.addEventListener("visibilitychange", renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", renew);
    };
  }, [every_ms]);
  // The last instant before the cut: "2 days ago" is told from then.
  const moment = useMoment();
  return moment === undefined ? now : moment.before - 1;
}

/** As `useNow`, and never older than the latest change: what is due follows from it at once. */
export function useNowOf(every_ms: number): number {
  const now = useNow(every_ms);
  const { changes } = useNotebook();
  const { count } = changes.value;
  const moment = useMoment();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change has its own moment.
  const changedAt = useMemo(Date.now, [count]);
  return moment === undefined ? Math.max(now, changedAt) : now;
}
