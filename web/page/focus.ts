/**
 * Keeps the keyboard's place: when what has the focus vanishes (an item ticked off, the button that
 * opened a dialog), the item that took its place in the list takes the focus, or in an item that
 * still stands what follows it, else the nearest heading above it, not the top of the page.
 */

const headings = "h1, h2";
/** Items of a windowed list vanish because one scrolls. */
const lists = "ul:not(.windowed), ol";
const controls = "a[href], button";

/** An element, and how many stand before it in what holds it. */
interface Held {
  readonly element: Element;
  readonly place: number;
}

export function keepFocus(root: Element): void {
  /** What has the focus and what holds it, innermost first. */
  let line: readonly Held[] = [];
  document.addEventListener("focusin", ({ target }) => {
    line = target instanceof Element ? lineOf(target) : [];
  });
  document.addEventListener("focusout", ({ target }) => {
    // Left on purpose, if it is still there once the page is drawn.
    requestAnimationFrame(() => {
      const [held] = line;
      if (held?.element === target && held?.element.isConnected && hasNone()) line = [];
    });
  });
  // Held down, Enter would press the next item too.
  document.addEventListener("keydown", (event) => {
    const isPress = event.key === "Enter" && event.target instanceof HTMLElement;
    if (event.repeat && isPress && event.target.matches(controls)) event.preventDefault();
  });
  const isGone = (): boolean => line[0]?.element.isConnected === false && hasNone();
  new MutationObserver(() => {
    if (!isGone()) return;
    // After the frame: a new screen or a closing dialog has its own idea where to go.
    requestAnimationFrame(() => {
      if (isGone()) focusNear(line);
    });
  }).observe(root, { childList: true, subtree: true });
}

function hasNone(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function lineOf(element: Element): readonly Held[] {
  const line: Held[] = [];
  for (let each: Element | null = element; each !== null; each = each.parentElement) {
    const place = [...(each.parentElement?.children ?? [])].indexOf(each);
    line.push({ element: each, place });
  }
  return line;
}

function focusNear(line: readonly Held[]): void {
  for (const [at, { element }] of line.entries()) {
    if (!element.isConnected) continue;
    const item = line[at - 1];
    const near =
      (item?.element.isConnected === true
        ? afterIt(element, item.element, line)
        : inItsPlace(element, item, line[0])) ?? element.querySelector(headings);
    if (!(near instanceof HTMLElement)) continue;
    if (near.matches(headings)) near.tabIndex = -1;
    near.focus({ preventScroll: true });
    return;
  }
}

/** In an item that still stands, the control that follows where that stood which had the focus. */
function afterIt(list: Element, item: Element, line: readonly Held[]): Element | null {
  const standing = line.findIndex(({ element }) => element.isConnected);
  const after = line[standing]?.element.children[line[standing - 1]?.place ?? 0];
  if (!list.matches(lists) || after === undefined) return null;
  return [...item.querySelectorAll(controls)].find((each) => isFrom(after, each)) ?? null;
}

/** Whether `each` is `element`, stands in it or comes after it. */
function isFrom(element: Element, each: Element): boolean {
  const order = element.compareDocumentPosition(each);
  return each === element || (order & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** In the item that took the place of the one that went, the control like the one that had the focus. */
function inItsPlace(list: Element, item: Held | undefined, had: Held | undefined): Element | null {
  if (item === undefined || had === undefined || !list.matches(lists)) return null;
  const next = list.children[item.place] ?? list.lastElementChild;
  const found = [...(next?.querySelectorAll(controls) ?? [])];
  return found.find((each) => each.className === had.element.className) ?? found[0] ?? null;
}
