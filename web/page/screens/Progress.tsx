/** Looking back honestly: the thirteen measures over the last ninety days. */
import { Problem } from "../components/Problem.tsx";
import { Screen } from "../components/Screen.tsx";
import { useMeasures } from "../hooks/measures.ts";
import { useNow } from "../hooks/useNow.ts";

export function ProgressScreen() {
  const now = useNow(60_000);
  const { value: measures, problem } = useMeasures(now);
  return (
    <Screen title="Progress">
      <p class="screen-sub">The last 90 days</p>
      <Problem words={problem} />
      <dl class="measures">
        {(measures ?? []).map(({ name, value, note }) => (
          <div key={name} class="measure">
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong>
              <span class="quiet">{note}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Screen>
  );
}
