/** Keeps the moment that is looked at in the address: over reloads, links, and back and forward. */
import { effect } from "@preact/signals";
import { carried } from "../router.ts";
import { lookAt, momentIn, searchOf, wanted } from "./moment.ts";

/** Browsers refuse an address that changes with every pixel of a slider. */
const settled_ms = 300;

export function keepMomentInAddress(): void {
  const follow = () => lookAt(momentIn(window.location.search, Date.now()));
  follow();
  window.addEventListener("popstate", follow);
  let writing: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    carried.value = searchOf(wanted.value);
    clearTimeout(writing);
    writing = setTimeout(write, settled_ms);
  });
}

/** Leaves alone what the address says of other things. */
function write(): void {
  const { hash, pathname, search } = window.location;
  if (searchOf(momentIn(search, Date.now())) === carried.value) return;
  window.history.replaceState(window.history.state, "", pathname + carried.value + hash);
}
