/** "Saved · Undo" after each action, and failures. Undo stays possible later, in the timeline. */
import { useEffect, useState } from "preact/hooks";
import { useNotebook } from "../notebook.ts";
import { onDeparture } from "../router.ts";
import { Icon } from "./Icon.tsx";

const shown_ms = 8_000;

export function Toasts() {
  const { toast } = useNotebook();
  const current = toast.value;
  const [isHeld, setHeld] = useState(false);

  useEffect(() => {
    // A failure stays until it is dismissed; so does what one points at or has focused.
    if (current === null || current.isFailure || isHeld) return undefined;
    const timer = setTimeout(() => {
      // The next may be there already, and not yet drawn.
      if (toast.peek() === current) toast.value = null;
    }, shown_ms);
    return () => clearTimeout(timer);
  }, [current, isHeld, toast]);

  useEffect(
    () =>
      onDeparture(() => {
        // Its "Undo" would be about a screen that is gone.
        if (toast.value?.isFailure === false) toast.value = null;
      }),
    [toast],
  );

  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  const dismiss = () => {
    toast.value = null;
    setHeld(false);
  };
  return (
    <div class="toasts" role="status" aria-live="polite" aria-label="Messages">
      {current !== null && (
        <div
          key={current.id}
          class={current.isFailure ? "toast toast-failure" : "toast"}
          onPointerEnter={hold}
          onPointerLeave={release}
          onFocusIn={hold}
          onFocusOut={release}
        >
          <span class="toast-words">{current.words}</span>
          {current.reverse !== null && (
            <button type="button" class="toast-button" onClick={current.reverse.run}>
              {current.reverse.word}
            </button>
          )}
          <button type="button" class="toast-close" aria-label="Dismiss" onClick={dismiss}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
