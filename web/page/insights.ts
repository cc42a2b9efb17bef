/** Insights as a screen shows them: by theme, each claim once, contradictions beside it. Pure. */
import { folded } from "./names.ts";
import type { Insight } from "./rows.ts";

export interface Claim {
  /** The latest one to say it. */
  readonly insight: Insight;
  /** How many people say so, in these or in other words. */
  readonly people: number;
  /** The same words from others, latest first. */
  readonly alsoSaid: readonly Insight[];
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

/**
 * What an insight may be linked with, the likeliest first: its own theme, then the latest. Of those
 * that are one claim already, one stands for all; its own claim is left out.
 */
export function linkable(
  insights: readonly Insight[],
  insight: Insight,
  wanted: string,
): readonly Insight[] {
  const others = togetherBySaying(insightsWith(insights, wanted))
    .filter((own) => !own.some(({ id }) => id === insight.id))
    .flatMap((own) => own.slice(0, 1));
  const isSame = ({ theme }: Insight) => (theme === insight.theme ? 1 : 0);
  return others.toSorted(
    (one, other) => isSame(other) - isSame(one) || (other.capturedAt ?? 0) - (one.capturedAt ?? 0),
  );
}

function claimsOf(insights: readonly Insight[]): readonly Claim[] {
  const said = togetherBySaying(insights);
  const byId = new Map(said.flatMap((own) => own.map(({ id }) => [id, own] as const)));
  const shown = new Set<readonly Insight[]>();
  const claims: Claim[] = [];
  for (const own of said) {
    if (shown.has(own)) continue;
    shown.add(own);
    const contradictedBy: Claim[] = [];
    for (const id of own.flatMap((insight) => insight.contradictedBy)) {
      const other = byId.get(id);
      if (other === undefined || shown.has(other)) continue;
      shown.add(other);
      contradictedBy.push(claimOf(other, []));
    }
    claims.push(claimOf(own, contradictedBy));
  }
  return claims;
}

function claimOf(said: readonly Insight[], contradictedBy: readonly Claim[]): Claim {
  const [insight, ...alsoSaid] = said;
  // Groups are made of at least the insight that began them.
  if (insight === undefined) throw new Error("a claim without an insight");
  return { insight, alsoSaid, people: insight.people, contradictedBy };
}

/**
 * Best corroborated first, then the latest. Those that were linked and use the very same words are
 * one claim; said in other words they stand on their own, each with how many people say so.
 */
function togetherBySaying(insights: readonly Insight[]): readonly (readonly Insight[])[] {
  const best = insights.toSorted(
    (one, other) => other.people - one.people || (other.capturedAt ?? 0) - (one.capturedAt ?? 0),
  );
  const groups = new Map<string, Insight[]>();
  for (const insight of best) {
    const words = folded(insight.text).replaceAll(/\s+/g, " ").trim();
    const key = insight.people > 1 ? `${insight.people} ${words}` : insight.id;
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [insight]);
    else own.push(insight);
  }
  return [...groups.values()];
}
