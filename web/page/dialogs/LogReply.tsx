/** An answer that came; an out-of-office message is kept but counts as none. */
import { useState } from "preact/hooks";
import { AreaField, CheckField, SelectField, WhenField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft, filled } from "../drafts.ts";
import { fieldOf, whenOf } from "../form_values.ts";
import { useNotebook } from "../notebook.ts";
import type { Thread } from "../person/rows.ts";
import { dispositions, dispositionWords } from "../words.ts";

interface Props {
  readonly thread: Thread;
  readonly onClose: () => void;
}

export function LogReply({ thread, onClose }: Props) {
  const { say } = useNotebook();
  const [opened] = useState(Date.now);
  const [followed] = useState([thread.sentAt, thread.lastReplyAt]);
  const submit = async (form: FormData) => {
    const chosen = fieldOf(form, "disposition");
    const data = {
      disposition: dispositions.find((known) => known === chosen) ?? "accepted",
      ...(form.has("automatic") ? { automatic: true } : {}),
      ...filled({ text: fieldOf(form, "text") }),
    };
    await say([draft("reply.received", thread.id, data, whenOf(form, opened, Date.now()))]);
  };
  return (
    <FormDialog title="Log reply" action="Save reply" submit={submit} onClose={onClose}>
      <SelectField
        label="Answer"
        name="disposition"
        options={dispositions}
        words={dispositionWords}
      />
      <WhenField opened={opened} followed={followed} />
      <AreaField label="What they wrote" name="text" hint="Optional" />
      <CheckField
        label="Automatic reply"
        name="automatic"
        hint="An out-of-office message is kept, but counts as no answer."
      />
    </FormDialog>
  );
}
