/**
 * The measures as lines to read: name, value, n, pending, change and one plain sentence. Mirrors
 * infoview_sync/files/report/lines.py word for word: phone, command line and report say the same.
 */
import {
  decimalWords,
  durationWords,
  none,
  perHundred,
  rateWords,
  ratioWords,
} from "../measures.ts";
import { countWords } from "../words.ts";
import { type Audit, actsOf, type Rate } from "./audit.ts";
import { daysOf } from "./window.ts";

type Unit = "percent" | "hundredths" | "ms" | "count";

/**
 * `size` is what comparison uses: null where there is no value, or one that depends on the present
 * and on no window. `change` is empty when nothing was compared.
 */
export interface Line {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly n: number | null;
  readonly pending: number;
  readonly meaning: string;
  readonly unit: Unit;
  readonly size: number | null;
  readonly change: string;
}

export interface LineGroup {
  readonly title: string;
  readonly lines: readonly Line[];
}

const groupTitles = ["Asking", "Meeting", "Learning and keeping at it", "Habits"];

/** Every measure in the order of docs/audit.md; with `before`, how it changed since. */
export function groupsOf(audit: Audit, before: Audit | null): readonly LineGroup[] {
  const now = groups(audit);
  const then = before === null ? [] : groups(before);
  return now.map((lines, place) => ({
    title: groupTitles[place] ?? "",
    lines: lines.map((line, row) => {
      const past = then[place]?.[row];
      return past === undefined ? line : { ...line, change: changeOf(line, past) };
    }),
  }));
}

function groups(audit: Audit): readonly (readonly Line[])[] {
  return [asking(audit), meeting(audit), learning(audit), habits(audit)];
}

function asking(audit: Audit): readonly Line[] {
  const { replyRate: replied, replyToInterview: met } = audit;
  return [
    percent(
      "reply_rate",
      "Reply rate",
      replied,
      replied.n > 0
        ? `${replied.hits} of ${countWords(replied.n, "request")} answered by a person within 14 days`
        : nothing(audit, replied, "request was sent", "request", 14),
    ),
    percent(
      "reply_to_interview",
      "Reply to interview",
      met,
      met.n > 0
        ? `${met.hits} of ${countWords(met.n, "answer")} led to an interview within 60 days`
        : nothing(audit, met, "request was answered", "answer", 60),
    ),
  ];
}

function meeting(audit: Audit): readonly Line[] {
  const { thankedInTime: thanked, thankTime: took, referrals: named } = audit;
  const { referralYield: found, chain, dormant: asleep } = audit;
  return [
    percent(
      "thanked_in_time",
      "Thank-you within 24 h",
      thanked,
      thanked.n > 0
        ? `${thanked.hits} of ${countWords(thanked.n, "interview")} thanked for within 24 hours`
        : nothing(audit, thanked, "interview was held", "interview", 1),
    ),
    {
      ...line("thank_time", "Time to thank-you", durationWords(took.ms), took.n),
      meaning: `the median of ${countWords(took.n, "thank-you")}; ${took.unsent} not sent`,
      unit: "ms",
      size: took.ms,
    },
    {
      ...line("referrals", "Referrals per interview", ratioWords(named.hits, named.n), named.n),
      meaning: `${countWords(named.hits, "referral")} from ${countWords(named.n, "interview")}`,
      unit: "hundredths",
      size: sizeOf(named.hits, named.n),
    },
    percent(
      "referral_yield",
      "Referred people interviewed",
      { ...found, pending: 0 },
      found.n > 0
        ? `${found.hits} of ${countWords(found.n, "person", "people")} named to you since interviewed`
        : "nobody was named to you",
    ),
    {
      ...line("chain", "Chain depth", ratioWords(chain.total, chain.n), chain.n),
      meaning:
        chain.n > 0
          ? `referrals that led to an interviewed person, on average; at most ${chain.max}`
          : "nobody was interviewed",
      unit: "hundredths",
      size: sizeOf(chain.total, chain.n),
    },
    {
      ...line("dormant", "Dormant contacts", rateWords(asleep.hits, asleep.n), asleep.n),
      meaning:
        `${asleep.hits} of ${countWords(asleep.n, "person", "people")} once interviewed not in` +
        ` touch for longer than agreed; ${asleep.neverTouched} on the list never in touch`,
    },
  ];
}

function learning({ insights, weeks, streak }: Audit): readonly Line[] {
  const learned = insights.reduce((sum, { count }) => sum + count, 0);
  const acts = weeks.reduce((sum, week) => sum + actsOf(week), 0);
  const busy = weeks.filter((week) => actsOf(week) > 0).length;
  const top = insights[0];
  return [
    {
      ...line("insights", "Insights", String(learned), learned),
      meaning:
        top === undefined
          ? "nothing was written down as learned"
          : `in ${countWords(insights.length, "theme")}; most on ${top.theme.replaceAll("_", " ")}` +
            ` (${top.count}, from ${countWords(top.contacts, "person", "people")})`,
      unit: "count",
      size: learned,
    },
    {
      ...line("weeks", "Weekly activity", String(acts), acts),
      meaning: `${countWords(acts, "thing")} done in ${busy} of ${countWords(weeks.length, "week")}`,
      unit: "count",
      size: acts,
    },
    {
      ...line("streak", "Streak", countWords(streak, "week"), null),
      meaning:
        "in a row up to this or last week: every goal reached, or, without one, anything done",
    },
  ];
}

function habits(audit: Audit): readonly Line[] {
  const { advice, prepared: ready, overrun: over, reciprocity: give, late } = audit;
  return [
    percent(
      "advice",
      "Advice reported back",
      advice,
      advice.n > 0
        ? `${advice.hits} of ${countWords(advice.n, "piece")} of advice reported back on`
        : nothing(audit, advice, "advice was received", "advice", 90),
    ),
    percent(
      "prepared",
      "Prepared interviews",
      ready,
      ready.n > 0
        ? `${ready.hits} of ${countWords(ready.n, "interview")} with enough questions ready`
        : "no interview was held",
    ),
    {
      ...line("overrun", "Overrun", durationWords(over.ms), over.n),
      meaning: `actual less planned length, the median of ${countWords(over.n, "interview")}`,
      unit: "ms",
      size: over.ms,
    },
    {
      ...line("reciprocity", "Reciprocity", ratioWords(give.hits, give.n), give.n),
      meaning:
        `helped ${countWords(give.hits, "time")}; received ${countWords(give.n, "time")}` +
        " (advice and referrals)",
      unit: "hundredths",
      size: sizeOf(give.hits, give.n),
    },
    percent(
      "late",
      "Logged late",
      late,
      `${late.hits} of ${countWords(late.n, "entry", "entries")} written down more than 48 hours` +
        " afterwards",
    ),
  ];
}

function line(key: string, name: string, value: string, n: number | null): Line {
  return {
    key,
    name,
    value,
    n,
    pending: 0,
    meaning: "",
    unit: "percent",
    size: null,
    change: "",
  };
}

function percent(key: string, name: string, rate: Rate, meaning: string): Line {
  const { hits, n, pending } = rate;
  return { ...line(key, name, rateWords(hits, n), n), pending, meaning, size: sizeOf(hits, n) };
}

function sizeOf(hits: number, count: number): number | null {
  return count === 0 ? null : perHundred(hits, count);
}

/** Why there is no case yet; in a window as short as they ripen, there is none on any day. */
function nothing(
  { window }: Audit,
  { pending }: Rate,
  never: string,
  what: string,
  ripeDays: number,
): string {
  if (pending === 0) return `no ${never}`;
  const age = ripeDays === 1 ? "a day" : countWords(ripeDays, "day");
  const older = daysOf(window) <= ripeDays ? "; an earlier start shows older" : "";
  return `no ${what} of these days is ${age} old yet${older}`;
}

/** `+12 points`, `−0.25`, `+3 h 05 min`, `same`; a dash where either has no value. */
function changeOf(now: Line, past: Line): string {
  if (now.size === null || past.size === null) return none;
  const step = now.size - past.size;
  if (step === 0) return "same";
  const [sign, amount] = [step > 0 ? "+" : "−", Math.abs(step)];
  switch (now.unit) {
    case "percent":
      return `${sign}${countWords(amount, "point")}`;
    case "hundredths":
      return sign + decimalWords(amount);
    case "ms":
      return sign + durationWords(amount);
    case "count":
      return `${sign}${amount.toLocaleString("en")}`;
  }
}
