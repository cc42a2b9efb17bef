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

export const opened = signal<Opened | null>(null);

/** `type`: only if that is what is open; a dialog closes after the next one was asked for. */
export function close(type: Opened["type"]): void {
  if (opened.value?.type === type) opened.value = null;
}

/** "⌘" or "Ctrl", as this device's keyboard has it. */
export function modifierWord(): string {
  return /mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl";
}
