/** The referral graph as trees: the rows of query/network.sql hung below those who named them. */
import type { Named } from "./network/rows.ts";

export interface Branch {
  readonly named: Named;
  readonly below: readonly Branch[];
}

/** The trees, largest first. Rows come parents first, so that each is found when it is needed. */
export function treesOf(rows: readonly Named[]): readonly Branch[] {
  const below = new Map<string, Branch[]>();
  const roots: Branch[] = [];
  for (const named of rows) {
    const own: Branch[] = [];
    if (named.contact !== "") below.set(named.contact, own);
    const parent = below.get(named.giver);
    (parent ?? roots).push({ named, below: own });
  }
  return roots.toSorted((one, other) => sizeOf(other) - sizeOf(one));
}

/** How many people hang in a tree, its root included. */
export function sizeOf(branch: Branch): number {
  let size = 0;
  const waiting = [branch];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    size += 1;
    waiting.push(...next.below);
  }
  return size;
}
