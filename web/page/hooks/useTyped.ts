/** Whether a form holds words that closing it would lose; while it does, the browser asks before the page goes. */
import { useCallback, useLayoutEffect, useState } from "preact/hooks";

export interface Typed {
  readonly hasTyped: boolean;
  /** For the form's input events. */
  readonly hear: (event: InputEvent) => void;
}

export function useTyped(): Typed {
  const [hasTyped, setTyped] = useState(false);
  const hear = useCallback(({ target }: InputEvent) => {
    if (isField(target) && isLost(target)) setTyped(true);
  }, []);
  // Not after the frame: a page left at once after the form would still be asked for.
  useLayoutEffect(() => {
    if (!hasTyped) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [hasTyped]);
  return { hasTyped, hear };
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

/** A choice is made again in a moment, and what a KeptArea holds is on the disk. */
function isLost(field: Field): boolean {
  const isChoice = field.type === "checkbox" || field.type === "radio";
  return !isChoice && field.value !== "" && field.dataset["kept"] === undefined;
}
