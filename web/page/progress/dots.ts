/** Where each thank-you stands on the axis of its delay; mirrors files/report/layout.py. Pure. */

const hourMs = 3_600_000;
/** The axis: from a quarter of an hour to sixty days, in equal ratios. */
const [leastHours, mostHours] = [0.25, 24 * 60];

export const inTimeMs = 24 * hourMs;

export const ticks: readonly (readonly [hours: number, words: string])[] = [
  [1, "1 h"],
  [3, "3 h"],
  [8, "8 h"],
  [24, "24 h"],
  [72, "3 d"],
  [168, "7 d"],
  [720, "30 d"],
];

/** `column` along the axis, `height` in the pile. */
export interface Dot {
  readonly column: number;
  readonly height: number;
  readonly isInTime: boolean;
}

const isWithin = (ms: number) => ms >= 0 && ms <= inTimeMs;

/** What the dots show, in one sentence; null: not sent. */
export function delaysTold(delays: readonly (number | null)[]): string {
  const sent = delays.filter((ms) => ms !== null);
  const inTime = sent.filter(isWithin).length;
  const early = sent.filter((ms) => ms < 0).length;
  return (
    `${inTime} within 24 hours (filled), ${sent.length - inTime - early} later (hollow),` +
    (early > 0 ? ` ${early} before the end (hollow),` : "") +
    ` ${delays.length - sent.length} not sent.`
  );
}

/** Delays in ms as dots, piled up where they coincide. */
export function dotsOf(delays: readonly number[], columns: number): readonly Dot[] {
  const piles = new Map<number, number>();
  const limit = limitColumn(columns);
  return delays
    .toSorted((one, other) => one - other)
    .map((ms) => {
      const isInTime = isWithin(ms);
      // The line at 24 h stands between two columns, and no dot on the wrong side of it.
      const own = Math.min(Math.floor(along(ms / hourMs) * columns), columns - 1);
      const column = isInTime ? Math.min(own, limit - 1) : ms > 0 ? Math.max(own, limit) : 0;
      const height = piles.get(column) ?? 0;
      piles.set(column, height + 1);
      return { column, height, isInTime };
    });
}

/** The first column of those that were late. */
export function limitColumn(columns: number): number {
  return Math.floor(along(24) * columns);
}

/** 0 … 1: the place on the axis, logarithmic, ends included. */
export function along(hours: number): number {
  const kept = Math.min(Math.max(hours, leastHours), mostHours);
  return Math.log(kept / leastHours) / Math.log(mostHours / leastHours);
}
