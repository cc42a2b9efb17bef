/** How much of a long list is drawn. Drawing 4,000 rows at once stops a phone for seconds. Pure. */

/** What fits a few screens; somebody with more due than this needs the first of it most. */
export const firstItems = 20;
/** Not worth a button of its own. */
const fewMore = 4;
/** Rows that a phone draws between two frames without a stutter one would notice. */
export const itemsAFrame = 100;

/** How many of `count` items are drawn before anybody asked for all of them. */
export function shownAtFirst(count: number, first: number): number {
  return count <= first + fewMore ? count : first;
}

/** How many are drawn one frame after `shown` were. */
export function shownNext(count: number, shown: number): number {
  return Math.min(count, shown + itemsAFrame);
}
