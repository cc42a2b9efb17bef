/**
 * Registers the service worker, without which the app works but cannot be opened offline: on
 * plain http off loopback the browser has none.
 */
import { trustedScriptUrl } from "./trusted.ts";

export type Offline =
  | { readonly type: "unavailable" }
  | { readonly type: "ready" }
  /** A new version waits; calling `start` reloads every tab with it. */
  | { readonly type: "update"; readonly start: () => void };

/** Tells `report` whether the app can be opened offline, now and whenever that changes. */
export async function keepOffline(report: (offline: Offline) => void): Promise<void> {
  const container = navigator.serviceWorker;
  // Only a build has a service worker; the development server does not.
  if (container === undefined || !import.meta.env.PROD) {
    report({ type: "unavailable" });
    return;
  }
  let isUpdating = false;
  const registration = await container.register(trustedScriptUrl("/sw.js"));
  const offerUpdate = (): void => {
    const { waiting } = registration;
    if (waiting === null || registration.active === null) return;
    report({
      type: "update",
      start: () => {
        waiting.postMessage("start-now");
      },
    });
  };
  container.addEventListener("controllerchange", () => {
    // The first version's arrival also changes the controller: then there is nothing to reload.
    if (isUpdating) window.location.reload();
  });
  registration.addEventListener("updatefound", () => {
    isUpdating = registration.active !== null;
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") offerUpdate();
    });
  });
  isUpdating = registration.waiting !== null;
  await container.ready;
  report({ type: "ready" });
  offerUpdate();
}
