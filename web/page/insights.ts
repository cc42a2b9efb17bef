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

/** Themes by how many people stand behind them; `wanted`: words that text or name must hold. */
export function byTheme(insights: readonly Insight[], wanted: string): readonly ThemeGroup[] {
  const words = folded(wanted).split(/\s+/).filter(Boolean);
  const fitting = insights.filter(({ text, name, theme }) => {
    const whole = folded(`${text} ${name} ${theme.replaceAll("_", " ")}`);
    return words.every((word) => whole.includes(word));
  });
  const groups = new Map<string, Insight[]>();
  for (const insight of fitting) {
    groups.set(insight.theme, [...(groups.get(insight.theme) ?? []), insight]);
  }
  return [...groups]
    .map(([theme, own]) => ({
      theme,
      people: new Set(own.map(({ contact }) => contact).filter(Boolean)).size,
      claims: claimsOf(own),
    }))
    .sort((one, other) => other.people - one.people || (one.theme < other.theme ? -1 : 1));
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
