/**
 * Find anything, do anything, add anything: one field and a list.
 *
 * The field is an ARIA combobox and keeps the focus; the list below is its listbox, and the active
 * option is named to it. All answers come from this device.
 */
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { past } from "../history/moment.ts";
import { usePeople, useSearch } from "../hooks/queries.ts";
import { useSettled } from "../hooks/useSettled.ts";
import { deviceNow } from "../natural_dates.ts";
import { navigate } from "../router.ts";
import { countWords } from "../words.ts";
import { isLook, type Item, itemsFor } from "./items.ts";
import { Option } from "./Option.tsx";
import { QuickPreview } from "./QuickPreview.tsx";
import { type Quick, quickExamples, readQuick } from "./quick_add.ts";

/** A line holds a person with all that is known of them, or a link, which has up to 500. */
const lineCharsMax = 600;
/** Until a half-typed line is called not understood. */
const settle_ms = 700;

interface Props {
  /** Does what was chosen, after the palette has closed. */
  readonly onChoose: (item: Item) => void;
  readonly onClose: () => void;
}

export function Palette({ onChoose, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [quick, setQuick] = useState<Quick | null>(null);
  const { value: people } = usePeople();
  const { value: found } = useSearch(text);
  const reading = useMemo(
    () =>
      people === undefined
        ? ({ type: "none" } as const)
        : readQuick(text, people, deviceNow(Date.now())),
    [text, people],
  );
  const isPast = past.value !== null;
  const items = useMemo(
    () => itemsFor(text, people ?? [], found ?? [], reading).filter(isPast ? isLook : () => true),
    [text, people, found, reading, isPast],
  );
  const isLink = items[0]?.type === "link";
  const refusal = reading.type === "refused" && !isLink ? reading.problem : null;
  const problem = useSettled(refusal, refusal !== null, settle_ms);

  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // The veil belongs to the dialog; a press on it means away. The keyboard has Escape.
    shown?.addEventListener("click", (event) => {
      if (event.target === shown) shown.close();
    });
  }, []);
  useLayoutEffect(() => {
    if (quick === null) input.current?.focus();
  }, [quick]);
  const at = Math.min(active, items.length - 1);
  const activeId = at < 0 ? undefined : `${id}-option-${at}`;
  useEffect(() => {
    if (activeId !== undefined) {
      document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
    }
  }, [activeId]);

  const type = (line: string) => {
    setText(line);
    setActive(0);
  };
  const choose = (item: Item | undefined) => {
    if (item === undefined) return;
    if (item.type === "quick") setQuick(item.quick);
    else if (item.type === "verb") {
      type(`${item.verb.words} `);
      input.current?.focus();
    } else {
      // First, so that the focus is back where it was before the next dialog takes it.
      dialog.current?.close();
      onChoose(item);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const to = movedTo(event.key, at, items.length);
    if (to !== null) setActive(to);
    else if (event.key === "Enter") choose(items[at]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      class="dialog palette"
      aria-label="Find anything"
      onClose={onClose}
      onCancel={(event) => {
        if (quick === null) return;
        event.preventDefault();
        setQuick(null);
      }}
    >
      {quick !== null ? (
        <QuickPreview
          quick={quick}
          people={people ?? []}
          onBack={() => setQuick(null)}
          onSaved={(path) => {
            dialog.current?.close();
            navigate(path);
          }}
        />
      ) : (
        <div class="palette-body">
          <div class="palette-head">
            <Icon name="search" />
            <input
              ref={input}
              class="palette-input"
              type="text"
              role="combobox"
              aria-label="Find people, places and actions, or add in one line"
              aria-expanded={items.length > 0}
              aria-controls={`${id}-list`}
              aria-autocomplete="list"
              aria-activedescendant={activeId}
              placeholder="Find, do or add"
              dir="auto"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              enterkeyhint="go"
              maxLength={lineCharsMax}
              value={text}
              onInput={(event) => type(event.currentTarget.value)}
              onKeyDown={onKeyDown}
            />
            <button
              type="button"
              class="icon-button"
              aria-label="Close"
              onClick={() => dialog.current?.close()}
            >
              <Icon name="close" />
            </button>
          </div>
          <div id={`${id}-list`} class="options" role="listbox" aria-label="Choices">
            {items.map((item, place) => (
              <Option
                key={place}
                id={`${id}-option-${place}`}
                item={item}
                isActive={place === at}
                onChoose={() => choose(item)}
                onPoint={() => setActive(place)}
              />
            ))}
          </div>
          <p class="palette-count" role="status" aria-label="Choices found">
            {text.trim() === "" ? "" : countWords(items.length, "choice")}
          </p>
          <div class="palette-foot">
            <p class="palette-problem" role="status" aria-label="Not understood">
              {problem}
            </p>
            {isPast && <p class="hint">You are looking at the past: nothing can be added here.</p>}
            {!isPast && (text.trim() === "" || problem !== null || items.length === 0) && (
              <p class="hint">
                Or add in one line:{" "}
                {quickExamples.map((line) => (
                  <q key={line}>{line}</q>
                ))}
              </p>
            )}
          </div>
        </div>
      )}
    </dialog>
  );
}

/** Where the arrow keys lead, round and round; null for any other key. */
function movedTo(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return (from + 1) % count;
  if (key === "ArrowUp") return (from - 1 + count) % count;
  return null;
}
