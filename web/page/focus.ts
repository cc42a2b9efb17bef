/**
 * Keeps the keyboard's place: when what has the focus vanishes (an item ticked off, the button that
 * opened a dialog), the nearest heading above it takes the focus, not the top of the page.
 */

const headings = "h1, h2";

export function keepFocus(root: Element): void {
  /** What has the focus and what holds it, innermost first. */
  let line: readonly Element[] = [];
  document.addEventListener("focusin", ({ target }) => {
    line = target instanceof Element ? lineOf(target) : [];
  });
  document.addEventListener("focusout", ({ target }) => {
    // Left on purpose, if it is still there once the page is drawn.
    requestAnimationFrame(() => {
      if (line[0] === target && line[0]?.isConnected && hasNone()) line = [];
    });
  });
  new MutationObserver(() => {
    if (line[0] === undefined || line[0].isConnected || !hasNone()) return;
    // After the frame: a new screen or a closing dialog has its own idea where to go.
    requestAnimationFrame(() => {
      if (line[0] !== undefined && !line[0].isConnected && hasNone()) focusNear(line);
    });
  }).observe(root, { childList: true, subtree: true });
}

function hasNone(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function lineOf(element: Element): readonly Element[] {
  const line: Element[] = [];
  for (let each: Element | null = element; each !== null; each = each.parentElement)
    line.push(each);
  return line;
}

function focusNear(line: readonly Element[]): void {
  for (const holder of line) {
    const heading = holder.isConnected ? holder.querySelector(headings) : null;
    if (!(heading instanceof HTMLElement)) continue;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return;
  }
}
