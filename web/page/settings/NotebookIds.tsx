/** The names by which other devices know this notebook and this device's log. */
import { Section } from "../components/Screen.tsx";
import { useNotebook } from "../notebook.ts";
import { LongDetail } from "./Agreement.tsx";

export function NotebookIds() {
  const phase = useNotebook().phase.value;
  if (phase.tag !== "open") return null;
  return (
    <Section title="This notebook">
      <dl class="details">
        <LongDetail term="Notebook" words={phase.started.notebook ?? "none yet"} />
        <LongDetail term="This device's log" words={phase.started.log ?? "none yet"} />
      </dl>
    </Section>
  );
}
