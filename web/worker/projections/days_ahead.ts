/**
 * Works out what the first screen will ask on each day of the coming month, for a start on that day
 * (first_answers.ts): a day at a time with pauses in between, since nobody waits for it, and anew as
 * soon as the log has changed.
 */
import { momentsAhead } from "./first_answers.ts";

/** Somebody who types meanwhile does not notice. */
const pauseMs = 500;
/** Kept at once: over a weekend nobody may come by for the rest. */
const atOnce = 4;

export type KeepDay = (moment: number, isToday: boolean) => Promise<void>;

export class DaysAhead {
  readonly #keepDay: KeepDay;
  /** Counts beginnings: what an earlier one has still to do is left. */
  #round = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(keepDay: KeepDay) {
    this.#keepDay = keepDay;
  }

  /** Returns when the first days are kept. */
  async begin(now: number): Promise<void> {
    this.close();
    const round = this.#round;
    const moments = momentsAhead(now);
    for (const [at, moment] of moments.slice(0, atOnce).entries()) {
      await this.#keepDay(moment, at === 0);
    }
    this.#goOn(round, moments.slice(atOnce));
  }

  #goOn(round: number, [next, ...others]: readonly number[]): void {
    if (next === undefined || round !== this.#round) return;
    this.#timer = setTimeout(() => {
      this.#keepDay(next, false).then(
        () => this.#goOn(round, others),
        () => undefined, // what cannot be kept (no room left, say) is tried again after the next change
      );
    }, pauseMs);
  }

  close(): void {
    this.#round += 1;
    clearTimeout(this.#timer);
  }
}
