/**
 * What the browser's history knows nothing of: where on the page one was, and by which link one left.
 * Each of its entries carries its number (`history.state`); the rest is kept here, in memory, so that
 * after a reload screens begin anew.
 */
import { seek, seekTop, type Search } from "./seek.ts";

/** How one left an entry. */
interface Left {
  /** The moment of the past in its address, or "". */
  readonly search: string;
  /** The link that was followed, if one was. */
  readonly followed: string | null;
}

export interface Entry extends Left {
  readonly path: string;
  /** How far down the page one was. */
  top: number;
}

const entries: Entry[] = [];
let at = 0;
let search: Search | null = null;

/** Where one is. */
export function entryNow(): Entry {
  const known = entries[at];
  if (known !== undefined) return known;
  const entry = entryOf(window.location.pathname);
  entries[at] = entry;
  return entry;
}

/** What `history.state` must be, so that one comes back to this entry. */
export function stateNow(): { readonly entry: number } {
  return { entry: at };
}

/** Begins an entry behind this one, which forgets those that were there; its number for `history.state`. */
export function beginEntry(path: string, left: Left): { readonly entry: number } {
  search?.stop();
  Object.assign(entryNow(), left, { top: window.scrollY });
  at += 1;
  entries.length = at;
  entries.push(entryOf(path));
  return stateNow();
}

/** This entry is another place than it was. */
export function turnEntry(path: string): void {
  entries[at] = entryOf(path);
}

/** Comes back to an entry, or forward, of which the browser tells the state. */
export function comeBack(state: unknown): void {
  search?.stop();
  at = numberIn(state) ?? at;
  const { top, followed } = entryNow();
  const focusFollowed = () => {
    if (followed === null) return true;
    const isMoved = document.activeElement?.matches("body, h1") === false;
    const link = [...document.querySelectorAll<HTMLElement>("main a[href]")].find(
      (each) => each.getAttribute("href") === followed,
    );
    if (!isMoved) link?.focus({ preventScroll: true });
    return isMoved || link !== undefined;
  };
  search = seekTop(top, focusFollowed);
}

/**
 * Shows the part of the screen that has this id, opens it and gives its heading the focus, as soon
 * as it is there; and stays with it while the answers for what stands above it arrive.
 */
export function seekPart(id: string): void {
  let isShown = false;
  search = seek(() => {
    const part = document.getElementById(id);
    if (part === null) return false;
    if (part instanceof HTMLDetailsElement) part.open ||= !isShown;
    const head = part.querySelector<HTMLElement>("h2, summary") ?? part;
    // A single control stays among what stands around it.
    part.scrollIntoView({ block: head === part ? "nearest" : "start", behavior: "instant" });
    if (head.matches("h2")) head.tabIndex = -1;
    if (!isShown) head.focus({ preventScroll: true });
    isShown = true;
    return false;
  });
}

/** How far off the entry is of which the browser tells the state; behind this one, negative. */
export function stepsTo(state: unknown): number {
  return (numberIn(state) ?? at) - at;
}

/**
 * How far back the place of that path is, as a negative number, if one has only looked at single
 * things since; 0 if one came from elsewhere, or looks at another moment by now.
 */
export function stepsBackTo(path: string, carried: string): number {
  for (let place = at - 1; place >= 0; place -= 1) {
    const entry = entries[place];
    if (entry === undefined) return 0;
    if (entry.path === path) return entry.search === carried ? place - at : 0;
    if (!isOfOneThing(entry.path)) return 0;
  }
  return 0;
}

/** Goes on at the entry that a reload has left, and keeps the place of each one is at. */
export function keepPlaces(): void {
  at = numberIn(window.history.state) ?? 0;
  window.addEventListener(
    "scroll",
    () => {
      // On the way back, the page is still too short for where one was.
      if (search?.isOver !== false) entryNow().top = window.scrollY;
    },
    { passive: true },
  );
}

function entryOf(path: string): Entry {
  return { path, search: "", top: 0, followed: null };
}

/** A person, an interview: addresses of two parts. */
function isOfOneThing(path: string): boolean {
  return path.lastIndexOf("/") > 0;
}

function numberIn(state: unknown): number | null {
  const isOurs = typeof state === "object" && state !== null && "entry" in state;
  return isOurs && typeof state.entry === "number" ? state.entry : null;
}
