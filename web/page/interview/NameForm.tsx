/** Takes names as fast as they are said: Enter keeps one, and the field is ready for the next. */
import { useState } from "preact/hooks";
import { TextField } from "../components/Fields.tsx";
import { lineCharsMax, nameCharsMax } from "../limits.ts";
import { UserText } from "../components/UserText.tsx";
import { draft, filled } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { newId } from "../../shared/ids.ts";
import { useNotebook } from "../notebook.ts";
import { KeptArea } from "./KeptArea.tsx";
import { keyOf, type Spot } from "./kept.ts";
import { wordsHere } from "./words_here.ts";

interface Props {
  readonly from: string;
  readonly interview?: string;
  readonly hasFocus?: boolean;
  /** Within a dialog: all names are in. */
  readonly onDone?: () => void;
}

export function NameForm({ from, interview, hasFocus = false, onDone }: Props) {
  const { act } = useNotebook();
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
    put(form, interview, "name", "");
    put(form, interview, "org", "");
    form.querySelector("input")?.focus();
    const named = draft("referral.received", newId(), data, Date.now());
    if (await act([named], "Name added")) setAdded((before) => [...before, data.name_only]);
    else if (fieldOf(new FormData(form), "name") === "") {
      put(form, interview, "name", data.name_only);
    }
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
        <Line
          interview={interview}
          field="name"
          label="Name"
          charsMax={nameCharsMax}
          hasFocus={hasFocus}
        />
        <Line interview={interview} field="org" label="Organisation" charsMax={lineCharsMax} />
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

interface LineProps {
  readonly interview: string | undefined;
  readonly field: "name" | "org";
  readonly label: string;
  readonly charsMax: number;
  readonly hasFocus?: boolean;
}

/** In the room, half a name survives whatever interrupts it. */
function Line({ interview, field, label, charsMax, hasFocus = false }: LineProps) {
  if (interview === undefined) {
    return <TextField label={label} name={field} charsMax={charsMax} hasFocus={hasFocus} />;
  }
  const spot = spotOf(interview, field);
  return (
    <KeptArea
      spot={spot}
      label={label}
      name={field}
      known=""
      charsMax={charsMax}
      hasFocus={hasFocus}
      isLine
    />
  );
}

function put(
  form: HTMLFormElement,
  interview: string | undefined,
  field: "name" | "org",
  text: string,
): void {
  const input = form.elements.namedItem(field);
  if (input instanceof HTMLInputElement) input.value = text;
  if (interview === undefined) return;
  const spot = spotOf(interview, field);
  if (text === "") wordsHere.drop(keyOf(spot));
  else wordsHere.type(spot, text, "");
}

function spotOf(interview: string, field: "name" | "org"): Spot {
  return { interview, field, subject: interview };
}
