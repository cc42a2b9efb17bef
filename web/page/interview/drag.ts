/**
 * Drags one item of a list with mouse, pen or finger: a dozen items need no library. The others make
 * room by CSS (`--shift`); the list itself is reordered by whoever hears `onDrop`. Escape, or losing
 * the pointer, puts everything back.
 */
import { placeFor } from "./reorder.ts";

/** So near to the window's edge, the page scrolls along; and so far each frame, in pixels. */
const edge_px = 72;
const scroll_px = 9;

export function beginDrag(
  event: PointerEvent,
  list: HTMLElement,
  from: number,
  onDrop: (to: number) => void,
): void {
  const { currentTarget: grip, pointerId } = event;
  const items = [...list.children].filter((each) => each instanceof HTMLElement);
  const item = items[from];
  if (!(grip instanceof HTMLElement) || item === undefined || event.button !== 0) return;
  event.preventDefault();
  grip.setPointerCapture(pointerId);
  const slots = items.map((each) => {
    const { top, height } = each.getBoundingClientRect();
    return { top: top + window.scrollY, height };
  });
  const begun = event.clientY + window.scrollY;
  let pointer = event.clientY;
  let to = from;
  let frame = 0;

  const draw = () => {
    const shift = pointer + window.scrollY - begun;
    to = placeFor(slots, from, shift);
    const room = slots[from]?.height ?? 0;
    items.forEach((each, place) => {
      const isBetween =
        place !== from && place >= Math.min(from, to) && place <= Math.max(from, to);
      const aside = isBetween ? (to > from ? -room : room) : 0;
      each.style.setProperty("--shift", `${place === from ? shift : aside}px`);
    });
  };
  const follow = () => {
    const by =
      pointer < edge_px ? -scroll_px : pointer > window.innerHeight - edge_px ? scroll_px : 0;
    if (by !== 0) window.scrollBy({ top: by, behavior: "instant" });
    draw();
    frame = requestAnimationFrame(follow);
  };
  const end = (isDropped: boolean) => {
    cancelAnimationFrame(frame);
    grip.removeEventListener("pointermove", move);
    grip.removeEventListener("pointerup", drop);
    grip.removeEventListener("lostpointercapture", cancel);
    document.removeEventListener("keydown", giveUp, true);
    for (const each of items) each.style.removeProperty("--shift");
    delete list.dataset["dragging"];
    delete item.dataset["dragged"];
    if (isDropped && to !== from) onDrop(to);
  };
  const move = (next: PointerEvent) => {
    pointer = next.clientY;
  };
  const drop = () => end(true);
  const cancel = () => end(false);
  const giveUp = (pressed: KeyboardEvent) => {
    if (pressed.key !== "Escape") return;
    pressed.preventDefault();
    end(false);
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", drop);
  grip.addEventListener("lostpointercapture", cancel);
  document.addEventListener("keydown", giveUp, true);
  list.dataset["dragging"] = "";
  item.dataset["dragged"] = "";
  follow();
}
