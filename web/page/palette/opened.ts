/** Which of the palette's dialogs is open. At most one is. */
import { signal } from "@preact/signals";
import type { Person } from "../rows.ts";
import type { Verb } from "./commands.ts";

export type Opened =
  | { readonly type: "palette" }
  | { readonly type: "sheet" }
  | { readonly type: "add"; readonly name: string }
  | { readonly type: "remind" }
  | { readonly type: "act"; readonly verb: Verb; readonly person: Person };

/** The number tells two openings apart that say the same. */
export type Opening = Opened & { readonly number: number };

export const opened = signal<Opening | null>(null);
let latest = 0;

export function openDialog(what: Opened): void {
  latest += 1;
  opened.value = { ...what, number: latest };
}

/**
 * Only if `mine` is still what is open: a browser says that a dialog was closed some time after it
 * was, and the next one, of the same type even, may have been asked for meanwhile.
 */
export function close(mine: Opening): void {
  if (opened.value === mine) opened.value = null;
}

/** "⌘" or "Ctrl", as this device's keyboard has it. */
export function modifierWord(): string {
  return /mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl";
}
