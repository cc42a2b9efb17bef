/** One text about a person that becomes one event: advice they gave, help given in return. */
import { useState } from "preact/hooks";
import { AreaField, WhenField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { fieldOf, whenOf } from "../form_values.ts";
import { newId } from "../../shared/ids.ts";
import { useNotebook } from "../notebook.ts";

interface Props {
  readonly type: "advice.received" | "help.given";
  readonly contact: string;
  readonly onClose: () => void;
}

const wordsByType = {
  "advice.received": { title: "Advice they gave", label: "What they advised" },
  "help.given": { title: "Help given", label: "What you did for them" },
} as const;

export function LogText({ type, contact, onClose }: Props) {
  const { say } = useNotebook();
  const [opened] = useState(Date.now);
  const { title, label } = wordsByType[type];
  const submit = async (form: FormData) => {
    const data = { contact, text: fieldOf(form, "text") };
    await say([draft(type, newId(), data, whenOf(form, opened, Date.now()))]);
  };
  return (
    <FormDialog title={title} action="Save" submit={submit} onClose={onClose}>
      <AreaField label={label} name="text" isRequired hasFocus />
      <WhenField opened={opened} />
    </FormDialog>
  );
}
