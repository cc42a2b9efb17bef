/** Finds a place on a page that is still growing while its answers arrive. */

/** Then the place is found, or never: frames, not milliseconds, as a slow machine draws fewer. */
const frames_max = 90;

export interface Search {
  /** Whether the place was found, given up, or left to whoever scrolls by hand. */
  readonly isOver: boolean;
  readonly stop: () => void;
}

const byHand = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** Scrolls to `top` as soon as the page is that long, and on until `isDone`. */
export function seekTop(top: number, isDone: () => boolean = () => true): Search {
  return seek(() => {
    window.scrollTo({ top, behavior: "instant" });
    return Math.abs(window.scrollY - top) < 1 && isDone();
  });
}

/** Goes there with every frame until `go` says that one is there. */
export function seek(go: () => boolean): Search {
  let left = frames_max;
  const stop = () => {
    left = 0;
    for (const type of byHand) window.removeEventListener(type, stop);
  };
  for (const type of byHand) window.addEventListener(type, stop, { passive: true });
  const look = () => {
    if (left === 0) return;
    left -= 1;
    if (go() || left === 0) stop();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  return {
    get isOver() {
      return left === 0;
    },
    stop,
  };
}
