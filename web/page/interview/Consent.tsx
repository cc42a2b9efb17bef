/** Whether they agreed to be recorded: asked before anything is, and written down either way. */
import { Segmented } from "../components/Segmented.tsx";
import { draft } from "../drafts.ts";
import { useNotebook } from "../notebook.ts";
import type { Talk } from "./rows.ts";

export function Consent({ interview }: { readonly interview: Talk }) {
  const { act } = useNotebook();
  const { isRecordingAgreed } = interview;
  const choose = (value: "unasked" | "yes" | "no") => {
    if (value === "unasked") return undefined;
    const data = { given: value === "yes" };
    return act([draft("recording_consent.recorded", interview.id, data, Date.now())], "Noted");
  };
  return (
    <details class="more consent">
      <summary>Recording</summary>
      <Segmented
        legend="May it be recorded?"
        value={isRecordingAgreed === null ? "unasked" : isRecordingAgreed ? "yes" : "no"}
        options={[
          ...(isRecordingAgreed === null
            ? [{ value: "unasked" as const, words: "Not asked" }]
            : []),
          { value: "yes", words: "They agreed" },
          { value: "no", words: "They declined" },
        ]}
        onChoose={choose}
      />
    </details>
  );
}
