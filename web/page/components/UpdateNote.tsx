/** A new version of the app waits; it starts when the user has nothing in hand. */
import type { Offline } from "../offline.ts";

export function UpdateNote({ offline }: { readonly offline: Offline }) {
  if (offline.type !== "update") return null;
  return (
    <p class="update-note">
      A new version is ready.{" "}
      <button type="button" class="text-button" onClick={offline.start}>
        Start it
      </button>
    </p>
  );
}
