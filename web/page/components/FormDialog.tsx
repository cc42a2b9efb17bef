/**
 * A form in a native dialog: a sheet from below on a phone. It closes after `submit` returned,
 * that is after the events are durable; when it throws, the words stay and the reason is shown.
 * Half-typed words are not lost by one Escape, one Back or a link, nor by leaving the page unasked.
 */
import type { ComponentChildren } from "preact";
import { useCallback, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { lookAt, momentWords, past } from "../history/moment.ts";
import { useTyped } from "../hooks/useTyped.ts";
import { wordsOf } from "../notebook.ts";
import { onLeaving } from "../router.ts";
import { Icon } from "./Icon.tsx";
import { Problem } from "./Problem.tsx";

interface Props {
  readonly title: string;
  /** The word on the button that submits. */
  readonly action: string;
  /** Nothing takes back what it does: the button warns of that. */
  readonly isFinal?: boolean;
  readonly submit: (form: FormData) => Promise<void>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function FormDialog(props: Props) {
  return past.value === null ? <Form {...props} /> : <NotInThePast {...props} />;
}

/** Where the form would be: why it is not, and the way to it. */
function NotInThePast(props: Props) {
  const asOf = past.value;
  return (
    <Form
      title={props.title}
      action="Back to now"
      submit={async () => lookAt(null)}
      onClose={props.onClose}
    >
      {asOf !== null && (
        <p>
          You are looking at {momentWords(asOf)}. The past cannot be changed: go back to now, then
          record it.
        </p>
      )}
    </Form>
  );
}

function Form({ title, action, isFinal = false, submit, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  // Before the frame: what is typed at once goes into the form, and Escape closes it.
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);

  const close = () => dialog.current?.close();
  const { hasTyped, hear } = useTyped();
  const [hasWarned, setWarned] = useState(false);
  // Escape, or "back" on a phone, happens by accident; twice it does not, and Cancel never.
  const isGuarded = hasTyped && !hasWarned;
  const warn = useCallback(() => {
    setWarned(true);
    setProblem(`Not saved yet. “${action}” keeps it; Cancel, or the same once more, lets it go.`);
  }, [action]);
  useLayoutEffect(() => (isGuarded ? onLeaving(warn) : undefined), [isGuarded, warn]);
  const onCancel = (event: Event) => {
    if (event.target !== dialog.current || !isGuarded) return;
    event.preventDefault();
    warn();
  };
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    // Of the dialog on top alone: it may stand within the form of the one below.
    event.stopPropagation();
    if (isBusy || !(event.currentTarget instanceof HTMLFormElement)) return;
    setBusy(true);
    setProblem(null);
    try {
      await submit(new FormData(event.currentTarget));
      close();
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };

  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={onCancel}
      onClose={onClose}
    >
      <form class="form" onSubmit={onSubmit} onInput={hear}>
        <div class="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={close}>
            <Icon name="close" />
          </button>
        </div>
        <div class="fields">{children}</div>
        <div class="dialog-actions">
          <Problem words={problem} />
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
          <button
            type="submit"
            class={isFinal ? "button button-final" : "button button-primary"}
            aria-disabled={isBusy}
          >
            {action}
          </button>
        </div>
      </form>
    </dialog>
  );
}
