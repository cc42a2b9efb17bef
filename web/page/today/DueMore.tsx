/** What else can be done with a due thing than doing it: hide it for a while, or drop it. */
import { useState } from "preact/hooks";
import { TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { SayWhen } from "../components/SayWhen.tsx";
import { momentOf } from "../form_values.ts";
import { dayAndClock, inputValue } from "../moments.ts";
import { useNotebook } from "../notebook.ts";
import type { Due } from "./rows.ts";
import { dismissed, nextWeek, snoozed, tomorrow } from "./snooze.ts";

interface Props {
  readonly id: string;
  readonly item: Due;
  readonly onDone: () => void;
}

const fills = ["day", "time"] as const;

export function DueMore({ id, item, onDone }: Props) {
  const { act, say } = useNotebook();
  const [isPicking, setPicking] = useState(false);
  const snooze = async (until: number) => {
    const now = Date.now();
    const words = `Snoozed until ${dayAndClock(until, now)}`;
    if (await act([snoozed(item, until, now)], words)) onDone();
  };
  const pick = async (form: FormData) => {
    const until = momentOf(form, "day");
    if (until <= Date.now()) throw new Error("Choose a time that is still ahead.");
    await say([snoozed(item, until, Date.now())]);
    onDone();
  };
  const dismiss = async () => {
    if (await act([dismissed(item, Date.now())], "Dismissed")) onDone();
  };
  const button = (words: string, run: () => void) => (
    <button type="button" class="pill" onClick={run}>
      {words}
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that is seen
    <div class="due-more" id={id} role="group" aria-label={`Later or never: ${item.todo}`}>
      <span class="due-more-words">Show it again</span>
      {button("Tomorrow", () => void snooze(tomorrow(Date.now())))}
      {button("Next week", () => void snooze(nextWeek(Date.now())))}
      {button("Pick a day", () => setPicking(true))}
      {button("Dismiss", () => void dismiss())}
      {isPicking && (
        <FormDialog title="Snooze" action="Snooze" submit={pick} onClose={() => setPicking(false)}>
          <div class="field-pair">
            <TextField
              label="Until"
              name="day"
              type="date"
              value={inputValue(tomorrow(Date.now())).slice(0, 10)}
              isRequired
            />
            <TextField label="At" name="time" type="time" value="09:00" isRequired />
          </div>
          <SayWhen lean="future" example="in 3 days" fills={fills} />
        </FormDialog>
      )}
    </div>
  );
}
