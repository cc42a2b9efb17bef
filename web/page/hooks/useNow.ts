/** The present, renewed every so often ("3 hours ago" must not stand still), or the moment shown. */
import { useEffect, useState } from "preact/hooks";
import { useMoment } from "../history/present.ts";

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
