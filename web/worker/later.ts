/** The part of the worker that can wait (rest.ts). */
type Rest = typeof import("./rest.ts").rest;

/** The first screen is drawn sooner than this, on a slow phone too. */
const startIsOverMs = 3000;

let coming: Promise<Rest> | null = null;

/** It, once it is here. A fetch that fails may be tried again. */
export function theRest(): Promise<Rest> {
  coming ??= import("./rest.ts").then(
    ({ rest }) => rest,
    (error: unknown) => {
      coming = null;
      throw error;
    },
  );
  return coming;
}

/** Fetches it when the start is over; returns what calls that off. */
export function fetchTheRestSoon(): () => void {
  const timer = setTimeout(() => void theRest().catch(() => undefined), startIsOverMs);
  return () => clearTimeout(timer);
}
