/** Somebody whom a person named: a name at first, a person on the list once they are added. */
import { nameCharsMax, TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft, filled } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { newId } from "../ids.ts";
import { useNotebook } from "../notebook.ts";

interface Props {
  readonly from: string;
  readonly interview?: string;
  readonly onClose: () => void;
}

export function AddReferral({ from, interview, onClose }: Props) {
  const { say } = useNotebook();
  const submit = async (form: FormData) => {
    const data = {
      from,
      name_only: fieldOf(form, "name"),
      ...filled({ org: fieldOf(form, "org") }),
      ...(interview === undefined ? {} : { interview }),
    };
    await say([draft("referral.received", newId(), data, Date.now())]);
  };
  return (
    <FormDialog title="Add referral" action="Save referral" submit={submit} onClose={onClose}>
      <TextField label="Name" name="name" charsMax={nameCharsMax} isRequired hasFocus />
      <TextField label="Organisation" name="org" />
    </FormDialog>
  );
}
