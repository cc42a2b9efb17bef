/** The secret with which `infoview up` opens the page. It must not stay in the address bar. */

/** The token in a location's fragment, `#token=…`, or null. */
export function tokenIn(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, "")).get("token");
}

/** Takes the token out of the address, history included, before anything else can read it. */
export function takeToken(): string | null {
  const token = tokenIn(window.location.hash);
  if (token !== null) {
    const { pathname, search } = window.location;
    window.history.replaceState(null, "", pathname + search);
  }
  return token;
}
