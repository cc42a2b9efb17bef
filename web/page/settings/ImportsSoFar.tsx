/** The imports that were recorded, on any device: who came with each, and each taken back as one. */
import { useState } from "preact/hooks";
import { FormDialog } from "../components/FormDialog.tsx";
import { Problem } from "../components/Problem.tsx";
import { Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { useImports } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { dayWords } from "../moments.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import { importPath } from "../route.ts";
import { countWords } from "../words.ts";
import { type Imported, sourceWords } from "./rows.ts";
import { metAmong, redoDrafts, undoDrafts } from "./undo_import.ts";

export function ImportsSoFar() {
  const { value: imports, problem } = useImports();
  const now = useNow(60_000);
  if (imports === undefined) return <Problem words={problem} />;
  if (imports.length === 0) return null;
  return (
    <Section title="Imports so far">
      <ul class="rows">
        {imports.map((each) => (
          <li key={`${each.log} ${each.seq}`} class="import-row">
            <span class="row-words">
              <UserText class="row-title" text={each.file} />
              <span class="row-detail">
                {dayWords(each.at, now)} · {sourceWords(each.source)} · {countsOf(each)}
                {each.device !== "" && <UserText text={` · on ${each.device}`} />}
                {each.isUndone && <strong> · undone</strong>}
              </span>
            </span>
            <ImportButtons each={each} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function countsOf({ added, updated, source }: Imported): string {
  const many =
    source === "ics" ? countWords(added, "interview") : countWords(added, "person", "people");
  return `${many} added${updated > 0 ? `, ${updated.toLocaleString("en")} changed` : ""}`;
}

function ImportButtons({ each }: { readonly each: Imported }) {
  const { act, engine } = useNotebook();
  /** How many of its people one has met, while that is asked before the undo. */
  const [met, setMet] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<unknown>) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(wordsOf(error));
    }
    setBusy(false);
  };
  const undo = async () => {
    await act(await undoDrafts(engine, each), "Import undone");
  };
  const ask = () =>
    attempt(async () => {
      const count = await metAmong(engine, each);
      if (count === 0) await undo();
      else setMet(count);
    });
  const redo = () => attempt(async () => act(await redoDrafts(engine, each), "The import is back"));
  return (
    <span class="import-buttons">
      {!each.isUndone && each.source !== "ics" && (
        <a
          class="text-button import-people"
          href={importPath(each)}
          aria-label={`People of ${each.file}`}
        >
          People
        </a>
      )}
      <button
        type="button"
        class="text-button"
        aria-label={`${each.isUndone ? "Bring back" : "Undo this import"}: ${each.file}`}
        aria-disabled={isBusy}
        onClick={() => void (each.isUndone ? redo() : ask())}
      >
        {isBusy ? "One moment …" : each.isUndone ? "Bring back" : "Undo"}
      </button>
      <Problem words={problem} />
      {met !== null && (
        <FormDialog
          title="Undo this import"
          action="Undo it all"
          submit={undo}
          onClose={() => setMet(null)}
        >
          <p>
            You have written to or talked with {countWords(met, "of its people", "of its people")}{" "}
            since. They go out of sight too; bringing the import back shows them again.
          </p>
        </FormDialog>
      )}
    </span>
  );
}
