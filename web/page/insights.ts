/** Insights as a screen shows them: by theme, each claim once, contradictions beside it. Pure. */
import type { Insight } from "./rows.ts";

export interface Claim {
  readonly insight: Insight;
  readonly contradictedBy: readonly Claim[];
}

export interface ThemeGroup {
  readonly theme: string;
  /** From how many people. */
  readonly people: number;
  readonly claims: readonly Claim[];
}

export interface ThemeCount {
  readonly theme: string;
  readonly insights: number;
}

/** Themes by how many people stand behind them; `wanted`: words that text or name must hold. */
export function byTheme(insights: readonly Insight[], wanted: string): readonly ThemeGroup[] {
  const groups = new Map<string, Insight[]>();
  for (const insight of insightsWith(insights, wanted)) {
    const own = groups.get(insight.theme);
    if (own === undefined) groups.set(insight.theme, [insight]);
    else own.push(insight);
  }
  return [...groups]
    .map(([theme, own]) => ({
      theme,
      people: new Set(own.map(({ contact }) => contact).filter(Boolean)).size,
      claims: claimsOf(own),
    }))
    .sort((one, other) => other.people - one.people || (one.theme < other.theme ? -1 : 1));
}

/** Those whose text, name or theme hold every word, whatever case and accents. */
export function insightsWith(insights: readonly Insight[], wanted: string): readonly Insight[] {
  const words = folded(wanted).split(/\s+/).filter(Boolean);
  if (words.length === 0) return insights;
  return insights.filter(({ text, name, theme }) => {
    const whole = folded(`${text} ${name} ${theme.replaceAll("_", " ")}`);
    return words.every((word) => whole.includes(word));
  });
}

/** Each theme with how many insights it has, the largest first. */
export function themeCounts(insights: readonly Insight[]): readonly ThemeCount[] {
  const counts = new Map<string, number>();
  for (const { theme } of insights) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  return [...counts]
    .map(([theme, count]) => ({ theme, insights: count }))
    .sort((one, other) => other.insights - one.insights || (one.theme < other.theme ? -1 : 1));
}

/** What an insight may be linked with, the likeliest first: its own theme, then the latest. */
export function linkable(
  insights: readonly Insight[],
  insight: Insight,
  wanted: string,
): readonly Insight[] {
  const others = insightsWith(insights, wanted).filter(({ id }) => id !== insight.id);
  const isSame = ({ theme }: Insight) => (theme === insight.theme ? 1 : 0);
  return others.toSorted(
    (one, other) => isSame(other) - isSame(one) || (other.capturedAt ?? 0) - (one.capturedAt ?? 0),
  );
}

function claimsOf(insights: readonly Insight[]): readonly Claim[] {
  const byId = new Map(insights.map((insight) => [insight.id, insight]));
  const shown = new Set<string>();
  const claims: Claim[] = [];
  const best = insights.toSorted(
    (one, other) => other.people - one.people || (other.capturedAt ?? 0) - (one.capturedAt ?? 0),
  );
  for (const insight of best) {
    if (shown.has(insight.id)) continue;
    shown.add(insight.id);
    const contradictedBy: Claim[] = [];
    for (const id of insight.contradictedBy) {
      const other = byId.get(id);
      if (other === undefined || shown.has(id)) continue;
      shown.add(id);
      contradictedBy.push({ insight: other, contradictedBy: [] });
    }
    claims.push({ insight, contradictedBy });
  }
  return claims;
}

/** Without case and accents, as search compares. */
function folded(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
