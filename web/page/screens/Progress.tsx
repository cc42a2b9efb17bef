/** Looking back honestly: the thirteen measures over any window, and what they are made of. */
import { Problem } from "../components/Problem.tsx";
import { Screen, Section } from "../components/Screen.tsx";
import { type Progress, useProgress } from "../hooks/measures.ts";
import { useNow } from "../hooks/useNow.ts";
import { Funnel } from "../progress/Funnel.tsx";
import { Goals } from "../progress/Goals.tsx";
import { HeatMap } from "../progress/HeatMap.tsx";
import { groupsOf } from "../progress/lines.ts";
import { MeasureList } from "../progress/MeasureList.tsx";
import { Sleepers } from "../progress/Sleepers.tsx";
import { ThankYous } from "../progress/ThankYous.tsx";
import { WeekTable } from "../progress/WeekTable.tsx";
import { chosenWindow, WindowChooser } from "../progress/WindowChooser.tsx";
import { localDay } from "../progress/window.ts";
import { storyOf, windowLength, windowWords } from "../progress/words.ts";
import { countWords } from "../words.ts";

/** What is too young to be judged ripens by days; the whole log need not be read every minute. */
const renewed_ms = 600_000;

export function ProgressScreen() {
  const now = useNow(renewed_ms);
  const { value: progress, problem } = useProgress(chosenWindow.value, now);
  return (
    <Screen
      title="Progress"
      actions={
        <button type="button" class="button print-button" onClick={() => window.print()}>
          Print report
        </button>
      }
    >
      <div
        class="looking-back progress-page"
        aria-busy={progress !== undefined && progress.choice !== chosenWindow.value}
      >
        <WindowChooser today={localDay(now)} />
        <Problem words={problem} />
        {progress !== undefined && <Report progress={progress} />}
      </div>
    </Screen>
  );
}

function Report({ progress: { now, audit, before, pictures } }: { readonly progress: Progress }) {
  return (
    <>
      <header class="report-head">
        <p class="report-window">
          {windowWords(audit.window)} ({windowLength(audit.window)})
        </p>
        <p class="report-story">
          {storyOf(pictures.steps).map((part, place) =>
            place % 2 === 1 ? <strong key={part}>{part}</strong> : part,
          )}
        </p>
      </header>
      <div class="report-pair">
        <Section title="Day by day">
          <HeatMap acts={pictures.actsByDay} window={audit.window} />
          <WeekTable weeks={audit.weeks} />
        </Section>
        <Section
          title="Week after week"
          action={<span class="streak">{streakWords(audit.streak)}</span>}
        >
          <Goals goals={pictures.goals} weeks={pictures.goalWeeks} />
          <p class="chart-words">
            The last 12 weeks.{" "}
            {pictures.goals.length > 0
              ? "The streak counts weeks in which every goal is reached."
              : "Without a goal, the streak counts weeks in which anything is done."}
          </p>
        </Section>
        <Section title="From the list to the conversation">
          <Funnel steps={pictures.steps} />
          <p class="chart-words">
            Different people at each step, whenever the steps before it were taken.
          </p>
        </Section>
        <Section title="How soon the thank-yous went out">
          <ThankYous times={pictures.thankTimes} median={audit.thankTime.ms} now={now} />
        </Section>
      </div>
      <Section title="The measures">
        <p class="measures-note">
          n is how many cases a value rests on; pending ones are too young to be judged and count in
          neither. {before !== null && `Changes are against ${windowWords(before.window)}.`}
        </p>
        <MeasureList groups={groupsOf(audit, before)} isCompared={before !== null} />
      </Section>
      {pictures.sleepers.length > 0 && (
        <Section
          title="Worth a message"
          action={
            <span class="tally">{countWords(pictures.sleepers.length, "person", "people")}</span>
          }
        >
          <Sleepers sleepers={pictures.sleepers} />
        </Section>
      )}
    </>
  );
}

function streakWords(weeks: number): string {
  return weeks === 0 ? "No streak yet" : `${countWords(weeks, "week")} in a row`;
}
