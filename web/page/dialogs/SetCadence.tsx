/** How often to keep in touch with a person, or never. */
import { CheckField, TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { minutesOf } from "../form_values.ts";
import { useNotebook } from "../notebook.ts";
import type { Contact } from "../rows.ts";

interface Props {
  readonly contact: Contact;
  readonly onClose: () => void;
}

const daysMax = 3650;
const daysAtFirst = 90;

export function SetCadence({ contact, onClose }: Props) {
  const { say } = useNotebook();
  const submit = async (form: FormData) => {
    const days = minutesOf(form, "days");
    if (form.has("never")) {
      await say([draft("cadence.stopped", contact.id, {}, Date.now())]);
    } else if (days === null || days < 1 || days > daysMax) {
      throw new Error(`Say a number of days from 1 to ${daysMax.toLocaleString("en")}.`);
    } else {
      await say([draft("cadence.set", contact.id, { every_days: days }, Date.now())]);
    }
  };
  return (
    <FormDialog title="Keep in touch" action="Save" submit={submit} onClose={onClose}>
      <TextField
        label="Every so many days"
        name="days"
        type="number"
        value={String(contact.everyDays ?? daysAtFirst)}
        min={1}
        max={daysMax}
        hasFocus
      />
      <CheckField label="Never" name="never" hint="No reminders to keep in touch with them." />
    </FormDialog>
  );
}
