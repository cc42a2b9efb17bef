/** Takes notes: one at a time, each kept before the field is emptied. */
import { useId, useRef, useState } from "preact/hooks";
import { textCharsMax } from "../components/Fields.tsx";
import { Problem } from "../components/Problem.tsx";
import { draft } from "../drafts.ts";
import { newId } from "../ids.ts";
import { useNotebook, wordsOf } from "../notebook.ts";

export function NoteForm({ interview }: { readonly interview: string }) {
  const { say } = useNotebook();
  const area = useRef<HTMLTextAreaElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const save = async () => {
    const field = area.current;
    const text = field?.value.trim() ?? "";
    if (field === null || text === "") return;
    // Emptied before it is saved: who types on at once must not lose the next note's first words.
    field.value = "";
    field.focus();
    try {
      await say([draft("note.taken", newId(), { interview, text }, Date.now())]);
      setProblem(null);
    } catch (error) {
      if (field.value === "") field.value = text;
      setProblem(wordsOf(error));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
  };
  return (
    <div class="note-form">
      <div class="field">
        <label for={id}>New note</label>
        <textarea
          ref={area}
          id={id}
          rows={3}
          dir="auto"
          maxLength={textCharsMax}
          onKeyDown={onKeyDown}
        />
      </div>
      <button type="button" class="button" onClick={() => void save()}>
        Save note
      </button>
      <Problem words={problem} />
    </div>
  );
}
