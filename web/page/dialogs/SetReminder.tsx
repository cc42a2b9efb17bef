/** A reminder of the user's own, about a person or nobody, on a day and at a time. */
import { AreaField, TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { SayWhen } from "../components/SayWhen.tsx";
import { draft } from "../drafts.ts";
import { fieldOf, momentOf } from "../form_values.ts";
import { newId } from "../../shared/ids.ts";
import { deviceStamp, inputValue } from "../moments.ts";
import { useNotebook } from "../notebook.ts";

interface Props {
  /** Absent: about nobody. */
  readonly contact?: string;
  readonly onClose: () => void;
}

const weekMs = 7 * 86_400_000;
/** Unless another time is given. */
const morning = "09:00";
const fills = ["day", "time"] as const;

export function SetReminder({ contact, onClose }: Props) {
  const { say } = useNotebook();
  const submit = async (form: FormData) => {
    const about = contact === undefined ? {} : { contact };
    const due_at = deviceStamp(momentOf(form, "day"));
    const data = { ...about, text: fieldOf(form, "text"), due_at };
    await say([draft("reminder.scheduled", newId(), data, Date.now())]);
  };
  return (
    <FormDialog title="Remind me" action="Save" submit={submit} onClose={onClose}>
      <AreaField label="Of what" name="text" isRequired hasFocus />
      <div class="field-pair">
        <TextField
          label="On"
          name="day"
          type="date"
          value={inputValue(Date.now() + weekMs).slice(0, 10)}
          isRequired
        />
        <TextField label="At" name="time" type="time" value={morning} isRequired />
      </div>
      <SayWhen lean="future" example="in 2 weeks" fills={fills} />
    </FormDialog>
  );
}
