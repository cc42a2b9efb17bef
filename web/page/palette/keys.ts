/** Which shortcut the keys pressed so far mean. Pure. */
import type { Shortcut } from "./commands.ts";

export interface Pressed {
  /** The beginning of a shortcut of several keys. */
  readonly pending: readonly string[];
  readonly shortcut: Shortcut | null;
}

export const nothingPressed: Pressed = { pending: [], shortcut: null };

/** How long the second key may take. */
export const pause_ms = 1_500;

export function press(
  pending: readonly string[],
  key: string,
  shortcuts: readonly Shortcut[],
): Pressed {
  const keys = [...pending, key];
  const begun = shortcuts.filter((each) => keys.every((one, place) => each.keys[place] === one));
  const shortcut = begun.find((each) => each.keys.length === keys.length) ?? null;
  if (shortcut !== null) return { pending: [], shortcut };
  if (begun.length > 0) return { pending: keys, shortcut: null };
  // "g g t" still goes to Today: the second "g" begins anew.
  return pending.length === 0 ? nothingPressed : press([], key, shortcuts);
}

/** The key as the tables name it: a keyboard of another script answers by the key's place. */
export function keyNamed(event: Pick<KeyboardEvent, "key" | "code" | "shiftKey">): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const isForeign = event.key.length === 1 && event.key > "~";
  if (isForeign && letter !== undefined) return event.shiftKey ? letter.toUpperCase() : letter;
  // Caps lock alone is not meant.
  return event.shiftKey || event.key.length > 1 ? event.key : event.key.toLowerCase();
}
