/** What one person taught, in interviews and outside them. */
import { useState } from "preact/hooks";
import { InsightList } from "../components/InsightList.tsx";
import { Section } from "../components/Screen.tsx";
import { CaptureInsight } from "../dialogs/CaptureInsight.tsx";
import { useInsightsBy } from "../hooks/queries.ts";

export function InsightsOfPerson({
  contact,
  now,
}: {
  readonly contact: string;
  readonly now: number;
}) {
  const { value: insights } = useInsightsBy(contact);
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title="Insights"
      action={
        <button type="button" class="text-button" onClick={() => setAdding(true)}>
          Add insight
        </button>
      }
    >
      {insights !== undefined && insights.length > 0 ? (
        <InsightList insights={insights} now={now} />
      ) : (
        <p class="quiet">Nothing learned from them yet.</p>
      )}
      {isAdding && <CaptureInsight source={{ contact }} onClose={() => setAdding(false)} />}
    </Section>
  );
}
