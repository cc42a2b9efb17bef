/** Before the talk: the plan, the questions, what one knows; then one big button. */
import { useState } from "preact/hooks";
import { ChangePlan } from "../dialogs/ChangePlan.tsx";
import { ConfirmTalk } from "../dialogs/ConfirmTalk.tsx";
import { LogAfterwards } from "../dialogs/LogAfterwards.tsx";
import { ScheduleInterview } from "../dialogs/ScheduleInterview.tsx";
import { canBeMissed } from "../held.ts";
import { CalendarButton } from "./CalendarButton.tsx";
import { Plan } from "./Plan.tsx";
import { Prepare } from "./Prepare.tsx";
import { Research } from "./Research.tsx";
import type { Talk } from "./rows.ts";
import { StartNow } from "./StartNow.tsx";

type Open = "confirm" | "afterwards" | "reschedule" | "cancelled" | "missed";

interface Props {
  readonly interview: Talk;
  readonly now: number;
}

export function Before({ interview, now }: Props) {
  return (
    <div class="room room-before">
      <div class="room-side">
        <Plan interview={interview} now={now} />
        <ChangeOfPlan interview={interview} now={now} />
      </div>
      <div class="room-main">
        <Prepare interview={interview} />
      </div>
      <div class="room-side room-known">
        <Research interview={interview} now={now} />
      </div>
    </div>
  );
}

function ChangeOfPlan({ interview, now }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const isAhead = interview.startsAt !== null && interview.startsAt > now;
  const others: readonly [Open, string][] = [
    ["cancelled", "Call off"],
    ["missed", "Missed"],
    ["afterwards", "Log it afterwards"],
  ];
  const offered = others.filter(([what]) => what !== "missed" || canBeMissed(interview, now));
  return (
    <>
      <fieldset class="actions" aria-label="Interview actions">
        <StartNow interview={interview} />
        <CalendarButton interview={interview} />
        {isAhead && (
          <button id="confirm" type="button" class="button" onClick={() => setOpen("confirm")}>
            Confirm
          </button>
        )}
        <button type="button" class="button" onClick={() => setOpen("reschedule")}>
          Reschedule
        </button>
      </fieldset>
      <details class="more">
        <summary>Change of plan</summary>
        <div class="actions">
          {offered.map(([what, words]) => (
            <button key={what} type="button" class="button" onClick={() => setOpen(what)}>
              {words}
            </button>
          ))}
        </div>
      </details>
      {open === "confirm" && <ConfirmTalk interview={interview} onClose={close} />}
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
