/** The single keys of a talk: the room hears them, the cheat sheet lists them. */

export type RoomKey = "insight" | "referral" | "note";

export interface RoomShortcut {
  readonly type: RoomKey;
  readonly key: string;
  readonly words: string;
}

export const roomShortcuts: readonly RoomShortcut[] = [
  { type: "note", key: "n", words: "Write a note" },
  { type: "insight", key: "i", words: "Capture an insight" },
  { type: "referral", key: "r", words: "Add a name they gave" },
];

/** Ticks a question by its number; there are nine such keys. */
export const questionKeys = "1 – 9";
/** In the form of an insight: its themes, in their order. */
export const themeKeys = "1 – 7";

/** The number of a question or theme that a key names, from 0; null if it is none. */
export function placeOfKey(key: string, count: number): number | null {
  const place = /^[1-9]$/.test(key) ? Number(key) - 1 : count;
  return place < count ? place : null;
}
