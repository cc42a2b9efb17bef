/** Starts the talk with one tap; if it was planned for another time, after a question. */
import { useState } from "preact/hooks";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { startDoubt } from "../held.ts";
import { useOnce } from "../hooks/useOnce.ts";
import { useNotebook } from "../notebook.ts";
import type { Interview } from "../rows.ts";

export function StartNow({ interview }: { readonly interview: Interview }) {
  const { say } = useNotebook();
  const act = useOnce(interview);
  const [doubt, setDoubt] = useState<string | null>(null);
  const started = () => [draft("interview.started", interview.id, {}, Date.now())];
  const start = () => {
    const words = startDoubt(interview, Date.now());
    if (words === null) void act(started(), "Started");
    else setDoubt(words);
  };
  return (
    <>
      <button type="button" class="button button-primary button-wide" onClick={start}>
        Start interview
      </button>
      {doubt !== null && (
        <FormDialog
          title="Start the interview"
          action="Start now"
          submit={() => say(started(), "Started")}
          onClose={() => setDoubt(null)}
        >
          <p>{doubt}</p>
        </FormDialog>
      )}
    </>
  );
}
