/** The thirteen measures with what each rests on, and how it changed since the window before. */
import { none } from "../measures.ts";
import type { Line, LineGroup } from "./lines.ts";

interface Props {
  readonly groups: readonly LineGroup[];
  readonly isCompared: boolean;
}

export function MeasureList({ groups, isCompared }: Props) {
  return (
    <div class="measure-groups">
      {groups.map(({ title, lines }) => (
        <div key={title} class="measure-group">
          <h3>{title}</h3>
          <dl>
            {lines.map((line) => (
              <MeasureLine key={line.key} line={line} isCompared={isCompared} />
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}

function MeasureLine({ line, isCompared }: { readonly line: Line; readonly isCompared: boolean }) {
  return (
    <div class="measure" data-measure={line.key}>
      <dt class="measure-name">{line.name}</dt>
      <dd class="measure-value">{line.value}</dd>
      <dd class="measure-meaning">{line.meaning}</dd>
      <dd class="measure-change">
        {isCompared && line.change !== none && line.change !== "" && (
          <span class="measure-step">{line.change}</span>
        )}
      </dd>
      <dd class="measure-count">
        {line.n !== null && <span>n {line.n.toLocaleString("en")}</span>}
        {line.pending > 0 && <span>{line.pending.toLocaleString("en")} pending</span>}
      </dd>
    </div>
  );
}
