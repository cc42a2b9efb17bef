/** An interview that did not happen: it can be given a new time. */
import { useState } from "preact/hooks";
import { ScheduleInterview } from "../dialogs/ScheduleInterview.tsx";
import type { Interview } from "../rows.ts";

export function Off({ interview }: { readonly interview: Interview }) {
  const [isMoving, setMoving] = useState(false);
  return (
    <>
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
