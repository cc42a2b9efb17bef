/** A reminder of the user's own, about a person. */
import { AreaField, TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { newId } from "../ids.ts";
import { deviceStamp, inputInstant, inputValue } from "../moments.ts";
import { useNotebook } from "../notebook.ts";

interface Props {
  readonly contact: string;
  readonly onClose: () => void;
}

const weekMs = 7 * 86_400_000;
/** Of a day without a time. */
const morning = "09:00";

export function SetReminder({ contact, onClose }: Props) {
  const { say } = useNotebook();
  const submit = async (form: FormData) => {
    const due = inputInstant(`${fieldOf(form, "day")}T${morning}`);
    if (due === null) throw new Error("Choose a day.");
    const data = { contact, text: fieldOf(form, "text"), due_at: deviceStamp(due) };
    await say([draft("reminder.scheduled", newId(), data, Date.now())]);
  };
  return (
    <FormDialog title="Remind me" action="Save" submit={submit} onClose={onClose}>
      <AreaField label="Of what" name="text" isRequired hasFocus />
      <TextField
        label="On"
        name="day"
        type="date"
        value={inputValue(Date.now() + weekMs).slice(0, 10)}
        isRequired
      />
    </FormDialog>
  );
}
