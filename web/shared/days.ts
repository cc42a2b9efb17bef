/** Days of this device: numbered from 1 January 1970, from midnight to midnight where it is. */

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

/** The device's offset at an instant, in minutes east of UTC: in summer another one than in winter. */
export function deviceOffset(ms: number): number {
  return -Math.round(new Date(ms).getTimezoneOffset());
}

/** The day of an instant where the offset is kept. */
export function dayNumber(ms: number, offset_min: number): number {
  return Math.floor((ms + offset_min * minuteMs) / dayMs);
}

/** The instant at which a day begins on this device. */
export function midnight(day: number): number {
  const utc = day * dayMs;
  return utc - deviceOffset(utc - deviceOffset(utc) * minuteMs) * minuteMs;
}
