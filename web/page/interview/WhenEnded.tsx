/** Asks kindly when a talk ended whose end nobody recorded. */
import { useState } from "preact/hooks";
import { LogAfterwards } from "../dialogs/LogAfterwards.tsx";
import { useNotes } from "../hooks/queries.ts";
import { useAnswered, useLearned } from "./asking.ts";
import { endProposals } from "./ended.ts";
import type { Talk } from "./rows.ts";

interface Props {
  readonly interview: Talk;
  readonly now: number;
  readonly onEnd: (at: number) => void;
  readonly onGoOn: () => void;
}

export function WhenEnded({ interview, now, onEnd, onGoOn }: Props) {
  const { value: notes } = useNotes(interview.id);
  const { value: questions } = useAnswered(interview.id);
  const { value: insights } = useLearned(interview.id);
  const [isOther, setOther] = useState(false);
  const signs = [
    ...(notes ?? []).map(({ takenAt }) => takenAt),
    ...(questions ?? []).map(({ askedAt }) => askedAt),
    ...(insights ?? []).map(({ capturedAt }) => capturedAt),
  ].filter((at) => at !== null);
  return (
    <section class="callout when-ended" aria-labelledby="when-ended">
      <h2 id="when-ended" class="callout-words">
        When did it end?
      </h2>
      <p>This talk was started and never ended. Everything you wrote is here.</p>
      <div class="actions">
        {endProposals(interview, signs, now).map(({ words, at }) => (
          <button key={at} type="button" class="button" onClick={() => onEnd(at)}>
            {words}
          </button>
        ))}
        <button type="button" class="button" onClick={() => setOther(true)}>
          Another time…
        </button>
        <button type="button" class="text-button" onClick={onGoOn}>
          It still goes on
        </button>
      </div>
      {isOther && <LogAfterwards interview={interview} onClose={() => setOther(false)} />}
    </section>
  );
}
