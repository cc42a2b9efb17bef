/**
 * What stands within records something, so the past switches its buttons and fields off. Links stay.
 * Not in the accessibility tree: the bar above says why nothing can be pressed.
 */
import type { ComponentChildren } from "preact";
import { past } from "./moment.ts";

export function Records({ children }: { readonly children: ComponentChildren }) {
  return (
    <fieldset class="records" role="none" disabled={past.value !== null}>
      {children}
    </fieldset>
  );
}
