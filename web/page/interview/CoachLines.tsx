/** What the coach says about a question or the whole set: quiet lines, never in the way. */
import type { Finding } from "../../shared/practice/coach.ts";

interface Props {
  readonly findings: readonly Finding[];
  readonly label: string;
  /** Read out while one types; a list of finished questions is not. */
  readonly isLive?: boolean;
}

export function CoachLines({ findings, label, isLive = false }: Props) {
  if (findings.length === 0 && !isLive) return null;
  return (
    <ul class="coach-lines" aria-label={label} aria-live={isLive ? "polite" : undefined}>
      {findings.map(({ rule, message, source }) => (
        <li key={rule} title={source}>
          {inTheApp(message)}
        </li>
      ))}
    </ul>
  );
}

/** The rules are shared with the command line, whose commands mean nothing here. */
function inTheApp(message: string): string {
  return message
    .split(/(?<=[.!?”])\s+/)
    .filter((sentence) => !sentence.includes("`infoview"))
    .join(" ");
}
