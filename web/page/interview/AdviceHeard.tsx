/** What they advised, one piece after the other; later the agenda asks what came of it. */
import { useId, useRef } from "preact/hooks";
import { textCharsMax } from "../components/Fields.tsx";
import { UserText } from "../components/UserText.tsx";
import { draft } from "../drafts.ts";
import { newId } from "../ids.ts";
import { useNotebook } from "../notebook.ts";
import type { Advised, Talk } from "./rows.ts";

interface Props {
  readonly interview: Talk;
  readonly advice: readonly Advised[];
}

export function AdviceHeard({ interview, advice }: Props) {
  const { act } = useNotebook();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const field = input.current;
    const text = field?.value.trim() ?? "";
    if (field === null || text === "") return;
    field.value = "";
    field.focus();
    const data = { contact: interview.contact, interview: interview.id, text };
    const advised = draft("advice.received", newId(), data, Date.now());
    if (!(await act([advised], "Advice added")) && field.value === "") field.value = text;
  };
  return (
    <>
      {advice.length > 0 && (
        <ul class="name-list" aria-label="Advice from this talk">
          {advice.map((one) => (
            <li key={one.id}>
              <UserText text={one.text} />
            </li>
          ))}
        </ul>
      )}
      <form class="line-form" onSubmit={add}>
        <div class="field">
          <label for={id}>What they advised</label>
          <input
            ref={input}
            id={id}
            dir="auto"
            autocomplete="off"
            maxLength={textCharsMax}
            enterkeyhint="next"
          />
        </div>
        <button type="submit" class="button">
          Add advice
        </button>
      </form>
    </>
  );
}
