/** Any other contact with a person: a message, a call, a coffee. */
import { useState } from "preact/hooks";
import { AreaField, SelectField, WhenField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft, filled } from "../drafts.ts";
import { fieldOf, whenOf } from "../form_values.ts";
import { newId } from "../../shared/ids.ts";
import { useNotebook } from "../notebook.ts";
import { channels, channelWords, directions, directionWords } from "../words.ts";

interface Props {
  readonly contact: string;
  readonly onClose: () => void;
}

export function LogTouch({ contact, onClose }: Props) {
  const { say } = useNotebook();
  const [opened] = useState(Date.now);
  const submit = async (form: FormData) => {
    const chosen = fieldOf(form, "direction");
    const data = {
      contact,
      direction: directions.find((known) => known === chosen) ?? "both",
      channel: fieldOf(form, "channel"),
      ...filled({ text: fieldOf(form, "text") }),
    };
    await say([draft("touch.logged", newId(), data, whenOf(form, opened, Date.now()))]);
  };
  return (
    <FormDialog title="In touch" action="Save" submit={submit} onClose={onClose}>
      <div class="field-pair">
        <SelectField label="How" name="channel" options={channels} words={channelWords} />
        <SelectField label="Who" name="direction" options={directions} words={directionWords} />
      </div>
      <WhenField opened={opened} />
      <AreaField label="About" name="text" hint="Optional" />
    </FormDialog>
  );
}
