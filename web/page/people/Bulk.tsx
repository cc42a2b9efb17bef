/** What can be done with several people at once: tag, archive or bring back; one undo for all. */
import { useState } from "preact/hooks";
import { TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { past } from "../history/moment.ts";
import { useNotebook } from "../notebook.ts";
import type { Person } from "../rows.ts";
import { countWords } from "../words.ts";

interface Props {
  readonly people: readonly Person[];
  readonly onAll: () => void;
  readonly onDone: () => void;
}

const tagCharsMax = 60;

export function BulkBar({ people, onAll, onDone }: Props) {
  const { act, say } = useNotebook();
  const [isTagging, setTagging] = useState(false);
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
      </div>
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
