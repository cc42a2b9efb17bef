/** The insights of one interview. */
import { InsightList } from "../components/InsightList.tsx";
import { Section } from "../components/Screen.tsx";
import { useInsightsOf } from "../hooks/queries.ts";

interface Props {
  readonly interview: string;
  readonly now: number;
  readonly onAdd: () => void;
}

export function Learned({ interview, now, onAdd }: Props) {
  const { value: insights } = useInsightsOf(interview);
  return (
    <Section
      title="Insights"
      action={
        <button type="button" class="text-button" onClick={onAdd}>
          Add insight
        </button>
      }
    >
      {insights !== undefined && insights.length > 0 ? (
        <InsightList insights={insights} now={now} />
      ) : (
        <p class="quiet">One sentence a thing learned. The thank-you will draw on it.</p>
      )}
    </Section>
  );
}
