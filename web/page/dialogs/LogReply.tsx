/** An answer that came; an out-of-office message is kept but counts as none. */
import { useState } from "preact/hooks";
import { AreaField, CheckField, SelectField, TextField, WhenField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft, filled } from "../drafts.ts";
import { fieldOf, momentOf, whenOf } from "../form_values.ts";
import { newId } from "../../shared/ids.ts";
import { deviceStamp } from "../moments.ts";
import { useNotebook } from "../notebook.ts";
import { momentsIn, type Thread } from "../person/rows.ts";
import { dispositions, dispositionWords } from "../words.ts";

interface Props {
  readonly thread: Thread;
  readonly contact: string;
  readonly onClose: () => void;
}

/** When one is reminded to ask again. */
const morning = "09:00";

export function LogReply({ thread, contact, onClose }: Props) {
  const { say } = useNotebook();
  const [opened] = useState(Date.now);
  const [answer, setAnswer] = useState<string>("accepted");
  const [followed] = useState(() => momentsIn(thread));
  const submit = async (form: FormData) => {
    const chosen = fieldOf(form, "disposition");
    const data = {
      disposition: dispositions.find((known) => known === chosen) ?? "accepted",
      ...(form.has("automatic") ? { automatic: true } : {}),
      ...filled({ text: fieldOf(form, "text") }),
    };
    const said = [draft("reply.received", thread.id, data, whenOf(form, opened, Date.now()))];
    if (fieldOf(form, "again") !== "") {
      const due_at = deviceStamp(momentOf(form, "again", morning));
      const reminder = { contact, text: "Ask again for a talk", due_at };
      said.push(draft("reminder.scheduled", newId(), reminder, Date.now()));
    }
    await say(said);
  };
  return (
    <FormDialog title="Log reply" action="Save reply" submit={submit} onClose={onClose}>
      <SelectField
        label="Answer"
        name="disposition"
        options={dispositions}
        words={dispositionWords}
        onChoose={setAnswer}
      />
      {answer === "deferred" && (
        <TextField
          label="Ask again on"
          name="again"
          type="date"
          hint="Optional. Today reminds you then."
        />
      )}
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
