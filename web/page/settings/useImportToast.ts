/** "420 people imported · Undo", once a file is recorded. */
import { useNotebook, wordsOf } from "../notebook.ts";
import { countWords } from "../words.ts";
import { readingOf } from "./importing.ts";
import { undoDrafts } from "./undo_import.ts";

/** Toasts of the notebook count up from 1; these count down, so that no two have one number. */
let latest = 0;

export function useImportToast(): (id: number) => void {
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
  return (id) => {
    const reading = readingOf(id);
    if (reading === null) return;
    const { event } = reading;
    const many =
      reading.kind === "people"
        ? countWords(reading.added, "person", "people")
        : countWords(reading.added, "interview");
    if (event === null) {
      show("Everything in it is known already", false, null);
      return;
    }
    show(`${many} imported`, false, async () => {
      try {
        await act(await undoDrafts(engine, event), "Import undone");
      } catch (error) {
        show(wordsOf(error), true, null);
      }
    });
  };
}
