/** Agrees on a time by the clocks here or of another zone, or moves one by those that were agreed. */
import { useState } from "preact/hooks";
import { SelectField, TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { SayWhen } from "../components/SayWhen.tsx";
import { draft, filled } from "../drafts.ts";
import { useUsualMinutes } from "../hooks/useUsualMinutes.ts";
import { agreedOf, fieldOf, minutesOf } from "../form_values.ts";
import { newId } from "../../shared/ids.ts";
import { dayMs, inputValue, stamp } from "../moments.ts";
import { zoneNamed } from "../zones.ts";
import { useNotebook } from "../notebook.ts";
import { interviewPath } from "../route.ts";
import { navigate } from "../router.ts";
import type { Interview } from "../rows.ts";
import { modes, modeWords } from "../words.ts";
import { AgreedZone } from "./AgreedZone.tsx";

interface Props {
  readonly contact: string;
  /** The interview to move; without it, a new one. */
  readonly interview?: Interview;
  readonly onClose: () => void;
}

const startFills = ["date", "time"] as const;

export function ScheduleInterview({ contact, interview, onClose }: Props) {
  const { say } = useNotebook();
  const usualMinutes = useUsualMinutes() ?? "";
  const [zone, setZone] = useState(() => zoneNamed(interview?.tz ?? ""));
  const [start] = useState(() => {
    const startsAt = interview?.startsAt ?? null;
    return startsAt === null
      ? `${inputValue(Date.now() + dayMs).slice(0, 10)}T10:00`
      : inputValue(startsAt, zone.offsetAt(startsAt));
  });
  const submit = async (form: FormData) => {
    const chosen = fieldOf(form, "mode");
    const { ms, offset } = agreedOf(form, "date", { ms: Date.now(), zone });
    const minutes = minutesOf(form, "minutes");
    if (minutes === null) throw new Error("Give the minutes as a whole number.");
    const details = {
      starts_at: stamp(ms, offset),
      tz: zone.name,
      planned_minutes: minutes,
      mode: modes.find((known) => known === chosen) ?? "video",
    };
    const place = fieldOf(form, "place");
    if (interview !== undefined) {
      // An emptied place must be said, or the old one would stay.
      const moved = { ...details, ...(place === interview.place ? {} : { place }) };
      await say([draft("interview.rescheduled", interview.id, moved, Date.now())]);
      return;
    }
    const id = newId();
    const scheduled = { contact, ...details, ...filled({ place }) };
    await say([draft("interview.scheduled", id, scheduled, Date.now())]);
    navigate(interviewPath(id));
  };
  const isNew = interview === undefined;
  return (
    <FormDialog
      title={isNew ? "Schedule interview" : "Reschedule interview"}
      action={isNew ? "Schedule" : "Save new time"}
      submit={submit}
      onClose={onClose}
    >
      <div class="field-pair">
        <TextField
          label="Date"
          name="date"
          type="date"
          value={start.slice(0, 10)}
          isRequired
          hasFocus
        />
        <TextField label="Time" name="time" type="time" value={start.slice(11, 16)} isRequired />
      </div>
      <SayWhen lean="future" example="fri 10:00" fills={startFills} zone={zone} />
      <AgreedZone zone={zone} onChoose={setZone} />
      <div class="field-pair">
        <TextField
          // Anew, as soon as the norm is known.
          key={usualMinutes}
          label="Minutes"
          name="minutes"
          type="number"
          min={1}
          max={1440}
          value={String(interview?.plannedMinutes ?? usualMinutes)}
          isRequired
        />
        <SelectField
          label="How"
          name="mode"
          options={modes}
          words={modeWords}
          value={interview?.mode ?? "video"}
        />
      </div>
      <TextField label="Place or link" name="place" value={interview?.place ?? ""} />
    </FormDialog>
  );
}
