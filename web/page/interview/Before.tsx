/** Before the talk: questions until there are five, then start. */
import { useState } from "preact/hooks";
import { Section } from "../components/Screen.tsx";
import { ChangePlan } from "../dialogs/ChangePlan.tsx";
import { LogAfterwards } from "../dialogs/LogAfterwards.tsx";
import { ScheduleInterview } from "../dialogs/ScheduleInterview.tsx";
import type { Interview } from "../rows.ts";
import { QuestionForm } from "./QuestionForm.tsx";
import { PreparedCount, QuestionList } from "./QuestionList.tsx";
import { StartNow } from "./StartNow.tsx";

type Open = "afterwards" | "reschedule" | "cancelled" | "missed";

export function Before({ interview }: { readonly interview: Interview }) {
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <fieldset class="actions" aria-label="Interview actions">
        <StartNow interview={interview} />
        <div class="actions-more">
          <button type="button" class="text-button" onClick={() => setOpen("afterwards")}>
            Log it afterwards
          </button>
          <button type="button" class="text-button" onClick={() => setOpen("reschedule")}>
            Reschedule
          </button>
          <button type="button" class="text-button" onClick={() => setOpen("cancelled")}>
            Call off
          </button>
          <button type="button" class="text-button" onClick={() => setOpen("missed")}>
            Missed
          </button>
        </div>
      </fieldset>
      <Section title="Questions" action={<PreparedCount interview={interview.id} />}>
        <QuestionList interview={interview.id} use="prepare" />
        <QuestionForm interview={interview.id} />
      </Section>
      {open === "afterwards" && <LogAfterwards interview={interview} onClose={close} />}
      {open === "reschedule" && (
        <ScheduleInterview contact={interview.contact} interview={interview} onClose={close} />
      )}
      {(open === "cancelled" || open === "missed") && (
        <ChangePlan interview={interview.id} what={open} onClose={close} />
      )}
    </>
  );
}
