/** Hears the single keys of a talk; never while one types, with a dialog open, or switched off. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { shortcuts } from "../palette/commands.ts";
import { keyNamed, pause_ms } from "../palette/keys.ts";
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
  // Before the frame: a key pressed as soon as the room stands must not mean something else.
  useLayoutEffect(() => {
    let begunAt = Number.NEGATIVE_INFINITY;
    const hear = (event: KeyboardEvent) => {
      if (!isSingleKey(event)) return;
      const key = keyNamed(event);
      // The "i" of "g i" still leads to the insights.
      const isSecond = event.timeStamp - begunAt <= pause_ms;
      begunAt = beginsShortcut(key) ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (!isSecond && didTake(key, latest.current)) event.preventDefault();
    };
    // Before the app's own hearers: while one talks, a key means the talk.
    window.addEventListener("keydown", hear, true);
    return () => window.removeEventListener("keydown", hear, true);
  }, []);
}

/** Does what the key means here; false if it means nothing. */
function didTake(key: string, { onKey, onQuestion, questions }: Hearers): boolean {
  const shortcut = roomShortcuts.find((each) => each.key === key);
  const place = placeOfKey(key, questions);
  if (shortcut !== undefined) onKey(shortcut.type);
  else if (place !== null) onQuestion(place);
  return shortcut !== undefined || place !== null;
}

function beginsShortcut(key: string): boolean {
  return shortcuts.some(({ keys }) => keys.length > 1 && keys[0] === key);
}

function isSingleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || !hasSingleKeys.value) return false;
  // The past is looked at, not added to.
  if (document.querySelector(".records:disabled") !== null) return false;
  const isTyping = event.target instanceof Element && event.target.closest(fields) !== null;
  return !isTyping && document.querySelector("dialog[open]") === null;
}
