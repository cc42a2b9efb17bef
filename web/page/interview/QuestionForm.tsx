/** Adds one question after the other; the field stays ready for the next, the coach reads along. */
import { useId, useMemo, useState } from "preact/hooks";
import { coach } from "../../shared/practice/coach.ts";
import { Problem } from "../components/Problem.tsx";
import { draft, nextRank } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { useSettled } from "../hooks/useSettled.ts";
import { newId } from "../../shared/ids.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import type { Question } from "../rows.ts";
import { categories, themeWords } from "../words.ts";
import { CoachLines } from "./CoachLines.tsx";
import { KeptArea } from "./KeptArea.tsx";
import { keyOf, type Spot } from "./kept.ts";
import { wordsHere } from "./words_here.ts";

interface Props {
  readonly interview: string;
  readonly questions: readonly Question[];
}

/** So long one may still be in the middle of a word. */
const settle_ms = 600;

export function QuestionForm({ interview, questions }: Props) {
  const { say } = useNotebook();
  const [problem, setProblem] = useState<string | null>(null);
  const spot: Spot = { interview, field: "question", subject: interview };
  const typed = wordsHere.all.value?.get(keyOf(spot))?.text ?? "";
  const settled = useSettled(typed, typed !== "", settle_ms);
  const id = useId();
  const findings = useMemo(
    () => (settled.trim() === "" ? [] : coach("question", settled)),
    [settled],
  );
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const values = new FormData(form);
    const text = fieldOf(values, "text");
    const input = form.elements.namedItem("text");
    if (text === "" || !(input instanceof HTMLInputElement)) return;
    const category = fieldOf(values, "category");
    const data = { interview, category, text, rank: nextRank(questions) };
    // Emptied before it is saved: who types on at once must not lose the next question's first words.
    input.value = "";
    wordsHere.drop(keyOf(spot));
    input.focus();
    try {
      await say([draft("question.prepared", newId(), data, Date.now())], "Question added");
      setProblem(null);
    } catch (error) {
      if (input.value === "") wordsHere.type(spot, text, "");
      setProblem(wordsOf(error));
    }
  };
  return (
    <form class="add-question" onSubmit={add}>
      <KeptArea
        spot={spot}
        label="New question"
        name="text"
        known=""
        isLine
        describedBy={`${id}-coach`}
      />
      <div id={`${id}-coach`}>
        <CoachLines findings={findings} label="Coach" isLive />
      </div>
      <div class="add-question-end">
        <div class="field">
          <label for={`${id}-category`}>Category</label>
          <select id={`${id}-category`} name="category">
            {categories.map((category) => (
              <option key={category} value={category}>
                {themeWords(category)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="button">
          Add question
        </button>
      </div>
      <Problem words={problem} />
    </form>
  );
}
