/** A job, a project or an event that came up with somebody. */
import { useState } from "preact/hooks";
import { SelectField, TextField, WhenField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { fieldOf, whenOf } from "../form_values.ts";
import { newId } from "../../shared/ids.ts";
import { useNotebook } from "../notebook.ts";
import { opportunityKinds, themeWords } from "../words.ts";

interface Props {
  readonly contact: string;
  readonly onClose: () => void;
}

export function LogOpportunity({ contact, onClose }: Props) {
  const { say } = useNotebook();
  const [opened] = useState(Date.now);
  const submit = async (form: FormData) => {
    const chosen = fieldOf(form, "kind");
    const kind = opportunityKinds.find((known) => known === chosen) ?? "job";
    const data = { kind, title: fieldOf(form, "title"), contact };
    await say([draft("opportunity.surfaced", newId(), data, whenOf(form, opened, Date.now()))]);
  };
  return (
    <FormDialog title="Opportunity" action="Save" submit={submit} onClose={onClose}>
      <TextField label="What came up" name="title" isRequired hasFocus />
      <SelectField label="Kind" name="kind" options={opportunityKinds} words={themeWords} />
      <WhenField opened={opened} />
    </FormDialog>
  );
}
