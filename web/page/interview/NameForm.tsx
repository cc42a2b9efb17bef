/** Takes names as fast as they are said: Enter keeps one, and the field is ready for the next. */
import { useId, useRef, useState } from "preact/hooks";
import { lineCharsMax, nameCharsMax } from "../components/Fields.tsx";
import { UserText } from "../components/UserText.tsx";
import { draft, filled } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { newId } from "../ids.ts";
import { useNotebook } from "../notebook.ts";

interface Props {
  readonly from: string;
  readonly interview?: string;
  readonly hasFocus?: boolean;
  /** Within a dialog: all names are in. */
  readonly onDone?: () => void;
}

export function NameForm({ from, interview, hasFocus = false, onDone }: Props) {
  const { act } = useNotebook();
  const name = useRef<HTMLInputElement>(null);
  const id = useId();
  const [added, setAdded] = useState<readonly string[]>([]);
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const values = new FormData(form);
    const data = {
      from,
      name_only: fieldOf(values, "name"),
      ...filled({ org: fieldOf(values, "org") }),
      ...(interview === undefined ? {} : { interview }),
    };
    // Nothing more to add: Enter in the empty field is done.
    if (data.name_only === "") {
      onDone?.();
      return;
    }
    form.reset();
    name.current?.focus();
    const named = draft("referral.received", newId(), data, Date.now());
    if (await act([named], "Name added")) setAdded((before) => [...before, data.name_only]);
    else if (name.current?.value === "") name.current.value = data.name_only;
  };
  return (
    <form class="name-form" onSubmit={add}>
      {onDone !== undefined && added.length > 0 && (
        <ul class="name-list" aria-label="Added">
          {added.map((each, place) => (
            <li key={place}>
              <UserText text={each} />
            </li>
          ))}
        </ul>
      )}
      <div class="field-pair">
        <div class="field">
          <label for={`${id}-name`}>Name</label>
          <input
            ref={name}
            id={`${id}-name`}
            name="name"
            dir="auto"
            autocomplete="off"
            maxLength={nameCharsMax}
            autofocus={hasFocus}
            enterkeyhint="next"
          />
        </div>
        <div class="field">
          <label for={`${id}-org`}>Organisation</label>
          <input
            id={`${id}-org`}
            name="org"
            dir="auto"
            autocomplete="off"
            maxLength={lineCharsMax}
            enterkeyhint="next"
          />
        </div>
      </div>
      <div class="actions">
        <button type="submit" class={onDone === undefined ? "button" : "button button-primary"}>
          Add name
        </button>
        {onDone !== undefined && (
          <button type="button" class="button" onClick={onDone}>
            Done
          </button>
        )}
      </div>
    </form>
  );
}
