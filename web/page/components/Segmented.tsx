/** A few exclusive choices side by side: radio buttons, so that arrow keys move between them. */
import { useId } from "preact/hooks";
import { useChosen } from "../hooks/useChosen.ts";

interface Props<T extends string> {
  readonly legend: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly words: string }[];
  /** May promise false: it was not kept. */
  readonly onChoose: (value: T) => unknown;
}

export function Segmented<T extends string>({ legend, value, options, onChoose }: Props<T>) {
  const name = useId();
  const [shown, choose] = useChosen(value, onChoose);
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
              onChange={() => choose(option.value)}
            />
            <span>{option.words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
