/** Who named whom: drawn, growing as time is scrubbed; as a list; and by organisation. */
import { signal } from "@preact/signals";
import { useCallback, useMemo, useState } from "preact/hooks";
import { number, text } from "../cells.ts";
import { Problem } from "../components/Problem.tsx";
import { Screen } from "../components/Screen.tsx";
import { Segmented } from "../components/Segmented.tsx";
import { useNetwork } from "../hooks/queries.ts";
import { useRows } from "../hooks/useAnswer.ts";
import { useNow } from "../hooks/useNow.ts";
import { Graph } from "../network/Graph.tsx";
import { GrowthSlider } from "../network/GrowthSlider.tsx";
import { growthOf, keyOf, sizeOfNetwork } from "../network/growth.ts";
import { Organisations } from "../network/Organisations.tsx";
import { NetworkList } from "../network/People.tsx";
import type { Named } from "../network/rows.ts";
import type { Row } from "../../shared/messages";
import { countWords } from "../words.ts";

type View = "graph" | "list" | "organisations";
const views = [
  { value: "graph", words: "Graph" },
  { value: "list", words: "List" },
  { value: "organisations", words: "Organisations" },
] as const;

/** Kept while one visits a person and comes back. */
const chosenView = signal<View>("graph");

export function NetworkScreen() {
  const { value: rows, problem } = useNetwork();
  const now = useNow(60_000);
  const view = chosenView.value;
  return (
    <Screen title="Network">
      <div class="looking-back">
        <div class="network-views">
          <Segmented
            legend="View"
            value={view}
            options={views}
            onChoose={(chosen) => {
              chosenView.value = chosen;
            }}
          />
        </div>
        {view === "organisations" ? (
          <Organisations now={now} />
        ) : (
          <>
            <Problem words={problem} />
            {rows?.length === 0 && (
              <div class="empty">
                <p class="empty-title">Nobody has named anybody yet.</p>
                <p>
                  Ask at the end of a talk whom else to speak to, and add the name on their page.
                </p>
              </div>
            )}
            {rows !== undefined && rows.length > 0 && <Story rows={rows} />}
            {rows !== undefined && rows.length > 0 && view === "graph" && (
              <GrowingGraph rows={rows} now={now} />
            )}
            {rows !== undefined && view === "list" && <NetworkList rows={rows} />}
          </>
        )}
      </div>
    </Screen>
  );
}

function Story({ rows }: { readonly rows: readonly Named[] }) {
  const { known, named, interviewed, deepest } = useMemo(() => sizeOfNetwork(rows), [rows]);
  return (
    <p class="report-story">
      <strong>{countWords(known, "person", "people")}</strong> led you to{" "}
      <strong>{named.toLocaleString("en")}</strong> more, up to{" "}
      <strong>{countWords(deepest, "step")}</strong> away. You talked with {interviewed} of them
      all.
    </p>
  );
}

function GrowingGraph({ rows, now }: { readonly rows: readonly Named[]; readonly now: number }) {
  const [until, setUntil] = useState<number | null>(null);
  const growth = useMemo(() => growthOf(rows), [rows]);
  const interviewedAt = useFirstInterviews();
  const choose = useCallback((chosen: number | null) => setUntil(chosen), []);
  const moment = until ?? Number.POSITIVE_INFINITY;
  const count = rows.filter((row) => (growth.since.get(keyOf(row)) ?? 0) < moment).length;
  return (
    <>
      {growth.first !== null && (
        <GrowthSlider
          first={growth.first}
          now={now}
          until={until}
          words={countWords(count, "person", "people")}
          onChoose={choose}
        />
      )}
      <p class="graph-legend">
        <svg class="legend-mark" viewBox="0 0 16 16" aria-hidden="true">
          <circle class="dot" cx="8" cy="8" r="5.500" />
        </svg>
        interviewed
        <svg class="legend-mark" viewBox="0 0 16 16" aria-hidden="true">
          <circle class="dot dot-hollow" cx="8" cy="8" r="5.500" />
        </svg>
        not yet
        <svg class="legend-mark" viewBox="0 0 16 16" aria-hidden="true">
          <circle class="dot dot-name" cx="8" cy="8" r="5.500" />
        </svg>
        only a name
      </p>
      <Graph
        rows={rows}
        since={growth.since}
        until={moment}
        interviewedAt={until === null ? null : interviewedAt}
      />
    </>
  );
}

/** When each was first interviewed: as the graph grows, it fills too. */
function useFirstInterviews(): ReadonlyMap<string, number> {
  const { value } = useRows("thank_times", allTime, heldOf);
  return useMemo(() => {
    const first = new Map<string, number>();
    for (const { contact, endedAt } of value ?? []) {
      if (!first.has(contact)) first.set(contact, endedAt);
    }
    return first;
  }, [value]);
}

const allTime = { from: 0, until: Number.MAX_SAFE_INTEGER };

function heldOf(row: Row): { readonly contact: string; readonly endedAt: number } {
  return { contact: text(row, "contact"), endedAt: number(row, "ended_at") ?? 0 };
}
