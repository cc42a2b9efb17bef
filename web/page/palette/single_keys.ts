/**
 * Whether keys without Ctrl or Cmd are shortcuts. Who dictates, or whose hand trembles, switches
 * them off (WCAG 2.1.4). It is about this device's keyboard, so it is no event.
 */
import { signal } from "@preact/signals";

const name = "single-keys";

export const hasSingleKeys = signal(read());

export function setSingleKeys(isOn: boolean): void {
  hasSingleKeys.value = isOn;
  try {
    if (isOn) localStorage.removeItem(name);
    else localStorage.setItem(name, "off");
  } catch {
    // A browser that keeps nothing: it holds until the page is closed.
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(name) !== "off";
  } catch {
    return true;
  }
}
