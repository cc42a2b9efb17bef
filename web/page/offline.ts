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

type Report = (offline: Offline) => void;

/** Tells `report` whether the app can be opened offline, now and whenever that changes. */
export async function keepOffline(report: Report): Promise<void> {
  const container = navigator.serviceWorker;
  // Only a build has a service worker; the development server does not.
  if (container === undefined || !import.meta.env.PROD) {
    report({ type: "unavailable" });
    return;
  }
  reloadWithNextVersion(container);
  try {
    follow(await container.register(trustedScriptUrl("/sw.js")), container, report);
  } catch {
    // Offline with an evicted registration, or a certificate that the browser does not trust:
    // the app itself goes on, so this is a state to show and not an error to stop at.
    report({ type: "unavailable" });
  }
}

/** Listens before anything is asked for, since a busy page hears of what it asked for late. */
function reloadWithNextVersion(container: ServiceWorkerContainer): void {
  let isControlled = container.controller !== null;
  container.addEventListener("controllerchange", () => {
    // The first version's arrival also changes the controller, and so does its end, when the browser
    // clears what this site kept: then there is nothing to reload.
    const isThere = container.controller !== null;
    if (isControlled && isThere) window.location.reload();
    isControlled = isThere;
  });
}

function follow(
  registration: ServiceWorkerRegistration,
  container: ServiceWorkerContainer,
  report: Report,
): void {
  const tell = (): void => report(stateOf(registration));
  const followInstalling = (): void =>
    registration.installing?.addEventListener("statechange", tell);
  registration.addEventListener("updatefound", followInstalling);
  // Its updatefound may have come before this page was there to hear it.
  followInstalling();
  tell();
  void container.ready.then(tell);
}

function stateOf({ active, waiting }: ServiceWorkerRegistration): Offline {
  if (active === null) return { type: "unavailable" };
  if (waiting === null) return { type: "ready" };
  return {
    type: "update",
    start: () => {
      waiting.postMessage("start-now");
    },
  };
}
