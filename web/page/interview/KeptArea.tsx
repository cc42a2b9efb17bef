/** A text field whose words survive everything (words_kept.ts). Uncontrolled while one types in it. */
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { textCharsMax } from "../limits.ts";
import { Problem } from "../components/Problem.tsx";
import { isUnsaid, keyOf, type Spot } from "./kept.ts";
import { wordsHere } from "./words_here.ts";
import type { Say } from "./words_kept.ts";

interface Props {
  readonly spot: Spot;
  readonly label: string;
  /** What the notebook has. */
  readonly known: string;
  readonly rows?: number;
  /** One line; Enter submits the form that it stands in. */
  readonly isLine?: boolean;
  readonly placeholder?: string;
  readonly charsMax?: number;
  readonly isLabelHidden?: boolean;
  readonly name?: string;
  readonly isRequired?: boolean;
  readonly hasFocus?: boolean;
  readonly describedBy?: string;
  /** Enter ends the words; Shift+Enter begins a new line. */
  readonly onEnter?: () => void;
  readonly onText?: (text: string) => void;
  /** How the words are said when the field is left; quietly, unless given. */
  readonly say?: Say;
}

export function KeptArea(props: Props) {
  const { spot, label, known, onEnter, onText, say } = props;
  const id = useId();
  const area = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const key = keyOf(spot);
  const all = wordsHere.all.value;
  const kept = all?.get(key);
  const text = kept?.text ?? known;

  // Of what is typed here the field is ahead of every drawing: it differs only if words came from
  // elsewhere, such as an older note that is taken up again, or another tab.
  useLayoutEffect(() => {
    const field = area.current;
    if (field !== null && field.value !== text) field.value = text;
  }, [text]);
  // Once the notebook has the very words, or newer ones from another device, these have done their part.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the notebook's words change.
  useEffect(() => {
    if (spot.field === "note" || kept === undefined || isUnsaid(kept)) return;
    if (document.activeElement !== area.current) wordsHere.drop(key);
  }, [known]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || (onEnter !== undefined && !event.shiftKey)) {
      event.preventDefault();
      if (onEnter === undefined) area.current?.blur();
      else onEnter();
    }
  };
  const shared = {
    ref: area,
    id,
    name: props.name,
    "data-kept": "", // for useTyped: closing a form does not lose it
    dir: "auto",
    placeholder: props.placeholder,
    maxLength: props.charsMax ?? textCharsMax,
    required: props.isRequired,
    autofocus: props.hasFocus,
    // Until the disk was read, words typed here could be taken for the older ones.
    readOnly: all === null,
    defaultValue: text,
    "aria-describedby": props.describedBy,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => {
      wordsHere.type(spot, currentTarget.value, known);
      onText?.(currentTarget.value);
    },
    onBlur: () => {
      void wordsHere.flush();
      void wordsHere.settle(key, say);
    },
  } as const;
  return (
    <div class="field kept">
      <label for={id} class={props.isLabelHidden === true ? "unseen" : undefined}>
        {label}
      </label>
      {props.isLine === true ? (
        <input {...shared} type="text" autocomplete="off" enterkeyhint="next" />
      ) : (
        <textarea {...shared} rows={props.rows ?? 1} onKeyDown={onKeyDown} />
      )}
      {kept !== undefined && isUnsaid(kept) && <Problem words={wordsHere.problem.value} />}
    </div>
  );
}
