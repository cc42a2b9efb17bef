/** A QR code as one shape: dark runs of each row. Drawn here, so that no markup comes from outside. */

interface Props {
  /** Rows of 1 (dark) and 0, the quiet zone included. */
  readonly modules: readonly string[];
  readonly label: string;
}

export function QrCode({ modules, label }: Props) {
  const size = modules.length;
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`}>
      <path d={modules.map(rowPath).join("")} shape-rendering="crispEdges" />
    </svg>
  );
}

function rowPath(row: string, y: number): string {
  return [...row.matchAll(/1+/g)]
    .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join("");
}
