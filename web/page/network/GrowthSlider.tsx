/** The life of the network under a slider: drag it or let it play. */
import { useEffect, useState } from "preact/hooks";
import { dayMs } from "../moments.ts";

interface Props {
  readonly first: number;
  readonly now: number;
  /** Null: the present. */
  readonly until: number | null;
  /** What is in the picture, in words, for those who only hear the slider. */
  readonly words: string;
  readonly onChoose: (until: number | null) => void;
}

/** A whole life in about eight seconds, twelve pictures of it a second. */
const steps = 96;
const frame_ms = 84;
/** Who wants less motion sees it grow in a few still pictures. */
const stillSteps = 12;
const still_ms = 900;
/** Short: there must be room for the slider. */
const dates = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

export function GrowthSlider({ first, now, until, words, onChoose }: Props) {
  const [isPlaying, setPlaying] = useState(false);
  const days = Math.max(1, Math.ceil((now - first) / dayMs));
  const day = until === null ? days : Math.min(days, Math.ceil((until - first) / dayMs));
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const jump = Math.max(1, Math.ceil(days / (isStill ? stillSteps : steps)));

  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(
      () => {
        const next = day + jump;
        if (next >= days) setPlaying(false);
        onChoose(next >= days ? null : first + next * dayMs);
      },
      isStill ? still_ms : frame_ms,
    );
    return () => clearTimeout(timer);
  }, [isPlaying, day, days, jump, first, isStill, onChoose]);

  const play = () => {
    if (!isPlaying && day >= days) onChoose(first + dayMs);
    setPlaying(!isPlaying);
  };
  const date = until === null ? "Today" : dates.format(first + day * dayMs);
  return (
    <div class="growth">
      <button type="button" class="icon-button growth-play" onClick={play}>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d={isPlaying ? "M8.500 6v12M15.500 6v12" : "M8 5.500v13l10.500-6.500Z"} />
        </svg>
        <span class="out-of-sight">{isPlaying ? "Pause" : "Play how it grew"}</span>
      </button>
      <input
        type="range"
        aria-label="The network by"
        aria-valuetext={`${date}: ${words}`}
        min={1}
        max={days}
        value={day}
        onInput={(event) => {
          const chosen = Number(event.currentTarget.value);
          setPlaying(false);
          onChoose(chosen >= days ? null : first + chosen * dayMs);
        }}
      />
      <span class="growth-date">{date}</span>
    </div>
  );
}
