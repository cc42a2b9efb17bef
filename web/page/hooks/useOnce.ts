/** `act` for what one tap does: tapped twice, it is done once. */
import { useRef } from "preact/hooks";
import { type Notebook, useNotebook } from "../notebook.ts";

/**
 * `shown` is what the button stands for, as the last answer has it. It is another object as soon as
 * the deed is drawn, or its undo; until then the same tap does nothing, and false is returned.
 */
export function useOnce(shown: object): Notebook["act"] {
  const { act } = useNotebook();
  const isActing = useRef(false);
  const done = useRef<object | null>(null);
  return async (drafts, words) => {
    if (isActing.current || done.current === shown) return false;
    isActing.current = true;
    const isKept = await act(drafts, words);
    isActing.current = false;
    if (isKept) done.current = shown;
    return isKept;
  };
}
