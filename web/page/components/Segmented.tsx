/** A few exclusive choices side by side: radio buttons, so that arrow keys move between them. */
import { useId, useLayoutEffect, useState } from "preact/hooks";

interface Props<T extends string> {
  readonly legend: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly words: string }[];
  /** May promise false: it was not kept. */
  readonly onChoose: (value: T) => unknown;
}

export function Segmented<T extends string>({ legend, value, options, onChoose }: Props<T>) {
  const name = useId();
  // What was tapped shows at once, and until the notebook's own answer to it arrives.
  const [shown, setShown] = useState(value);
  // Before the frame: a tap may come sooner than what runs after it, which would take it back.
  useLayoutEffect(() => setShown(value), [value]);
  const choose = async (chosen: T) => {
    setShown(chosen);
    if ((await onChoose(chosen)) === false) setShown(value);
  };
  return (
    <fieldset class="segmented">
      <legend>{legend}</legend>
      <div class="segments">
        {options.map((option) => (
          <label key={option.value} class="segment">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === shown}
              onChange={() => void choose(option.value)}
            />
            <span>{option.words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
