/** How long the talk has gone on; at the planned minutes a gentle mark, said once, no alarm. */
import { useNow } from "../hooks/useNow.ts";
import { stopwatch } from "../moments.ts";
import { minutesWords } from "../words.ts";

interface Props {
  readonly startedAt: number;
  readonly plannedMinutes: number | null;
}

export function Timer({ startedAt, plannedMinutes }: Props) {
  const elapsed = Math.max(0, useNow(1000) - startedAt);
  const planned = plannedMinutes === null ? null : plannedMinutes * 60_000;
  const isUp = planned !== null && elapsed >= planned;
  return (
    <div class={isUp ? "timer timer-up" : "timer"}>
      <p class="timer-time" role="timer" aria-label="Time since the start">
        {stopwatch(elapsed)}
      </p>
      <p class="timer-words">
        {!isUp && plannedMinutes !== null && `of ${minutesWords(plannedMinutes)}`}
        {/* There from the start, or its words would not be read out when they come. */}
        <span role="status" aria-label="Planned time">
          {isUp &&
            plannedMinutes !== null &&
            `You asked for ${minutesWords(plannedMinutes)}: ask before going on.`}
        </span>
      </p>
      {planned !== null && planned > 0 && (
        <svg class="timer-line" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect class="timer-line-ground" width="100" height="1" />
          <rect
            class="timer-line-done"
            width={Math.min(100, (elapsed / planned) * 100)}
            height="1"
          />
        </svg>
      )}
    </div>
  );
}
