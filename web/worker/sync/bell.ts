/** A bell that remembers one ring: waiting for it after it rang returns at once. */

export interface Bell {
  ring(): void;
  /** True once it rings; false after `timeoutMs` (null: never) or when `signal` aborts. */
  wait(timeoutMs: number | null, signal: AbortSignal): Promise<boolean>;
}

export function createBell(): Bell {
  let hasRung = false;
  let answer: (() => void) | null = null;
  return {
    ring() {
      hasRung = true;
      answer?.();
    },
    wait(timeoutMs, signal) {
      return new Promise((resolve) => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", end);
          answer = null;
          const rang = hasRung && !signal.aborted;
          hasRung = false;
          resolve(rang);
        };
        if (hasRung || signal.aborted) {
          end();
          return;
        }
        answer = end;
        signal.addEventListener("abort", end, { once: true });
        if (timeoutMs !== null) timer = setTimeout(end, timeoutMs);
      });
    },
  };
}
