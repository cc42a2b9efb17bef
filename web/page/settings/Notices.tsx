/** What this browser cannot do, said before it matters: no copy offline, data that may be cleared. */
import { useCallback, useEffect, useState } from "preact/hooks";

/** Safari on iOS names it; no other browser has it. */
type MaybeInstalled = Navigator & { readonly standalone?: boolean };

export function InsecureNotice() {
  if (window.isSecureContext) return null;
  return (
    <p class="notice notice-plain">
      <strong>Not encrypted.</strong> This page came over plain http: anybody in this network can
      change it on its way here, and so read everything in your notebook and write in your name.{" "}
      <strong>Opens only while the laptop answers:</strong> on such pages no browser keeps an app
      for later. What you record is kept here all the same, and synced when the laptop is back.
    </p>
  );
}

/** An app on the Home Screen has a memory of its own: to be put there first, and paired then. */
export function InstallNotice() {
  const { standalone }: MaybeInstalled = navigator;
  if (standalone !== false) return null;
  return (
    <p class="notice">
      <strong>First put InfoView on your Home Screen.</strong> In Safari, tap Share, then “Add to
      Home Screen”, and open it from there. Safari clears what a page keeps when you do not visit it
      for seven days; an app on the Home Screen keeps it, and does not share this tab’s notebook.
    </p>
  );
}

export type Kept = "unknown" | "persisted" | "may be cleared";

/** Whether the browser promised to keep what is stored; `ask` must come from a tap. */
export function useKept(): { readonly kept: Kept; readonly ask: () => void } {
  const [kept, setKept] = useState<Kept>("unknown");
  const show = useCallback((isPersisted: boolean) => {
    setKept(isPersisted ? "persisted" : "may be cleared");
  }, []);
  useEffect(() => {
    // Not there on pages that are no secure context.
    navigator.storage?.persisted?.().then(show, () => undefined);
  }, [show]);
  return {
    kept,
    ask: () => void navigator.storage?.persist?.().then(show, () => undefined),
  };
}
