/** The referral graph, drawn: filled are those interviewed, hollow those only named so far. */
import { useMemo, useRef } from "preact/hooks";
import { type Branch, treesOf } from "../network.ts";
import { useWidth } from "../progress/useWidth.ts";
import { personPath } from "../route.ts";
import { navigate } from "../router.ts";
import type { Named } from "./rows.ts";
import { keyOf } from "./growth.ts";
import { type Drawing, drawingOf, type Place, type Shape } from "./layout.ts";
import { useSeenRows } from "./useSeenRows.ts";

interface Props {
  readonly rows: readonly Named[];
  /** From when each is in the picture. */
  readonly since: ReadonlyMap<string, number>;
  /** The moment shown: who came later is left out. */
  readonly until: number;
  /** Since when each had been interviewed; null: as the rows say. */
  readonly interviewedAt: ReadonlyMap<string, number> | null;
}

/** As high as a thumb needs on a phone, where each has a line of their own. */
const rowHeights: Readonly<Record<Shape, number>> = { lines: 44, columns: 30 };
const indent = 26;
const columnLeast = 190;
const narrow = 640;
const radius = 6;
const left = 10;

export function Graph({ rows, since, until, interviewedAt }: Props) {
  const [box, width] = useWidth();
  const picture = useRef<SVGSVGElement>(null);
  const shape: Shape = width < narrow ? "lines" : "columns";
  // The oldest tree on top: what grows grows from there, and is seen.
  const drawing = useMemo(() => {
    const age = ({ named }: Branch) => since.get(keyOf(named)) ?? 0;
    const trees = treesOf(rows).toSorted((one, other) => age(one) - age(other));
    return drawingOf(trees, shape);
  }, [rows, since, shape]);
  const step = shape === "lines" ? indent : stepOf(drawing, width);
  const row = rowHeights[shape];
  const seen = useSeenRows(picture, row, Math.ceil(drawing.rows));
  const wide =
    shape === "lines"
      ? Math.max(width, left + drawing.deepest * indent + columnLeast)
      : left + drawing.deepest * step + columnLeast;
  const isThere = ({ named }: Place) => (since.get(keyOf(named)) ?? 0) < until;
  const shown = drawing.places.filter(isThere);
  const at = (place: Place) => ({ x: left + place.depth * step, y: (place.row + 0.5) * row });
  const isSeen = (from: number, to: number) => to >= seen.first - 1 && from <= seen.end;
  const chars = charsFor(step);
  const label = `Referral graph: ${shown.length} people and names. The same as text is under List.`;
  return (
    <div class="graph" ref={box}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll sideways, so keys must reach it. */}
      <section class="graph-pan" tabIndex={0} aria-label={label}>
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: the section around it is named; a title would cover the names as a tooltip. */}
        <svg
          ref={picture}
          width={Math.max(wide, 1)}
          height={Math.max(1, drawing.rows * row)}
          viewBox={`0 0 ${Math.max(wide, 1)} ${Math.max(1, drawing.rows * row)}`}
        >
          <g>
            {shown.map((place) => {
              const parent = place.parent === null ? undefined : drawing.places[place.parent];
              // Somebody known before they were named: the line to them comes later.
              if (parent === undefined || (place.named.at ?? 0) >= until) return null;
              const [from, to] = [parent.row, place.row].toSorted((one, other) => one - other);
              if (!isSeen(from ?? 0, to ?? 0)) return null;
              const d = edgePath(
                at(parent),
                at(place),
                shape,
                wideOf(labelOf(parent.named, chars)),
              );
              return <path key={keyOf(place.named)} class="graph-edge" d={d} />;
            })}
          </g>
          {shown
            .filter((place) => isSeen(place.row, place.row))
            .map((place) => (
              <Node
                key={keyOf(place.named)}
                place={place}
                {...at(place)}
                isFilled={
                  interviewedAt === null
                    ? place.named.isInterviewed
                    : (interviewedAt.get(place.named.contact) ?? Number.POSITIVE_INFINITY) < until
                }
                charsMax={shape === "lines" ? charsFor(wide - at(place).x) : chars}
              />
            ))}
        </svg>
      </section>
    </div>
  );
}

interface NodeProps {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
  readonly isFilled: boolean;
  readonly charsMax: number;
}

function Node({ place: { named }, x, y, isFilled, charsMax }: NodeProps) {
  const href = personPath(named.contact === "" ? named.giver : named.contact);
  const label = labelOf(named, charsMax);
  const { name, org } = label;
  const follow = (event: MouseEvent) => {
    // The router follows links of the page; that of a picture it does not know.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    navigate(href);
  };
  return (
    <a
      class="graph-node"
      href={href}
      onClick={follow}
      aria-description={nodeWords(named, isFilled)}
    >
      <rect
        class="graph-target"
        x={x - 10}
        y={y - 14}
        width={wideOf(label) + 18}
        height={28}
        rx={8}
      />
      <circle
        class={isFilled ? "dot" : named.isNameOnly ? "dot dot-name" : "dot dot-hollow"}
        cx={x}
        cy={y}
        r={radius}
      />
      <text x={x + 13} y={y + 4.5}>
        <tspan class="graph-name">{name}</tspan>
        {org !== "" && (
          <tspan class="graph-org" dx={7}>
            {org}
          </tspan>
        )}
      </text>
    </a>
  );
}

/** What the picture cannot say in words: whole names, and what filled and hollow mean. */
function nodeWords({ name, org, isNameOnly }: Named, isInterviewed: boolean): string {
  const who = org === "" ? name : `${name}, ${org}`;
  if (isNameOnly) return `${who}: only a name so far`;
  return isInterviewed ? `${who}: interviewed` : who;
}

/** All columns fit if they can; else the picture is pushed sideways. */
function stepOf({ deepest }: Drawing, width: number): number {
  return deepest === 0 ? width : Math.max(columnLeast, (width - left - columnLeast) / deepest);
}

function edgePath(from: Point, to: Point, shape: Shape, labelWide: number): string {
  const end = to.x - radius - 2;
  if (shape === "lines") {
    const turn = Math.min(end, from.x + 8);
    return `M${from.x} ${from.y + radius}V${to.y - 8}Q${from.x} ${to.y} ${turn} ${to.y}H${end}`;
  }
  // It leaves behind the words, not through them.
  const start = Math.min(from.x + labelWide + 6, end - 24);
  const middle = (start + end) / 2;
  return `M${start} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${end} ${to.y}`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Label {
  readonly name: string;
  readonly org: string;
}

function labelOf({ name, org }: Named, charsMax: number): Label {
  const own = shortened(name || "?", charsMax);
  const rest = charsMax - [...own].length - 2;
  return { name: own, org: rest > 4 ? shortened(org, rest) : "" };
}

/** About how wide a label is drawn, its mark included; wide scripts take two places a letter. */
function wideOf({ name, org }: Label): number {
  const letters = (text: string, wide: number) =>
    [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 2 : 1) * wide, 0);
  return 14 + letters(name, 7.3) + (org === "" ? 0 : 8 + letters(org, 6.2));
}

/** About how many letters fit; a picture cannot measure them. */
function charsFor(width: number): number {
  return Math.max(6, Math.floor((width - 44) / 7));
}

function shortened(text: string, charsMax: number): string {
  const letters = [...text];
  return letters.length <= charsMax ? text : `${letters.slice(0, charsMax - 1).join("")}…`;
}
