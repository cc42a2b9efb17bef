/** Which rows of a long list to draw. Pure. */

export interface Viewport {
  /** Where the list begins, in pixels below the window's upper edge; negative once scrolled. */
  readonly top: number;
  readonly height: number;
  readonly row: number;
  readonly count: number;
}

export interface Range {
  readonly first: number;
  readonly end: number;
}

/** Rows drawn beyond the edges, so that focus and a quick scroll find them there. */
const spare = 12;

/** Steps of the range: a scroll by one row need not draw anything anew. */
const step = 6;

export function visibleRange({ top, height, row, count }: Viewport): Range {
  if (row <= 0) return { first: 0, end: count };
  const firstSeen = Math.floor(-top / row);
  const endSeen = Math.ceil((height - top) / row);
  const first = Math.floor((firstSeen - spare) / step) * step;
  const end = Math.ceil((endSeen + spare) / step) * step;
  return { first: clamp(first, count), end: clamp(end, count) };
}

function clamp(value: number, count: number): number {
  return Math.min(Math.max(0, value), count);
}
