/**
 * Which answers may have changed: a question is asked again only after a change in one of the
 * tables that its last answer came from. Pure.
 */
export interface Changes {
  /** How many changes there were; and the number of the latest one of each table. */
  readonly count: number;
  readonly latestOfAll: number;
  readonly latestByTable: ReadonlyMap<string, number>;
}

export const noChanges: Changes = { count: 0, latestOfAll: 0, latestByTable: new Map() };

/** `tables` null: any of them. */
export function changed(before: Changes, tables: readonly string[] | null): Changes {
  const count = before.count + 1;
  if (tables === null) return { count, latestOfAll: count, latestByTable: new Map() };
  const latestByTable = new Map(before.latestByTable);
  for (const table of tables) latestByTable.set(table, count);
  return { ...before, count, latestByTable };
}

/** Grows with each change of one of these tables; null: of any. */
export function stampOf(changes: Changes, reads: readonly string[] | null): number {
  if (reads === null) return changes.count;
  return reads.reduce(
    (latest, table) => Math.max(latest, changes.latestByTable.get(table) ?? 0),
    changes.latestOfAll,
  );
}
