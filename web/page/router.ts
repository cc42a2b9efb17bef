/** The address bar as a signal, over the History API. Links stay plain `<a href>`. */
import { signal } from "@preact/signals";
import {
  beginEntry,
  comeBack,
  keepPlaces,
  seekPart,
  stateNow,
  stepsBackTo,
  stepsTo,
  turnEntry,
} from "./entries.ts";

export const path = signal(window.location.pathname);

/** What goes along from screen to screen behind the path: the moment of the past, or "". */
export const carried = signal("");

const hearers = new Set<() => void>();

/** Calls `hear` whenever the user leaves for another screen; an action that leads on to one is none. */
export function onDeparture(hear: () => void): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

const holders = new Set<() => void>();
/** A way back that was held is being undone. */
let isReturning = false;

/** Calls `hold`, and stays, when Back or a link would leave: unsaved words are asked about first. */
export function onLeaving(hold: () => void): () => void {
  holders.add(hold);
  return () => holders.delete(hold);
}

/** Whether somebody held it. All are told: a form may lie below another. */
function isHeld(): boolean {
  for (const hold of holders) hold();
  return holders.size > 0;
}

function depart(): void {
  for (const hear of hearers) hear();
}

/** `followed`: the link that leads there, if one does. */
export function navigate(to: string, followed: string | null = null): void {
  if (to === path.value) return;
  const state = beginEntry(to, { search: carried.peek(), followed });
  window.history.pushState(state, "", to + carried.peek());
  path.value = window.location.pathname;
  window.scrollTo(0, 0);
}

/** As `navigate`, leaving no way back to where one never was. */
export function replacePath(to: string): void {
  turnEntry(to);
  window.history.replaceState(stateNow(), "", to + carried.peek());
  path.value = window.location.pathname;
}

/** Follows back and forward, and turns plain clicks on the app's own links into navigation. */
export function startRouter(): void {
  keepPlaces();
  window.history.replaceState(stateNow(), "");
  window.addEventListener("popstate", ({ state }) => {
    const steps = stepsTo(state);
    const hasReturned = isReturning && steps === 0;
    isReturning = !hasReturned && steps !== 0 && isHeld();
    if (isReturning) window.history.go(-steps);
    if (isReturning || hasReturned) return;
    comeBack(state);
    path.value = window.location.pathname;
    depart();
  });
  // "Skip to content" makes an entry of the same place.
  window.addEventListener("hashchange", () => window.history.replaceState(stateNow(), ""));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || !isPlainClick(event) || link.origin !== window.location.origin) return;
    if (link.target !== "" || link.hasAttribute("download")) return;
    // A link within the page, such as "skip to content".
    if (link.hash !== "" && link.pathname === window.location.pathname) return;
    event.preventDefault();
    if (!isHeld()) follow(link);
  });
}

function follow(link: HTMLAnchorElement): void {
  const to = link.pathname;
  const steps = link.classList.contains("back") ? stepsBackTo(to, carried.peek()) : 0;
  if (steps < 0) {
    window.history.go(steps);
    return;
  }
  // The tab of the screen that is shown.
  if (to === path.peek()) window.scrollTo(0, 0);
  navigate(to, link.getAttribute("href"));
  if (link.hash !== "") seekPart(link.hash.slice(1));
  depart();
}

function isPlainClick(event: MouseEvent): boolean {
  const isModified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !isModified && !event.defaultPrevented;
}
