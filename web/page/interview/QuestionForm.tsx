/** Adds one question after the other; the field stays ready for the next. */
import { useId, useState } from "preact/hooks";
import { textCharsMax } from "../components/Fields.tsx";
import { Problem } from "../components/Problem.tsx";
import { draft, nextRank } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { useQuestions } from "../hooks/queries.ts";
import { newId } from "../ids.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import { categories, themeWords } from "../words.ts";

export function QuestionForm({ interview }: { readonly interview: string }) {
  const { say } = useNotebook();
  const { value: questions } = useQuestions(interview);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || questions === undefined) return;
    const values = new FormData(form);
    const text = fieldOf(values, "text");
    if (text === "") return;
    const data = {
      interview,
      category: fieldOf(values, "category"),
      text,
      rank: nextRank(questions),
    };
    // Emptied before it is saved: who types on at once must not lose the next question's first words.
    const input = form.elements.namedItem("text");
    if (!(input instanceof HTMLInputElement)) return;
    input.value = "";
    input.focus();
    try {
      await say([draft("question.prepared", newId(), data, Date.now())]);
      setProblem(null);
    } catch (error) {
      if (input.value === "") input.value = text;
      setProblem(wordsOf(error));
    }
  };
  return (
    <form class="add-question" onSubmit={add}>
      <div class="field">
        <label for={`${id}-text`}>New question</label>
        <input
          id={`${id}-text`}
          name="text"
          dir="auto"
          autocomplete="off"
          maxLength={textCharsMax}
          enterkeyhint="done"
        />
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
