/** A request for an interview that was sent: it opens a thread. */
import { useMemo, useState } from "preact/hooks";
import { SelectField, TextField, WhenField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { LetterField } from "../components/LetterField.tsx";
import { draft, filled } from "../drafts.ts";
import { fieldOf, minutesOf, whenOf } from "../form_values.ts";
import { useReferrals, useThreads } from "../hooks/queries.ts";
import { newId } from "../../shared/ids.ts";
import { useNotebook } from "../notebook.ts";
import { momentsIn } from "../person/rows.ts";
import { pursuedWith, writtenWords } from "../referrals.ts";
import { channels, channelWords } from "../words.ts";

interface Props {
  readonly contact: string;
  readonly onClose: () => void;
}

export function LogOutreach({ contact, onClose }: Props) {
  const { engine, say } = useNotebook();
  const [opened] = useState(Date.now);
  const { value: referrals } = useReferrals(contact);
  const { value: threads } = useThreads(contact);
  const followed = useMemo(
    () => [
      ...(referrals ?? []).filter(({ to }) => to === contact).map(({ receivedAt }) => receivedAt),
      ...(threads ?? []).flatMap(momentsIn),
    ],
    [referrals, threads, contact],
  );
  const submit = async (form: FormData) => {
    const minutes = minutesOf(form, "minutes");
    const data = {
      contact,
      channel: fieldOf(form, "channel"),
      ...filled({ text: fieldOf(form, "text") }),
      ...(minutes === null ? {} : { asked_minutes: minutes }),
    };
    const at = whenOf(form, opened, Date.now());
    const sent = draft("outreach.sent", newId(), data, at);
    const drafts = [sent, ...(await pursuedWith(engine, contact, at))];
    await say(drafts, writtenWords(drafts));
  };
  return (
    <FormDialog title="Log outreach" action="Save outreach" submit={submit} onClose={onClose}>
      <LetterField kind="outreach" contact={contact} label="What you wrote" />
      <p class="hint">InfoView sends nothing: send it as you like, then save that it went out.</p>
      <div class="field-pair">
        <SelectField label="Channel" name="channel" options={channels} words={channelWords} />
        <TextField
          label="Minutes asked"
          name="minutes"
          type="number"
          value="20"
          min={0}
          max={1440}
        />
      </div>
      <WhenField opened={opened} followed={followed} />
    </FormDialog>
  );
}
