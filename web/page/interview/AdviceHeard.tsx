/** What they advised, one piece after the other; later the agenda asks what came of it. */
import { UserText } from "../components/UserText.tsx";
import { draft } from "../drafts.ts";
import { newId } from "../../shared/ids.ts";
import { useNotebook } from "../notebook.ts";
import { KeptArea } from "./KeptArea.tsx";
import { keyOf, type Spot } from "./kept.ts";
import type { Advised, Talk } from "./rows.ts";
import { wordsHere } from "./words_here.ts";

interface Props {
  readonly interview: Talk;
  readonly advice: readonly Advised[];
}

export function AdviceHeard({ interview, advice }: Props) {
  const { act } = useNotebook();
  const spot: Spot = { interview: interview.id, field: "advice", subject: interview.id };
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    const field = form instanceof HTMLFormElement ? form.elements.namedItem("text") : null;
    if (!(field instanceof HTMLInputElement) || field.value.trim() === "") return;
    const text = field.value.trim();
    field.value = "";
    wordsHere.drop(keyOf(spot));
    field.focus();
    const data = { contact: interview.contact, interview: interview.id, text };
    const advised = draft("advice.received", newId(), data, Date.now());
    const isKept = await act([advised], "Advice added");
    if (!isKept && field.value === "") wordsHere.type(spot, text, "");
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
        <KeptArea spot={spot} label="What they advised" name="text" known="" isLine />
        <button type="submit" class="button">
          Add advice
        </button>
      </form>
    </>
  );
}
