/** What was learned, theme by theme: best corroborated first, what contradicts it right below. */
import { useMemo, useState } from "preact/hooks";
import { Problem } from "../components/Problem.tsx";
import { Screen, Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { useInsights } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { byTheme, type Claim } from "../insights.ts";
import { dayWords } from "../moments.ts";
import { personPath } from "../route.ts";
import { countWords, themeWords } from "../words.ts";

export function InsightsScreen() {
  const { value: insights, problem } = useInsights();
  const [wanted, setWanted] = useState("");
  const now = useNow(60_000);
  const groups = useMemo(() => byTheme(insights ?? [], wanted), [insights, wanted]);
  return (
    <Screen title="Insights">
      <Problem words={problem} />
      {insights !== undefined && insights.length > 0 && (
        <input
          type="search"
          class="filter"
          aria-label="Filter insights"
          placeholder="Filter by a word or a name"
          dir="auto"
          autocomplete="off"
          maxLength={200}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      {insights !== undefined && groups.length === 0 && (
        <div class="empty">
          <p class="empty-title">
            {insights.length === 0 ? "Nothing learned yet." : "No insight fits that."}
          </p>
          <p>What you capture during a talk is gathered here by theme.</p>
        </div>
      )}
      {groups.map(({ theme, people, claims }) => (
        <Section
          key={theme}
          title={themeWords(theme)}
          action={<span class="quiet">{countWords(people, "person", "people")}</span>}
        >
          <ul class="insights">
            {claims.map((claim) => (
              <li key={claim.insight.id} class="insight">
                <ClaimWords claim={claim} now={now} />
                {claim.contradictedBy.map((other) => (
                  <div key={other.insight.id} class="insight-but">
                    <ClaimWords claim={other} now={now} />
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Screen>
  );
}

function ClaimWords({ claim, now }: { readonly claim: Claim; readonly now: number }) {
  const { insight } = claim;
  return (
    <>
      <p class="insight-text">
        <UserText text={insight.text} />
      </p>
      <p class="entry-meta">
        {insight.contact !== "" && (
          <a href={personPath(insight.contact)}>
            <UserText text={insight.name} />
          </a>
        )}
        {insight.people > 1 && ` · ${countWords(insight.people, "person", "people")} say so`}
        {insight.capturedAt !== null && ` · ${dayWords(insight.capturedAt, now)}`}
      </p>
    </>
  );
}
