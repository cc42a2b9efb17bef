/** What the Progress screen asks: two windows, the present, and the numbers of the charts. */
import { useLayoutEffect, useState } from "preact/hooks";
import type { Parameters, QueryName, Row } from "../../shared/messages";
import { number } from "../cells.ts";
import { answered } from "../history/moment.ts";
import { useMoment } from "../history/present.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import { type Answers, type Audit, askedOfNow, askedOfWindow, auditOf } from "../progress/audit.ts";
import { type Pictures, picturesOf } from "../progress/pictures.ts";
import {
  dayStart,
  localDay,
  monday,
  type Window,
  type WindowChoice,
  windowBefore,
  windowOf,
} from "../progress/window.ts";
import type { Answer } from "./useAnswer.ts";

export interface Progress {
  /** What was asked: an answer to another choice is shown as one that is being renewed. */
  readonly choice: WindowChoice;
  readonly now: number;
  readonly audit: Audit;
  readonly before: Audit | null;
  readonly pictures: Pictures;
}

/** Goals are looked at over a quarter, whatever the window. */
const goalWeeks = 12;
const askedOfPictures = [
  "funnel",
  "measure_days",
  "thank_times",
  "measure_dormant_people",
  "goals",
] as const satisfies readonly QueryName[];

type Ask = (name: QueryName, parameters: Parameters) => Promise<readonly Row[]>;

/** The last answer stays until the next one is there: a changed window does not flash. */
export function useProgress(choice: WindowChoice, now: number): Answer<Progress> {
  const { changes, engine } = useNotebook();
  const [answer, setAnswer] = useState<Answer<Progress>>({ value: undefined, problem: null });
  const current = changes.value.count;
  const as_of = useMoment();
  const key = JSON.stringify([choice, as_of]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the choice's content; `current` asks again after a change.
  useLayoutEffect(() => {
    let isStale = false;
    const ask: Ask = (name, parameters) => engine.request({ tag: "ask", name, parameters, as_of });
    const found = progressOf(ask, choice, now);
    (as_of === undefined ? found : answered(found)).then(
      (value) => {
        if (!isStale) setAnswer({ value, problem: null });
      },
      (error: unknown) => {
        if (!isStale) setAnswer({ value: undefined, problem: wordsOf(error) });
      },
    );
    return () => {
      isStale = true;
    };
  }, [engine, key, now, current]);

  return answer;
}

async function progressOf(ask: Ask, choice: WindowChoice, now: number): Promise<Progress> {
  const today = localDay(now);
  const window = windowOf(choice, today, choice.type === "all" ? await firstDay(ask) : null);
  if (typeof window === "string") throw new Error(window);
  const earlier = choice.type === "all" ? null : windowBefore(window);
  const quarter = { first: monday(today) - 7 * (goalWeeks - 1), until: today + 1 };
  const [found, past, present, seen, weeks] = await Promise.all([
    asked(ask, askedOfWindow, { ...boundsOf(window), now }),
    earlier === null ? null : asked(ask, askedOfWindow, { ...boundsOf(earlier), now }),
    asked(ask, askedOfNow, { now, today }),
    asked(ask, askedOfPictures, { ...boundsOf(window), now }),
    ask("measure_weeks", boundsOf(quarter)),
  ]);
  const withPresent = (answers: Answers) => new Map([...answers, ...present]);
  return {
    choice,
    now,
    audit: auditOf(withPresent(found), window),
    before: past === null || earlier === null ? null : auditOf(withPresent(past), earlier),
    pictures: picturesOf(seen, weeks, quarter),
  };
}

async function firstDay(ask: Ask): Promise<number | null> {
  const [row] = await ask("beginning", {});
  const first = row === undefined ? null : number(row, "occurred");
  return first === null ? null : localDay(first);
}

async function asked(
  ask: Ask,
  names: readonly QueryName[],
  parameters: Parameters,
): Promise<Answers> {
  const rows = names.map(async (name) => [name, await ask(name, parameters)] as const);
  return new Map(await Promise.all(rows));
}

function boundsOf(window: Window): { readonly from: number; readonly until: number } {
  return { from: dayStart(window.first), until: dayStart(window.until) };
}
