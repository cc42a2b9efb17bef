/** What was learned, theme by theme: best corroborated first, what contradicts it beside it. */
import { useMemo, useState } from "preact/hooks";
import { Chunked } from "../components/Chunked.tsx";
import { Icon } from "../components/Icon.tsx";
import { Problem } from "../components/Problem.tsx";
import { Screen, Section } from "../components/Screen.tsx";
import { keptChoice } from "../hooks/keptChoice.ts";
import { useInsights } from "../hooks/queries.ts";
import { useRows } from "../hooks/useAnswer.ts";
import { useNow } from "../hooks/useNow.ts";
import { ClaimItem } from "../insights/ClaimItem.tsx";
import { LinkInsight } from "../insights/LinkInsight.tsx";
import { monthCountOf, monthsOf } from "../insights/months.ts";
import { ThemeBars } from "../insights/ThemeBars.tsx";
import { ThemeChips } from "../insights/ThemeChips.tsx";
import { byTheme, themeCounts } from "../insights.ts";
import type { Insight } from "../rows.ts";
import { countWords, themeWords } from "../words.ts";

/** Of each theme, so that all are seen; of one chosen theme there is room for more. */
const [firstOfAll, firstOfOne] = [4, 30];
const useWanted = keptChoice("");
const useTheme = keptChoice<string | null>(null);
const anyone = { org: null, tag: null };

export function InsightsScreen() {
  const { value: insights, problem } = useInsights();
  const { value: monthly } = useRows("insights_by_month", anyone, monthCountOf);
  const [wanted, setWanted] = useWanted();
  const [theme, setTheme] = useTheme();
  const [linking, setLinking] = useState<Insight | null>(null);
  const now = useNow(60_000);
  const all = insights ?? noInsights;
  const themes = useMemo(() => themeCounts(all), [all]);
  const groups = useMemo(() => {
    const own = theme === null ? all : all.filter((insight) => insight.theme === theme);
    return byTheme(own, wanted);
  }, [all, theme, wanted]);
  const months = useMemo(() => monthsOf(monthly ?? [], now), [monthly, now]);
  return (
    <Screen title="Insights">
      <div class="looking-back">
        <Problem words={problem} />
        {all.length > 0 && (
          <>
            <div class="search">
              <Icon name="search" />
              <input
                type="search"
                aria-label="Search insights"
                placeholder="A word or a name"
                dir="auto"
                autocomplete="off"
                maxLength={200}
                value={wanted}
                onInput={(event) => setWanted(event.currentTarget.value)}
              />
            </div>
            <ThemeChips themes={themes} chosen={theme} onChoose={setTheme} />
          </>
        )}
        {insights !== undefined && groups.length === 0 && (
          <div class="empty">
            <p class="empty-title">
              {all.length === 0 ? "Nothing learned yet." : "No insight fits that."}
            </p>
            <p>What you capture during a talk is gathered here by theme.</p>
          </div>
        )}
        {groups.map((group) => (
          <Section
            key={group.theme}
            title={themeWords(group.theme)}
            action={
              <span class="theme-facts">
                <ThemeBars theme={group.theme} months={months} />
                <span class="tally">{countWords(group.people, "person", "people")}</span>
              </span>
            }
          >
            <Chunked
              key={`${theme} ${wanted}`}
              class="claims"
              name={`${group.theme} ${theme} ${wanted}`}
              items={group.claims}
              first={theme === null ? firstOfAll : firstOfOne}
            >
              {(claim) => (
                <ClaimItem
                  key={claim.insight.id}
                  claim={claim}
                  now={now}
                  onLink={all.length > 1 ? setLinking : null}
                />
              )}
            </Chunked>
          </Section>
        ))}
      </div>
      {linking !== null && (
        <LinkInsight insight={linking} insights={all} onClose={() => setLinking(null)} />
      )}
    </Screen>
  );
}

const noInsights: readonly Insight[] = [];
