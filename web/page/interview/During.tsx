/** During the talk: the time, the questions, what was said, what was learned. */
import { useState } from "preact/hooks";
import { Section } from "../components/Screen.tsx";
import { CaptureInsight } from "../dialogs/CaptureInsight.tsx";
import { LogAfterwards } from "../dialogs/LogAfterwards.tsx";
import { draft } from "../drafts.ts";
import { deviceStamp } from "../moments.ts";
import { useNotebook } from "../notebook.ts";
import type { Interview } from "../rows.ts";
import { Learned } from "./Learned.tsx";
import { NoteForm } from "./NoteForm.tsx";
import { NoteList } from "./NoteList.tsx";
import { QuestionForm } from "./QuestionForm.tsx";
import { QuestionList } from "./QuestionList.tsx";
import { Timer } from "./Timer.tsx";

interface Props {
  readonly interview: Interview;
  readonly now: number;
}

/** Longer than any talk: then the end was forgotten, and one is asked how long it really took. */
const forgottenMs = 4 * 3_600_000;

export function During({ interview, now }: Props) {
  const { act } = useNotebook();
  const [open, setOpen] = useState<"insight" | "end" | null>(null);
  const startedAt = interview.startedAt ?? now;
  const end = () => {
    const at = Date.now();
    if (at - startedAt > forgottenMs) {
      setOpen("end");
      return;
    }
    const minutes = Math.max(0, Math.round((at - startedAt) / 60_000));
    const data = { ended_at: deviceStamp(at), actual_minutes: minutes };
    void act([draft("interview.completed", interview.id, data, at)], "Ended");
  };
  return (
    <>
      <Timer startedAt={startedAt} plannedMinutes={interview.plannedMinutes} />
      <fieldset class="actions" aria-label="Interview actions">
        <button type="button" class="button button-primary" onClick={() => setOpen("insight")}>
          Capture insight
        </button>
        <button type="button" class="button" onClick={end}>
          End interview
        </button>
      </fieldset>
      <Section title="Questions">
        <QuestionList interview={interview.id} use="ask" />
        <details class="more">
          <summary>Add another question</summary>
          <QuestionForm interview={interview.id} />
        </details>
      </Section>
      <Section title="Notes">
        <NoteForm interview={interview.id} />
        <NoteList interview={interview.id} now={now} />
      </Section>
      <Learned interview={interview.id} now={now} onAdd={() => setOpen("insight")} />
      {open === "insight" && (
        <CaptureInsight source={{ interview: interview.id }} onClose={() => setOpen(null)} />
      )}
      {open === "end" && <LogAfterwards interview={interview} onClose={() => setOpen(null)} />}
    </>
  );
}
