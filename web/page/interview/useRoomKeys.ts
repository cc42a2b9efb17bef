/** Hears the single keys of a talk; never while one types, with a dialog open, or switched off. */
import { useEffect, useRef } from "preact/hooks";
import { keyNamed } from "../palette/keys.ts";
import { hasSingleKeys } from "../palette/single_keys.ts";
import { placeOfKey, type RoomKey, roomShortcuts } from "./room_keys.ts";

interface Hearers {
  readonly onKey: (type: RoomKey) => void;
  readonly onQuestion: (place: number) => void;
  readonly questions: number;
}

const fields =
  "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]";

export function useRoomKeys(hearers: Hearers): void {
  const latest = useRef(hearers);
  latest.current = hearers;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!isSingleKey(event)) return;
      const key = keyNamed(event);
      const shortcut = roomShortcuts.find((each) => each.key === key);
      const place = placeOfKey(key, latest.current.questions);
      if (shortcut === undefined && place === null) return;
      event.preventDefault();
      if (shortcut !== undefined) latest.current.onKey(shortcut.type);
      else if (place !== null) latest.current.onQuestion(place);
    };
    // On the window: after the document's own hearers.
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

function isSingleKey(event: KeyboardEvent): boolean {
  // What the app's own shortcuts took, such as the "i" of "g i", is theirs.
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || !hasSingleKeys.value) return false;
  // The past is looked at, not added to.
  if (document.querySelector(".records:disabled") !== null) return false;
  const isTyping = event.target instanceof Element && event.target.closest(fields) !== null;
  return !isTyping && document.querySelector("dialog[open]") === null;
}
