/** What is being looked at on the share screen: laid down by the service worker, or pasted here. */
import { signal } from "@preact/signals";
import { shareCache, type Shared, sharedCharsMax, sharePath } from "../../shared/share.ts";
import { navigate } from "../router.ts";

/** Null: nothing yet. */
export const given = signal<Shared | null>(null);

/** Shows what was pasted as if it had been shared. */
export function lookInto(text: string): void {
  given.value = { title: "", text: text.slice(0, sharedCharsMax), url: "" };
  navigate(sharePath);
}

/** Reads what the service worker laid down; it stays there over a reload, until `forgetGiven`. */
export async function readGiven(): Promise<void> {
  if (given.value !== null || !("caches" in globalThis)) return;
  try {
    const found = await (await caches.open(shareCache)).match(sharePath);
    if (found !== undefined) given.value = sharedIn(await found.json());
  } catch {
    // A browser that keeps nothing: there is nothing to read.
  }
}

/** It was somebody's name: it does not stay longer than it is looked at. */
export function forgetGiven(): void {
  given.value = null;
  if ("caches" in globalThis) void caches.delete(shareCache).catch(() => false);
}

function sharedIn(kept: unknown): Shared | null {
  if (typeof kept !== "object" || kept === null) return null;
  const part = (name: "title" | "text" | "url") => {
    const value: unknown = name in kept ? (kept as Record<string, unknown>)[name] : "";
    return typeof value === "string" ? value : "";
  };
  return { title: part("title"), text: part("text"), url: part("url") };
}
