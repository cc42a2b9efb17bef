/** Hears the keyboard, and shows whichever dialog the palette or a shortcut asks for. */
import { useCallback, useLayoutEffect } from "preact/hooks";
import { AddPerson } from "../dialogs/AddPerson.tsx";
import {
  CaptureInsight,
  CheatSheet,
  LogOutreach,
  LogTouch,
  ScheduleInterview,
  SetReminder,
} from "../later.tsx";
import { useNotebook } from "../notebook.ts";
import { foundPath, personPath, settingsPath } from "../route.ts";
import { navigate, onDeparture } from "../router.ts";
import type { Person } from "../rows.ts";
import { lookInto } from "../share/given.ts";
import { type Command, shortcuts, type Verb } from "./commands.ts";
import type { Item } from "./items.ts";
import { keyNamed, pause_ms, press } from "./keys.ts";
import { close, openDialog, type Opening, opened } from "./opened.ts";
import { Palette } from "./Palette.tsx";
import { hasSingleKeys } from "./single_keys.ts";

export function Commands() {
  const { toast } = useNotebook();
  const run = useCallback(
    (command: Command) => {
      switch (command.type) {
        case "go":
          navigate(command.href);
          return;
        case "palette":
        case "sheet":
        case "remind":
          openDialog({ type: command.type });
          return;
        case "add":
          openDialog({ type: "add", name: "" });
          return;
        case "search":
          search();
          return;
        case "undo":
          void toast.value?.reverse?.run();
          return;
      }
    },
    [toast],
  );
  // With what is drawn: an effect that waits for the paint is deaf to whoever presses before it.
  useLayoutEffect(() => hearKeys(run), [run]);
  // The phone's way back leaves the dialog together with the screen below it.
  useLayoutEffect(
    () =>
      onDeparture(() => {
        opened.value = null;
      }),
    [],
  );

  const choose = (item: Item) => {
    switch (item.type) {
      case "command":
        run(item.shortcut.command);
        return;
      case "person":
        navigate(personPath(item.person.id));
        return;
      case "section":
        navigate(settingsPath(item.section.name));
        return;
      case "found":
        navigate(foundPath(item.found));
        return;
      case "act":
        openDialog({ type: "act", verb: item.verb, person: item.person });
        return;
      case "new":
        openDialog({ type: "add", name: item.name });
        return;
      case "link":
        lookInto(item.text);
        return;
      case "quick":
      case "verb":
        // Both go on within the palette.
        return;
    }
  };
  const now = opened.value;
  // Each opening is a dialog of its own: one that was closed cannot be shown again.
  return now === null ? null : <Dialog key={now.number} opened={now} onChoose={choose} />;
}

interface DialogProps {
  readonly opened: Opening;
  readonly onChoose: (item: Item) => void;
}

function Dialog({ opened: mine, onChoose }: DialogProps) {
  const onClose = () => close(mine);
  switch (mine.type) {
    case "palette":
      return <Palette onChoose={onChoose} onClose={onClose} />;
    case "sheet":
      return <CheatSheet onClose={onClose} />;
    case "add":
      return <AddPerson name={mine.name} onClose={onClose} />;
    case "remind":
      return <SetReminder onClose={onClose} />;
    case "act":
      return <ActDialog verb={mine.verb} person={mine.person} onClose={onClose} />;
  }
}

interface ActProps {
  readonly verb: Verb;
  readonly person: Person;
  readonly onClose: () => void;
}

function ActDialog({ verb, person, onClose }: ActProps) {
  switch (verb.type) {
    case "outreach":
      return <LogOutreach contact={person.id} onClose={onClose} />;
    case "schedule":
      return <ScheduleInterview contact={person.id} onClose={onClose} />;
    case "touch":
      return <LogTouch contact={person.id} onClose={onClose} />;
    case "remind":
      return <SetReminder contact={person.id} onClose={onClose} />;
    case "insight":
      return <CaptureInsight source={{ contact: person.id }} onClose={onClose} />;
  }
}

/** Into the search of this screen; where there is none, the palette finds everything. */
function search(): void {
  const field = document.querySelector("main input[type=search]");
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  } else openDialog({ type: "palette" });
}

const fields =
  "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]";

/** Runs what is pressed; never with a dialog open, and single keys never while typing. */
function hearKeys(run: (command: Command) => void): () => void {
  let pending: readonly string[] = [];
  let pressed_at = 0;
  const hear = (event: KeyboardEvent) => {
    const key = keyNamed(event);
    if (event.defaultPrevented || event.isComposing || event.repeat || key === "Shift") return;
    if (document.querySelector("dialog[open]") !== null) return;
    const command = isPaletteKey(event, key) ? paletteCommand : single(event, key);
    if (command === null) return;
    event.preventDefault();
    run(command);
  };
  const single = (event: KeyboardEvent, key: string) => {
    const isTyping = event.target instanceof Element && event.target.closest(fields) !== null;
    const isModified = event.ctrlKey || event.metaKey || event.altKey;
    if (isTyping || isModified || !hasSingleKeys.value) return null;
    const isLate = event.timeStamp - pressed_at > pause_ms;
    const pressed = press(isLate ? [] : pending, key, shortcuts);
    pending = pressed.pending;
    pressed_at = event.timeStamp;
    return pressed.shortcut?.command ?? null;
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}

const paletteCommand = { type: "palette" } as const;

function isPaletteKey(event: KeyboardEvent, key: string): boolean {
  return (event.ctrlKey || event.metaKey) && key === "k" && !event.altKey && !event.shiftKey;
}
