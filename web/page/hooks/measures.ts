/** The thirteen measures of the last ninety days, asked one by one. */
import { useEffect, useState } from "preact/hooks";
import type { QueryName, Row } from "../../shared/messages";
import {
  cell,
  durationWords,
  type Measure,
  noteOf,
  rateOf,
  rateWords,
  ratioWords,
} from "../measures.ts";
import { dayNumber, deviceOffset } from "../moments.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import type { Answer } from "./useAnswer.ts";

const dayMs = 86_400_000;
const windowDays = 90;
const asked = [
  "measure_reply_rate",
  "measure_reply_interview",
  "measure_thanked",
  "measure_thank_time",
  "measure_referrals",
  "measure_chain",
  "measure_dormant",
  "measure_streak",
  "measure_advice",
  "measure_prepared",
  "measure_reciprocity",
  "measure_late",
] as const satisfies readonly QueryName[];
type Asked = (typeof asked)[number];

export function useMeasures(now: number): Answer<readonly Measure[]> {
  const { engine, version } = useNotebook();
  const [answer, setAnswer] = useState<Answer<readonly Measure[]>>({
    value: undefined,
    problem: null,
  });
  const current = version.value;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `current` asks again after a change.
  useEffect(() => {
    let isStale = false;
    const parameters = boundsOf(now);
    const ask = async (name: Asked): Promise<readonly [Asked, Row | undefined]> => {
      const [row] = await engine.request({ tag: "ask", name, parameters, as_of: undefined });
      return [name, row];
    };
    Promise.all(asked.map(ask)).then(
      (rows) => {
        if (!isStale) setAnswer({ value: measuresOf(new Map(rows)), problem: null });
      },
      (error: unknown) => {
        if (!isStale) setAnswer({ value: undefined, problem: wordsOf(error) });
      },
    );
    return () => {
      isStale = true;
    };
  }, [engine, now, current]);

  return answer;
}

/** The window ends with today; it is as long as the longest norm. */
function boundsOf(now: number): Readonly<Record<string, number>> {
  const today = dayNumber(now, deviceOffset(now));
  const startOf = (day: number) => day * dayMs - deviceOffset(day * dayMs) * 60_000;
  return { from: startOf(today + 1 - windowDays), until: startOf(today + 1), now, today };
}

function measuresOf(row: ReadonlyMap<Asked, Row | undefined>): readonly Measure[] {
  const thank = row.get("measure_thank_time");
  const named = row.get("measure_referrals");
  const chain = row.get("measure_chain");
  const dormant = row.get("measure_dormant");
  const prepared = row.get("measure_prepared");
  const given = row.get("measure_reciprocity");
  const medianMs = cell(thank, "n") === 0 ? null : cell(thank, "median_ms");
  const overrunMs = cell(prepared, "overrun_n") === 0 ? null : cell(prepared, "overrun_s") * 1000;
  return [
    rateOf("Reply rate", row.get("measure_reply_rate"), "request"),
    rateOf("Reply to interview", row.get("measure_reply_interview"), "answer"),
    rateOf("Thank-you within 24 h", row.get("measure_thanked"), "interview"),
    {
      name: "Time to thank-you",
      value: durationWords(medianMs),
      note: `median ${noteOf(cell(thank, "n"), "note")}, ${cell(thank, "unsent")} not sent`,
    },
    {
      name: "Referrals per interview",
      value: ratioWords(cell(named, "hits"), cell(named, "n")),
      note: noteOf(cell(named, "n"), "interview"),
    },
    {
      name: "Referred people interviewed",
      value: rateWords(cell(named, "yield_hits"), cell(named, "yield_n")),
      note: noteOf(cell(named, "yield_n"), "contact"),
    },
    {
      name: "Chain depth",
      value: ratioWords(cell(chain, "total"), cell(chain, "n")),
      note: `at most ${cell(chain, "max")}`,
    },
    {
      name: "Dormant",
      value: rateWords(cell(dormant, "dormant"), cell(dormant, "n")),
      note: noteOf(cell(dormant, "n"), "contact"),
    },
    { name: "Streak", value: String(cell(row.get("measure_streak"), "weeks")), note: "weeks" },
    rateOf("Advice reported back", row.get("measure_advice"), "piece"),
    rateOf("Prepared", prepared, "interview"),
    {
      name: "Overrun",
      value: durationWords(overrunMs),
      note: `median ${noteOf(cell(prepared, "overrun_n"), "interview")}`,
    },
    {
      name: "Help for help",
      value: ratioWords(cell(given, "hits"), cell(given, "n")),
      note: noteOf(cell(given, "n"), "favour"),
    },
    rateOf("Logged late", row.get("measure_late"), "record"),
  ];
}
