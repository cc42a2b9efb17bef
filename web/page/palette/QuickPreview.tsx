/** What a line of quick add would save; only "Save" does. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../components/Problem.tsx";
import { newId } from "../../shared/ids.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import { pursuedWith, writtenWords } from "../referrals.ts";
import type { Person } from "../rows.ts";
import { peopleNamed } from "./people.ts";
import type { Quick } from "./quick_add.ts";
import { previewLines, quickTitle, sayingOf } from "./quick_drafts.ts";

interface Props {
  readonly quick: Quick;
  readonly people: readonly Person[];
  readonly onBack: () => void;
  /** Saved: about whom, as the address of their page. */
  readonly onSaved: (path: string) => void;
}

export function QuickPreview({ quick, people, onBack, onSaved }: Props) {
  const { engine, say } = useNotebook();
  const button = useRef<HTMLButtonElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Before the frame, so that a quick second Enter is heard.
  useLayoutEffect(() => button.current?.focus(), []);
  const namesake = quick.type === "person" ? peopleNamed(people, quick.fields.name)[0] : undefined;
  const save = async () => {
    if (isBusy) return;
    setBusy(true);
    try {
      const now = Date.now();
      const { drafts, path } = sayingOf(quick, newId(), now);
      const asked = quick.type === "outreach" ? quick : null;
      const pursued =
        asked === null ? [] : await pursuedWith(engine, asked.person.id, asked.at ?? now);
      await say([...drafts, ...pursued], writtenWords(pursued));
      onSaved(path);
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <div class="form quick-preview">
      <h2 dir="auto">{quickTitle(quick)}</h2>
      <dl class="quick-lines">
        {previewLines(quick, Date.now()).map(({ word, value }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {namesake !== undefined && (
        <p class="quick-namesake">
          <bdi>{namesake.name}</bdi>
          {namesake.org !== "" && (
            <>
              {" "}
              (<bdi>{namesake.org}</bdi>)
            </>
          )}{" "}
          is in the notebook already.
        </p>
      )}
      <Problem words={problem} />
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onBack}>
          Back
        </button>
        <button
          ref={button}
          type="button"
          class="button button-primary"
          aria-disabled={isBusy}
          onClick={save}
        >
          Save
        </button>
      </div>
    </div>
  );
}
