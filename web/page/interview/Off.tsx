/** An interview that did not happen: it can be given a new time. */
import { useState } from "preact/hooks";
import { ScheduleInterview } from "../dialogs/ScheduleInterview.tsx";
import { CalendarButton } from "./CalendarButton.tsx";
import { Plan } from "./Plan.tsx";
import type { Talk } from "./rows.ts";

interface Props {
  readonly interview: Talk;
  readonly now: number;
}

export function Off({ interview, now }: Props) {
  const [isMoving, setMoving] = useState(false);
  return (
    <>
      <Plan interview={interview} now={now} />
      <p>
        {interview.status === "missed"
          ? "This interview was missed."
          : "This interview was called off."}{" "}
        A friendly message with a new date often brings it back.
      </p>
      <fieldset class="actions" aria-label="Interview actions">
        <button type="button" class="button button-primary" onClick={() => setMoving(true)}>
          Reschedule
        </button>
        {interview.status === "cancelled" && (
          <CalendarButton interview={interview} words="Take it off the calendar" />
        )}
      </fieldset>
      {isMoving && (
        <ScheduleInterview
          contact={interview.contact}
          interview={interview}
          onClose={() => setMoving(false)}
        />
      )}
    </>
  );
}
