/** A person's stage: a ring that fills along the practice, and its word. */
import { stageProgress, stageWords } from "../words.ts";

const circumference = 31.4;

export function Stage({ stage }: { readonly stage: string }) {
  return (
    <span class="stage">
      <Ring progress={stageProgress(stage)} />
      {stageWords(stage)}
    </span>
  );
}

export function Ring({ progress }: { readonly progress: number | null }) {
  if (progress === 1) {
    return (
      <svg class="ring" viewBox="0 0 16 16" aria-hidden="true">
        <circle class="ring-full" cx="8" cy="8" r="7" />
        <path class="ring-tick" d="m4.800 8.300 2.200 2.200 4.300-4.500" />
      </svg>
    );
  }
  return (
    <svg class="ring" viewBox="0 0 16 16" aria-hidden="true">
      <circle class="ring-rest" cx="8" cy="8" r="5" />
      {progress === null ? (
        <path class="ring-over" d="M5.500 8h5" />
      ) : (
        <circle
          class="ring-done"
          cx="8"
          cy="8"
          r="5"
          stroke-dasharray={`${progress * circumference} ${circumference}`}
          transform="rotate(-90 8 8)"
        />
      )}
    </svg>
  );
}
