/** The digest of all views: two devices that hold the same events show the same one. */
import { useState } from "preact/hooks";
import type { Summary } from "../../shared/messages";
import { Problem } from "../components/Problem.tsx";
import { Section } from "../components/Screen.tsx";
import { useNotebook, wordsOf } from "../notebook.ts";

export function Agreement() {
  const { engine } = useNotebook();
  const [summary, setSummary] = useState<Summary | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = async () => {
    try {
      setSummary(await engine.request({ tag: "digest" }));
      setProblem(null);
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  return (
    <Section title="Compare devices">
      <p class="quiet">
        Two devices with the same events show the same digest. On the laptop:{" "}
        <code>infoview digest</code>
      </p>
      <Problem words={problem} />
      {summary !== null && (
        <dl class="details">
          <LongDetail term="Digest" words={summary.digest} />
          <LongDetail term="Projection" words={summary.projection} />
          {Object.entries(summary.heads).map(([log, head]) => (
            <LongDetail key={log} term={`Head of ${log}`} words={`${head.seq} · ${head.hash}`} />
          ))}
        </dl>
      )}
      <button type="button" class="button" onClick={() => void ask()}>
        Show digest
      </button>
    </Section>
  );
}

export function LongDetail({ term, words }: { readonly term: string; readonly words: string }) {
  return (
    <div class="detail detail-long">
      <dt>{term}</dt>
      <dd>
        <code>{words}</code>
      </dd>
    </div>
  );
}
