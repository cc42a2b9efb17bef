/** Two entries that are one person: who of them stays, and what becomes of the other. */
import { useState } from "preact/hooks";
import { FormDialog } from "../components/FormDialog.tsx";
import { UserText } from "../components/UserText.tsx";
import { peopleMerged } from "../drafts.ts";
import { useContact } from "../hooks/queries.ts";
import { fullDate } from "../moments.ts";
import { useNotebook } from "../notebook.ts";
import type { Contact } from "../rows.ts";

interface Props {
  /** Their ids. */
  readonly pair: readonly [string, string];
  readonly onMerged: () => void;
  readonly onClose: () => void;
}

export function MergePeople({ pair, onMerged, onClose }: Props) {
  const { say } = useNotebook();
  const [first] = useContact(pair[0]).value ?? [];
  const [second] = useContact(pair[1]).value ?? [];
  const [chosen, choose] = useState<string | null>(null);
  if (first === undefined || second === undefined) return null;
  // Who was there first has the longer story, as a rule.
  const isFirstOlder = (first.addedAt ?? 0) <= (second.addedAt ?? 0);
  const stays = chosen ?? (isFirstOlder ? first.id : second.id);
  const [kept, gone] = stays === first.id ? [first, second] : [second, first];
  const merge = async () => {
    await say([peopleMerged(kept, gone, Date.now())], "Merged");
    onMerged();
  };
  return (
    <FormDialog title="Merge two entries" action="Merge" submit={merge} onClose={onClose}>
      <fieldset class="merge-choice">
        <legend>Who stays</legend>
        {[first, second].map((person) => (
          <label key={person.id} class="row">
            <input
              type="radio"
              name="stays"
              value={person.id}
              checked={person.id === stays}
              onChange={() => choose(person.id)}
            />
            <span class="row-words">
              <UserText class="row-title" text={person.name} />
              <UserText class="row-detail" text={told(person)} />
            </span>
          </label>
        ))}
      </fieldset>
      <p class="hint">
        What is empty on the one who stays is filled from the other. Addresses, tags, notes and
        everything that happened are kept of both, and shown as one person’s. It can be undone.
      </p>
    </FormDialog>
  );
}

/** What tells two of the same name apart. */
function told({ title, org, emails, addedAt }: Contact): string {
  const added = addedAt === null ? "" : `added ${fullDate(addedAt)}`;
  return [title, org, emails[0] ?? "", added].filter(Boolean).join(" · ");
}
