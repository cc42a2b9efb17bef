/**
 * When this browser's log was last walked to its end, and what was found. It is about this browser's
 * copy, so it is no event.
 */
import { signal } from "@preact/signals";
import type { Verified } from "../../shared/messages";

export interface LastCheck extends Omit<Verified, "isStopped"> {
  readonly at: number;
}

const name = "last-check";

export const lastCheck = signal<LastCheck | null>(read());

export function keepCheck(check: LastCheck): void {
  lastCheck.value = check;
  try {
    localStorage.setItem(name, JSON.stringify(check));
  } catch {
    // A browser that keeps nothing: it is known until the page is closed.
  }
}

function read(): LastCheck | null {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(name) ?? "null");
    return isCheck(said) ? said : null;
  } catch {
    return null;
  }
}

function isCheck(value: unknown): value is LastCheck {
  if (typeof value !== "object" || value === null) return false;
  const { at, logs, events, fault } = value as Partial<Record<keyof LastCheck, unknown>>;
  return [at, logs, events].every((each) => typeof each === "number") && fault !== undefined;
}
