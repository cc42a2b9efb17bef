/** Which requests the service worker answers: a pure function, so that its rules are tested. */

/** Path prefixes that belong to the server; a screen of the app is never named like one. */
const serverPrefixes: readonly string[] = ["/sync/", "/files/", "/calendar/"];

/** As much of a Request as the decision needs. */
export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/**
 * The cached path that answers a request, or null: not ours, leave it to the network.
 *
 * Opening any screen of the app answers with its one page, "/".
 */
export function routeOf(asked: Asked, origin: string, paths: ReadonlySet<string>): string | null {
  const url = new URL(asked.url);
  if (asked.method !== "GET" || url.origin !== origin) return null;
  if (serverPrefixes.some((prefix) => `${url.pathname}/`.startsWith(prefix))) return null;
  if (paths.has(url.pathname)) return url.pathname;
  return asked.mode === "navigate" && isScreen(url.pathname) ? "/" : null;
}

/** A path whose last part has a dot names a file: a missing one must stay missing. */
function isScreen(path: string): boolean {
  return path === "/index.html" || !path.slice(path.lastIndexOf("/")).includes(".");
}
