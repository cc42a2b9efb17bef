/**
 * The service worker: lets the app open with no network. It keeps the app's own files and nothing
 * else; what a person recorded lives in IndexedDB, which the app's worker keeps.
 *
 * It guarantees:
 * 1. A cache holds all files of exactly one build, checked by hash, or it does not exist: an
 *    install that meets a half-upgraded server fails and is tried again later.
 * 2. Requests to the API, other origins and anything that is not a GET never pass through here;
 *    the one exception is what another app shares (share.ts), which ends here.
 * 3. A new version never pulls files from under a page that is in use (see `install`).
 */
import { routeOf } from "./routes.ts";
import { precachedFiles, version } from "./precache.ts";
import { isShare, takeShare } from "./share.ts";

declare const self: ServiceWorkerGlobalScope;

const cachePrefix = "infoview-app-";
const cacheName = cachePrefix + version;
const paths: ReadonlySet<string> = new Set(precachedFiles.map((file) => file.path));

self.addEventListener("install", (event) => {
  event.waitUntil(keepAllFiles());
  // A page of the old build may yet load one of its own files (its worker, SQLite) from the old
  // cache, so a new version waits until those pages are closed or until the page, with nothing in
  // hand, says so. With no version before this one nobody can be harmed: start at once, so that
  // the first visit already works offline.
  if (self.registration.active === null) {
    event.waitUntil(self.skipWaiting());
  }
});

self.addEventListener("message", (event) => {
  // Sent by page/offline.ts, which reloads every tab once this version has taken over.
  if (event.data === "start-now") {
    event.waitUntil(self.skipWaiting());
  }
});

self.addEventListener("activate", (event) => {
  // Runs when no page of an older build is open, or when all of them are about to reload, so both
  // taking over the open pages and dropping the older caches are safe here.
  event.waitUntil(dropOtherCaches().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  if (isShare(event.request, self.location.origin)) {
    event.respondWith(takeShare(event.request));
    return;
  }
  const route = routeOf(event.request, self.location.origin, paths);
  if (route !== null) {
    event.respondWith(answer(route, event.request));
  }
});

/**
 * Fetch and check every hash; past the HTTP cache, which may hold another build's page, unless the
 * name has a hash in it: those the page has only just loaded.
 */
async function keepAllFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  const requests = precachedFiles.map(
    ({ path, integrity }) =>
      new Request(path, { cache: path.startsWith("/assets/") ? "default" : "reload", integrity }),
  );
  try {
    await cache.addAll(requests);
  } catch (cause) {
    await caches.delete(cacheName);
    throw cause;
  }
}

async function dropOtherCaches(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** The cached file; the network only if the browser has evicted it. */
async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? fetch(request);
}
