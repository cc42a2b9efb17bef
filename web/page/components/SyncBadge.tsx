/** The sync state, on every screen; it leads to its details. */
import { AlwaysPresent } from "../history/present.ts";
import { useNow } from "../hooks/useNow.ts";
import { useSettled } from "../hooks/useSettled.ts";
import { useNotebook } from "../notebook.ts";
import { syncWords } from "../sync_words.ts";

/** A round with a near server is shorter: it need not be shown, nor read aloud. */
const fleeting_ms = 700;

export function SyncBadge() {
  return (
    <AlwaysPresent value={true}>
      <Badge />
    </AlwaysPresent>
  );
}

function Badge() {
  const state = useNotebook().sync.value;
  const words = syncWords(state, useNow(60_000));
  const isFleeting = state.tag === "syncing" && state.waiting === 0;
  const shown = useSettled(words, isFleeting, fleeting_ms);
  return (
    <div class="sync" role="status" aria-live="polite" aria-label="Sync state">
      <a class="sync-link" href="/settings/sync" data-sync={state.tag} data-waiting={state.waiting}>
        <span class="sync-dot" aria-hidden="true" />
        <span>{shown}</span>
      </a>
    </div>
  );
}
