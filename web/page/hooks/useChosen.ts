/** A choice that shows as soon as it is made, and until the notebook's own answer to it arrives. */
import { useLayoutEffect, useState } from "preact/hooks";

/** `value` is what the notebook says; `keep` may promise false: it was not kept. */
export function useChosen<T>(
  value: T,
  keep: (chosen: T) => unknown,
): readonly [T, (chosen: T) => void] {
  const [shown, setShown] = useState(value);
  // Before the frame: a tap may come sooner than what runs after it, which would take it back.
  useLayoutEffect(() => setShown(value), [value]);
  const choose = async (chosen: T) => {
    setShown(chosen);
    if ((await keep(chosen)) === false) setShown(value);
  };
  return [shown, (chosen) => void choose(chosen)];
}
