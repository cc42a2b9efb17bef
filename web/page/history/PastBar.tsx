/** On top of every screen while the past is shown: which day, which past, and the way back. */
import { Icon } from "../components/Icon.tsx";
import { useSettled } from "../hooks/useSettled.ts";
import { axisWords, lookAt, momentWords, past } from "./moment.ts";

/** A day that is only passed over need not be read aloud. */
const passing_ms = 600;

interface Props {
  /** True on screens that show the present whatever is looked at. */
  readonly isOfNow: boolean;
}

export function PastBar({ isOfNow }: Props) {
  const asOf = past.value;
  const words = asOf === null ? "" : `${momentWords(asOf)}. ${axisWords[asOf.axis]}.`;
  const settled = useSettled(words, asOf !== null, passing_ms);
  return (
    <>
      <p class="out-of-sight" role="status" aria-label="Shown moment">
        {asOf !== null && settled !== "" && `You are looking at the past: ${settled}`}
      </p>
      {asOf !== null && (
        <section class="past-bar" aria-label="The past">
          <a class="past-bar-when" href="/history" aria-label={`${momentWords(asOf)}: change`}>
            <Icon name="history" />
            <strong>{momentWords(asOf)}</strong>
          </a>
          <p class="past-bar-what">
            {isOfNow ? "This screen shows the present" : axisWords[asOf.axis]}. Nothing can be
            recorded.
          </p>
          <button type="button" class="button past-bar-back" onClick={() => lookAt(null)}>
            Back to now
          </button>
        </section>
      )}
    </>
  );
}
