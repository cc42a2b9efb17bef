/** The thank-you went out, and how. */
import { useState } from "preact/hooks";
import { SelectField, WhenField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { LetterField } from "../components/LetterField.tsx";
import { draft, filled } from "../drafts.ts";
import { fieldOf, whenOf } from "../form_values.ts";
import { useNotebook } from "../notebook.ts";
import { channels, channelWords } from "../words.ts";

interface Props {
  readonly interview: string;
  readonly endedAt: number | null;
  readonly name: string;
  readonly contact: string;
  readonly isEarlier?: boolean;
  readonly onClose: () => void;
}

export function ThankYouSent(props: Props) {
  const { interview, endedAt, name, contact, isEarlier = false, onClose } = props;
  const { say } = useNotebook();
  const [opened] = useState(Date.now);
  const [followed] = useState([endedAt]);
  const submit = async (form: FormData) => {
    const data = {
      channel: fieldOf(form, "channel"),
      ...filled({ text: fieldOf(form, "text") }),
    };
    await say([draft("thank_you.sent", interview, data, whenOf(form, opened, Date.now()))]);
  };
  return (
    <FormDialog title="Thank-you sent" action="Save thank-you" submit={submit} onClose={onClose}>
      <p class="dialog-words" dir="auto">
        To {name}
      </p>
      <LetterField
        kind="thank_you"
        contact={contact}
        interview={interview}
        label="What you wrote"
      />
      <SelectField label="Channel" name="channel" options={channels} words={channelWords} />
      <WhenField opened={opened} isEarlier={isEarlier} followed={followed} />
    </FormDialog>
  );
}
