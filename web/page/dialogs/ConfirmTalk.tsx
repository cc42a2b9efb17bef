/** The letter that confirms a talk to come; that it went out is what `draft confirm --sent` records. */
import { useState } from "preact/hooks";
import { SelectField, WhenField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { LetterField } from "../components/LetterField.tsx";
import { draft, filled } from "../drafts.ts";
import { fieldOf, whenOf } from "../form_values.ts";
import { newId } from "../../shared/ids.ts";
import { useNotebook } from "../notebook.ts";
import type { Interview } from "../rows.ts";
import { channels, channelWords } from "../words.ts";

interface Props {
  readonly interview: Interview;
  readonly onClose: () => void;
}

export function ConfirmTalk({ interview, onClose }: Props) {
  const { say } = useNotebook();
  const [opened] = useState(Date.now);
  const { id, contact } = interview;
  const submit = async (form: FormData) => {
    const touch = {
      contact,
      direction: "sent" as const,
      channel: fieldOf(form, "channel"),
      ...filled({ text: fieldOf(form, "text") }),
    };
    const at = whenOf(form, opened, Date.now());
    const drafts = [
      draft("touch.logged", newId(), touch, at),
      draft("reminder.completed", id, { rule: "confirm" }, at),
    ];
    await say(drafts, "Confirmed");
  };
  return (
    <FormDialog title="Confirm the interview" action="I sent it" submit={submit} onClose={onClose}>
      <LetterField kind="confirmation" contact={contact} interview={id} label="What you write" />
      <p class="hint">InfoView sends nothing: send it as you like, then save that it went out.</p>
      <SelectField label="Channel" name="channel" options={channels} words={channelWords} />
      <WhenField opened={opened} />
    </FormDialog>
  );
}
