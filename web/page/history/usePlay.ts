/** Lets the days go by: so many a second, as far as they can be drawn, until the present. */
import { useLayoutEffect, useState } from "preact/hooks";
import { type Life, within } from "./life.ts";

export interface Play {
  readonly isPlaying: boolean;
  toggle(): void;
  stop(): void;
}

/** `day` is where it goes on from; from the last one it begins anew. */
export function usePlay(
  life: Life,
  day: number,
  daysPerSecond: number,
  onDay: (day: number) => void,
): Play {
  const [from, setFrom] = useState<number | null>(null);

  // Held is held: no frame passes between the press and the end of this.
  useLayoutEffect(() => {
    if (from === null) return undefined;
    let begun: number | null = null;
    let reached = from;
    const pass = (time: number) => {
      begun ??= time;
      const next = within(life, from + Math.floor(((time - begun) / 1000) * daysPerSecond));
      if (next !== reached) onDay(next);
      reached = next;
      if (next < life.last) frame = requestAnimationFrame(pass);
      else setFrom(null);
    };
    let frame = requestAnimationFrame(pass);
    return () => cancelAnimationFrame(frame);
  }, [from, life, daysPerSecond, onDay]);

  const stop = () => setFrom(null);
  return {
    isPlaying: from !== null,
    stop,
    toggle: () => (from === null ? setFrom(day >= life.last ? life.first : day) : stop()),
  };
}
