/**
 * The hybrid logical clock: `hlc = milliseconds × 1024 + counter`, one integer below 2^53 that is
 * later than every event its author had seen. The bounds and their reasons are in
 * infoview_sync/clock.py.
 */

const ticksPerMs = 1024;
export const hlcMin = 1e15;
export const hlcReceivedMax = 2 ** 53 - 2 ** 50;
const hlcMax = 2 ** 53 - 1;
/**
 * Above this, another log's stamp is kept but not counted on from: one event at the very bound
 * would make every later one of ours unreadable. Mirrors infoview_sync/log/store.py.
 */
export const hlcFollowedMax = hlcReceivedMax - 2 ** 40;

/** The stamp of a new event. Throws RangeError once 2^53 is reached. */
export function nextHlc(wallMs: number, latestSeen: number): number {
  const wall = Math.floor(wallMs) * ticksPerMs;
  const counted = Math.max(latestSeen + 1, hlcMin);
  const hlc = wall > hlcReceivedMax ? counted : Math.max(wall, counted);
  if (hlc > hlcMax) throw new RangeError("The logical clock is exhausted");
  return hlc;
}
