/** How far a file is: a step in one word, and how much of how much; `total` 0 if nobody knows. */
export type Told = (step: string, done: number, total: number) => void;

/** More often nobody sees a bar move. */
const everyMs = 80;

/** Tells now and then, however often it is called. */
export function paced(told: Told, now: () => number = () => performance.now()): Told {
  let last = Number.NEGATIVE_INFINITY;
  return (step, done, total) => {
    if (now() - last < everyMs) return;
    last = now();
    told(step, done, total);
  };
}
