/**
 * Where everybody stands in the drawn graph. Pure.
 *
 * Two shapes of the same tree, which both read from left to right: on a laptop a column a
 * generation, parents in the middle of those they named; on a phone a line a person, indented, for
 * there columns would have to be pushed about to be read.
 */
import type { Branch } from "../network.ts";
import type { Named } from "./rows.ts";

export type Shape = "columns" | "lines";

export interface Place {
  readonly named: Named;
  readonly depth: number;
  /** From the top, in rows; between two rows when in the middle of an even number. */
  readonly row: number;
  /** The place of the one who named them, in the same list; null at a root. */
  readonly parent: number | null;
}

export interface Drawing {
  readonly places: readonly Place[];
  readonly rows: number;
  readonly deepest: number;
}

/** An empty row between two trees, in parts of a row. */
const gap = 0.6;

export function drawingOf(trees: readonly Branch[], shape: Shape): Drawing {
  const order = preorder(trees);
  const rows = shape === "lines" ? linesOf(order) : columnsOf(order);
  const places = order.map(({ branch, depth, parent }, place) => ({
    named: branch.named,
    depth,
    parent,
    row: rows[place] ?? 0,
  }));
  return {
    places,
    rows: Math.max(0, ...rows) + 1,
    deepest: Math.max(0, ...order.map(({ depth }) => depth)),
  };
}

interface Visit {
  readonly branch: Branch;
  readonly depth: number;
  readonly parent: number | null;
}

function preorder(trees: readonly Branch[]): readonly Visit[] {
  const order: Visit[] = [];
  const waiting: Visit[] = trees.map((branch) => ({ branch, depth: 0, parent: null })).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const parent = order.length;
    order.push(next);
    for (const branch of next.branch.below.toReversed()) {
      waiting.push({ branch, depth: next.depth + 1, parent });
    }
  }
  return order;
}

function linesOf(order: readonly Visit[]): readonly number[] {
  let at = -gap;
  return order.map(({ depth }, place) => {
    at += depth === 0 ? gap : 0;
    return place + at;
  });
}

function columnsOf(order: readonly Visit[]): readonly number[] {
  const rows: number[] = [];
  const below = new Map<number, { first: number; last: number }>();
  let next = -gap;
  for (const { branch, depth } of order) {
    next += depth === 0 ? gap : 0;
    rows.push(next);
    if (branch.below.length === 0) next += 1;
  }
  // Those below come after, so that from the end each finds them in their places.
  for (let place = order.length - 1; place >= 0; place -= 1) {
    const own = below.get(place);
    if (own !== undefined) rows[place] = (own.first + own.last) / 2;
    const parent = order[place]?.parent ?? null;
    const row = rows[place] ?? 0;
    if (parent === null) continue;
    below.set(parent, { first: row, last: below.get(parent)?.last ?? row });
  }
  return rows;
}
