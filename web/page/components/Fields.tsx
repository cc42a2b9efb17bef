/** Form controls, each with its label. Uncontrolled: a form is read once, when it is submitted. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { lineCharsMax, textCharsMax } from "../limits.ts";
import { firstYear, inputValue, lastYear } from "../moments.ts";
import { SayWhen } from "./SayWhen.tsx";

const firstDay = `${firstYear}-01-01`;
const lastDay = `${lastYear}-12-31`;

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly value?: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly hasFocus?: boolean;
}

interface TextProps extends FieldProps {
  readonly type?: "text" | "email" | "date" | "time" | "number";
  readonly charsMax?: number;
  readonly min?: number;
  readonly max?: number;
}

export function TextField(props: TextProps) {
  const { label, name, value, hint, type = "text", charsMax = lineCharsMax } = props;
  const id = useId();
  const shared = {
    id,
    name,
    defaultValue: value ?? "",
    autocomplete: "off",
    required: props.isRequired,
    autofocus: props.hasFocus,
    "aria-describedby": hint === undefined ? undefined : `${id}-hint`,
  } as const;
  return (
    <Labelled id={id} label={label} hint={hint}>
      {type === "text" && <input {...shared} type="text" dir="auto" maxLength={charsMax} />}
      {type === "email" && <input {...shared} type="email" />}
      {type === "date" && <input {...shared} type="date" min={firstDay} max={lastDay} />}
      {type === "time" && <input {...shared} type="time" />}
      {type === "number" && (
        <input {...shared} type="number" inputMode="numeric" min={props.min} max={props.max} />
      )}
    </Labelled>
  );
}

interface AreaProps extends FieldProps {
  readonly rows?: number;
}

export function AreaField({ label, name, value, hint, isRequired, hasFocus, rows = 3 }: AreaProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        defaultValue={value ?? ""}
        dir="auto"
        maxLength={textCharsMax}
        required={isRequired}
        autofocus={hasFocus}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
    </Labelled>
  );
}

interface SelectProps extends FieldProps {
  readonly options: readonly string[];
  readonly words: (option: string) => string;
  readonly onChoose?: (option: string) => void;
}

export function SelectField({ label, name, value, hint, options, words, onChoose }: SelectProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint}>
      <select
        id={id}
        name={name}
        onChange={(event) => onChoose?.(event.currentTarget.value)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        {options.map((option) => (
          <option key={option} value={option} selected={option === value}>
            {words(option)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** What is drawn in place of the button that was pressed. `autofocus` counts only as a dialog opens. */
const takeFocus = (input: HTMLInputElement | null): void => input?.focus();

const whenFills = ["when"] as const;

interface WhenProps {
  readonly opened: number;
  readonly label?: string;
  /** It is said that it was earlier. */
  readonly isEarlier?: boolean;
  /** As `SayWhen` takes it. */
  readonly followed?: readonly (number | null)[] | undefined;
}

/** When it happened: now, unless it is logged later; then two ways to say so. */
export function WhenField({ opened, label = "When", isEarlier = false, followed }: WhenProps) {
  const id = useId();
  const [isAsked, setAsked] = useState(isEarlier);
  if (!isAsked) {
    return (
      <p class="when-now">
        <span>{label}: now</span>
        <button type="button" class="text-button" onClick={() => setAsked(true)}>
          Earlier…
        </button>
      </p>
    );
  }
  return (
    <>
      <Labelled id={id} label={label} hint={undefined}>
        <input
          id={id}
          name="when"
          type="datetime-local"
          min={`${firstDay}T00:00`}
          max={`${lastDay}T23:59`}
          defaultValue={inputValue(opened)}
          required
          ref={isEarlier ? null : takeFocus}
        />
      </Labelled>
      <SayWhen lean="past" example="yesterday 3pm" fills={whenFills} followed={followed} />
    </>
  );
}

export function CheckField({ label, name, hint }: FieldProps) {
  const id = useId();
  return (
    <div class="check-field">
      <input id={id} name={name} type="checkbox" value="yes" aria-describedby={`${id}-hint`} />
      <label for={id}>{label}</label>
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
    </div>
  );
}

interface LabelledProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly children: ComponentChildren;
}

function Labelled({ id, label, hint, children }: LabelledProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
