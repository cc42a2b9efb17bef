/** "420 people imported · Undo", once files are recorded: of all that one tap has imported. */
import { useNotebook, wordsOf } from "../notebook.ts";
import { countWords } from "../words.ts";
import type { Reading } from "./files_in.ts";
import { readingOf } from "./importing.ts";
import { undoDrafts } from "./undo_import.ts";

/** Toasts of the notebook count up from 1; these count down, so that no two have one number. */
let latest = 0;

export function useImportToast(): (ids: readonly number[]) => void {
  const { act, engine, toast } = useNotebook();
  const show = (words: string, isFailure: boolean, run: (() => Promise<void>) | null) => {
    latest -= 1;
    toast.value = {
      id: latest,
      words,
      isFailure,
      reverse: run === null ? null : { word: "Undo", run },
    };
  };
  return (ids) => {
    const readings = ids.flatMap((id) => readingOf(id) ?? []);
    const events = readings.flatMap(({ event }) => event ?? []);
    if (readings.length === 0) return;
    if (events.length === 0) {
      show("Everything in it is known already", false, null);
      return;
    }
    show(`${addedWords(readings)} imported`, false, async () => {
      try {
        const drafts = await Promise.all(events.map((event) => undoDrafts(engine, event)));
        await act(drafts.flat(), "Import undone");
      } catch (error) {
        show(wordsOf(error), true, null);
      }
    });
  };
}

/** "3 people and 1 interview". */
function addedWords(readings: readonly Reading[]): string {
  const addedOf = (wanted: Reading["kind"]) => {
    const those = readings.filter(({ kind }) => kind === wanted);
    return those.length === 0 ? null : those.reduce((sum, { added }) => sum + added, 0);
  };
  const [people, interviews] = [addedOf("people"), addedOf("calendar")];
  return [
    ...(people === null ? [] : [countWords(people, "person", "people")]),
    ...(interviews === null ? [] : [countWords(interviews, "interview")]),
  ].join(" and ");
}
