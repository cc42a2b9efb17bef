/** Moving a question to another place among the others. Pure. */
import type { Draft } from "../../shared/messages";
import { draft } from "../drafts.ts";
import type { Question } from "../rows.ts";

/** The list with the item at `from` taken to `to`. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  const rest = items.filter((_, place) => place !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** The edits that give an order; ranks are renumbered only where they must be. */
export function ranked(questions: readonly Question[], at: number): readonly Draft[] {
  return questions.flatMap(({ id, rank }, place) =>
    rank === place + 1 ? [] : [draft("question.edited", id, { rank: place + 1 }, at)],
  );
}

/** What was measured when a drag began: upper edge and height of each item, in page coordinates. */
export interface Slot {
  readonly top: number;
  readonly height: number;
}

/** The place that the item from `from` has when it is shifted by `shift` pixels. */
export function placeFor(slots: readonly Slot[], from: number, shift: number): number {
  const own = slots[from];
  if (own === undefined) return from;
  const middle = own.top + own.height / 2 + shift;
  const isAbove = (slot: Slot, place: number) =>
    place !== from && slot.top + slot.height / 2 < middle;
  return slots.filter(isAbove).length;
}
