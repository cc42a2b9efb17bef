/** Files into the notebook: choose or drop, look at what they would change, import, take back. */
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { Section } from "../components/Screen.tsx";
import { useNotebook } from "../notebook.ts";
import { countWords } from "../words.ts";
import { FileCard } from "./FileCard.tsx";
import { choices, choose, filesMax, heardProgress, take } from "./importing.ts";
import { ImportsSoFar } from "./ImportsSoFar.tsx";
import { useImportToast } from "./useImportToast.ts";

const accepted = ".csv,.tsv,.txt,.vcf,.vcard,.ics,.ndjson,.jsonl";

export function Importing() {
  const { engine } = useNotebook();
  const tellDone = useImportToast();
  useEffect(
    () => engine.listen((told) => told.tag === "file_progress" && heardProgress(told)),
    [engine],
  );
  const ready = choices.value.filter(
    ({ stage }) => stage.type === "read" && stage.answer.type !== "refused",
  );
  const takeAll = async () => {
    const ids = ready.map(({ id }) => id);
    await take(engine, ids);
    tellDone(ids);
  };
  return (
    <>
      <DropZone onFiles={(files) => choose(engine, files)} />
      {choices.value.map((choice) => (
        <FileCard key={choice.id} choice={choice} onDone={(id) => tellDone([id])} />
      ))}
      {ready.length > 1 && (
        <button type="button" class="button button-primary" onClick={() => void takeAll()}>
          Import all {ready.length} files
        </button>
      )}
      {choices.value.length === 0 && <WhatIsRead />}
      <ImportsSoFar />
    </>
  );
}

function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const [isOver, setOver] = useState(false);
  return (
    // The button inside does the same by keyboard and touch; dropping is the mouse's way.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      class={isOver ? "drop drop-over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <label class="button button-primary drop-button">
        <Icon name="import" />
        Choose files
        <input
          type="file"
          class="drop-input"
          multiple
          accept={accepted}
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
      </label>
      <p class="quiet">
        <span class="drop-hint">or drop them here, up to {countWords(filesMax, "file")}. </span>
        Nothing is recorded before you have seen what would change.
      </p>
    </div>
  );
}

const kinds = [
  ["LinkedIn", "Connections.csv, from “Get a copy of your data”"],
  ["Google Contacts", "Export → Google CSV"],
  ["Address books", "vCards, one or many in a .vcf"],
  ["Invitations", "an .ics becomes a scheduled interview"],
  ["Any table", "saved as CSV with a header; you say which column is what"],
  ["InfoView", "an .ndjson of this same notebook brings back what is missing"],
] as const;

function WhatIsRead() {
  return (
    <Section title="What can be read">
      <dl class="details">
        {kinds.map(([kind, words]) => (
          <div key={kind} class="detail detail-long">
            <dt>{kind}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
