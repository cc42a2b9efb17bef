/** Changes a person's details; only what changed is said, and an emptied field is cleared. */
import { FormDialog } from "../components/FormDialog.tsx";
import { personCorrected } from "../drafts.ts";
import { useNotebook } from "../notebook.ts";
import type { Contact } from "../rows.ts";
import { ContactFields, contactFieldsOf } from "./ContactFields.tsx";

interface Props {
  readonly contact: Contact;
  readonly onClose: () => void;
}

export function EditPerson({ contact, onClose }: Props) {
  const { say } = useNotebook();
  const submit = async (form: FormData) => {
    const corrected = personCorrected(contact, contactFieldsOf(form), Date.now());
    if (corrected !== null) await say([corrected]);
  };
  return (
    <FormDialog title="Edit details" action="Save" submit={submit} onClose={onClose}>
      <ContactFields contact={contact} />
    </FormDialog>
  );
}
