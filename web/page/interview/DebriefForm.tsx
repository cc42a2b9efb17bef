/** Looking back on the day of the talk; saving again replaces what is shown, not what was said. */
import { useId, useRef } from "preact/hooks";
import { textCharsMax } from "../components/Fields.tsx";
import { Section } from "../components/Screen.tsx";
import { draft } from "../drafts.ts";
import { useNotebook } from "../notebook.ts";
import type { Interview } from "../rows.ts";

export function DebriefForm({ interview }: { readonly interview: Interview }) {
  const { act } = useNotebook();
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const save = () => {
    const text = area.current?.value.trim() ?? "";
    if (text === interview.debrief) return;
    void act([draft("debrief.written", interview.id, { text }, Date.now())], "Debrief saved");
  };
  return (
    <Section title="Debrief">
      <div class="note-form">
        <div class="field">
          <label for={id}>What went well, what to ask next time</label>
          <textarea
            ref={area}
            key={interview.debrief}
            id={id}
            rows={4}
            dir="auto"
            maxLength={textCharsMax}
            defaultValue={interview.debrief}
          />
        </div>
        <button type="button" class="button" onClick={save}>
          Save debrief
        </button>
      </div>
    </Section>
  );
}
