/** How long the talk has gone on; at the planned minutes a gentle mark, no alarm. */
import { useNow } from "../hooks/useNow.ts";
import { stopwatch } from "../moments.ts";
import { minutesWords } from "../words.ts";

interface Props {
  readonly startedAt: number;
  readonly plannedMinutes: number | null;
}

export function Timer({ startedAt, plannedMinutes }: Props) {
  const elapsed = useNow(1000) - startedAt;
  const isUp = plannedMinutes !== null && elapsed >= plannedMinutes * 60_000;
  return (
    <div class={isUp ? "timer timer-up" : "timer"}>
      <p class="timer-time" role="timer" aria-label="Time since the start">
        {stopwatch(elapsed)}
      </p>
      <p class="timer-words" role="status" aria-label="Planned time">
        {isUp
          ? `Planned: ${minutesWords(plannedMinutes)}. Time is up: ask before going on.`
          : plannedMinutes !== null && `of ${minutesWords(plannedMinutes)}`}
      </p>
    </div>
  );
}
