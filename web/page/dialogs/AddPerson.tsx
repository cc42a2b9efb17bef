/** Adds a person, then shows them. */
import { FormDialog } from "../components/FormDialog.tsx";
import { personAdded } from "../drafts.ts";
import { newId } from "../ids.ts";
import { useNotebook } from "../notebook.ts";
import { personPath } from "../route.ts";
import { navigate } from "../router.ts";
import { ContactFields, contactFieldsOf } from "./ContactFields.tsx";

interface Props {
  /** What was searched for in vain. */
  readonly name?: string;
  readonly onClose: () => void;
}

export function AddPerson({ name = "", onClose }: Props) {
  const { say } = useNotebook();
  const submit = async (form: FormData) => {
    const id = newId();
    await say([personAdded(id, contactFieldsOf(form), "typed", Date.now())]);
    navigate(personPath(id));
  };
  return (
    <FormDialog title="Add a person" action="Add person" submit={submit} onClose={onClose}>
      <ContactFields name={name} />
    </FormDialog>
  );
}
