/** Logs a talk that was held without the timer: when it ended and how long it took. */
import { useState } from "preact/hooks";
import { TextField, WhenField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { useUsualMinutes } from "../hooks/useUsualMinutes.ts";
import { minutesOf, whenOf } from "../form_values.ts";
import { deviceStamp } from "../moments.ts";
import { useNotebook } from "../notebook.ts";
import type { Interview } from "../rows.ts";

interface Props {
  readonly interview: Interview;
  readonly onClose: () => void;
}

export function LogAfterwards(props: Props) {
  const usual = useUsualMinutes();
  const planned = props.interview.plannedMinutes ?? usual;
  return planned === undefined ? null : <LogIt {...props} planned={planned} />;
}

function LogIt({ interview, planned, onClose }: Props & { readonly planned: number }) {
  const { say } = useNotebook();
  const [opened] = useState(() => {
    const end = (interview.startedAt ?? interview.startsAt ?? Date.now()) + planned * 60_000;
    return Math.min(end, Date.now());
  });
  const submit = async (form: FormData) => {
    const minutes = minutesOf(form, "minutes");
    if (minutes === null) throw new Error("Give the minutes as a whole number.");
    const endedAt = whenOf(form, opened, Date.now(), opened);
    const data = { ended_at: deviceStamp(endedAt), actual_minutes: minutes };
    await say([draft("interview.completed", interview.id, data, endedAt)]);
  };
  return (
    <FormDialog title="Log it afterwards" action="Save interview" submit={submit} onClose={onClose}>
      <TextField
        label="Minutes it took"
        name="minutes"
        type="number"
        min={0}
        max={1440}
        value={String(planned)}
        isRequired
        hasFocus
      />
      <WhenField label="Ended at" opened={opened} isEarlier />
    </FormDialog>
  );
}
