/** The referral graph as it had grown by some moment. Pure. */
import { type Branch, treesOf } from "../network.ts";
import type { Named } from "./rows.ts";

export interface Growth {
  /** When somebody was first named; null if nobody ever was. */
  readonly first: number | null;
  /** From when each node is in the picture, by the key of its row. */
  readonly since: ReadonlyMap<string, number>;
}

/** Names that are nobody's yet have no id: who named them and how they are called tell them apart. */
export function keyOf({ contact, giver, name }: Named): string {
  return contact === "" ? `${giver} ${name}` : contact;
}

/**
 * Who is named appears when they were named; who names others, at the latest when they first did.
 * So somebody at whom a tree begins appears with the first they named.
 */
export function growthOf(rows: readonly Named[]): Growth {
  const since = new Map<string, number>();
  const appear = (key: string, at: number) => {
    since.set(key, Math.min(at, since.get(key) ?? at));
  };
  let first: number | null = null;
  for (const row of rows) {
    if (row.at === null) continue;
    first = Math.min(first ?? row.at, row.at);
    appear(keyOf(row), row.at);
    if (row.giver !== "") appear(row.giver, row.at);
  }
  return { first, since };
}

export interface NetworkSize {
  /** In the graph without having been named: one knew them otherwise. */
  readonly known: number;
  readonly named: number;
  readonly interviewed: number;
  readonly deepest: number;
}

export function sizeOfNetwork(rows: readonly Named[]): NetworkSize {
  const people = rows.filter(({ isNameOnly }) => !isNameOnly);
  return {
    known: people.filter(({ giver }) => giver === "").length,
    named: rows.filter(({ giver }) => giver !== "").length,
    interviewed: people.filter(({ isInterviewed }) => isInterviewed).length,
    deepest: Math.max(0, ...listed(rows).map(({ depth }) => depth)),
  };
}

/** The rows in reading order, each right below the one it hangs on. */
export interface Listed {
  readonly named: Named;
  readonly depth: number;
  readonly giver: Named | null;
}

export function listed(rows: readonly Named[]): readonly Listed[] {
  const list: Listed[] = [];
  const waiting: { branch: Branch; depth: number; giver: Named | null }[] = treesOf(rows)
    .map((branch) => ({ branch, depth: 0, giver: null }))
    .toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { branch, depth, giver } = next;
    list.push({ named: branch.named, depth, giver });
    for (const below of branch.below.toReversed()) {
      waiting.push({ branch: below, depth: depth + 1, giver: branch.named });
    }
  }
  return list;
}
