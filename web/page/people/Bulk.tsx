/** What can be done with several people at once: tag, archive, or merge two; one undo for all. */
import { useState } from "preact/hooks";
import { TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { past } from "../history/moment.ts";
import { useNotebook } from "../notebook.ts";
import type { Person } from "../rows.ts";
import { countWords } from "../words.ts";
import { MergePeople } from "./MergePeople.tsx";

interface Props {
  readonly people: readonly Person[];
  readonly onAll: () => void;
  readonly onDone: () => void;
}

const tagCharsMax = 60;

export function BulkBar({ people, onAll, onDone }: Props) {
  const { act, say } = useNotebook();
  const [isTagging, setTagging] = useState(false);
  const [isMerging, setMerging] = useState(false);
  const [one, other, third] = people;
  const pair = one && other && third === undefined ? ([one.id, other.id] as const) : null;
  const isOff = people.length === 0 || past.value !== null;
  const told = countWords(people.length, "person", "people");
  const archive = async () => {
    const at = Date.now();
    const drafts = people
      .filter(({ isArchived }) => !isArchived)
      .map(({ id }) => draft("contact.archived", id, {}, at));
    if (await act(drafts, `${told} archived`)) onDone();
  };
  const tag = async (form: FormData) => {
    const at = Date.now();
    const name = fieldOf(form, "tag");
    await say(people.map(({ id }) => draft("contact.tagged", id, { tag: name }, at)));
    onDone();
  };
  return (
    <div class="bulk" role="toolbar" aria-label="Selected people">
      <span class="bulk-count">{told}</span>
      <button type="button" class="text-button" onClick={onAll}>
        Select all
      </button>
      <button type="button" class="text-button" onClick={onDone}>
        Done
      </button>
      <div class="bulk-actions">
        <button type="button" class="button" disabled={isOff} onClick={() => setTagging(true)}>
          Tag
        </button>
        <button type="button" class="button" disabled={isOff} onClick={archive}>
          Archive
        </button>
        {pair !== null && (
          <button type="button" class="button" disabled={isOff} onClick={() => setMerging(true)}>
            Merge
          </button>
        )}
      </div>
      {isMerging && pair !== null && (
        <MergePeople pair={pair} onMerged={onDone} onClose={() => setMerging(false)} />
      )}
      {isTagging && (
        <FormDialog
          title={`Tag ${told}`}
          action="Tag"
          submit={tag}
          onClose={() => setTagging(false)}
        >
          <TextField label="Tag" name="tag" charsMax={tagCharsMax} isRequired hasFocus />
        </FormDialog>
      )}
    </div>
  );
}
