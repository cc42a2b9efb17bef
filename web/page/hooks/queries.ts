/** The questions that screens ask, by name. */
import { useMemo } from "preact/hooks";
import type { AsOf, Parameters } from "../../shared/messages";
import { talkingNow } from "../../shared/today.ts";
import { factOf } from "../letter_facts.ts";
import { deviceOffset } from "../moments.ts";
import { adviceOf, entryOf, eventTypeOf, reasonOf, referralOf, threadOf } from "../person/rows.ts";
import { byName } from "../names.ts";
import { beginningOf, dueOf, hasPeopleOf, streakOf, weekDoneOf } from "../today/rows.ts";
import {
  contactOf,
  foundOf,
  idOf,
  insightOf,
  interviewOf,
  noteOf,
  type Person,
  personOf,
  talkOf,
} from "../rows.ts";
import { deviceOf, goalOf, importedOf, normOf } from "../settings/rows.ts";
import { namedOf } from "../network/rows.ts";
import { type Answer, useAnswer, useRows } from "./useAnswer.ts";

const aheadDays = 90;

/** By name. */
export const usePeople = () => usePeopleByName({ archived: 0 });

/** Also the archived. */
export const useEveryone = () => usePeopleByName({ archived: 1 });

function usePeopleByName(parameters: Parameters): Answer<readonly Person[]> {
  const answer = useRows("people", parameters, personOf);
  return useMemo(() => ({ ...answer, value: answer.value && byName(answer.value) }), [answer]);
}

export const useContact = (id: string) => useRows("contact", { id }, contactOf);

/** Whom a merged contact is shown as; anybody else: themselves. */
export const useSurvivor = (id: string) => useRows("survivor", { id }, idOf);

export const useThreads = (contact: string) => useRows("outreach", { contact }, threadOf);

export const useInterviewsWith = (contact: string) =>
  useRows("interviews", { contact, id: null, status: null }, interviewOf);

/** All of them, as far as a list shows them. */
export const useTalkList = (as_of?: AsOf) => useRows("talks", {}, talkOf, as_of);

/** Whether there is anybody; one row. */
export const useHasPeople = () => useRows("counts", {}, hasPeopleOf);

/** The interviews that were started and not ended. */
export const useTalks = () => useRows("interviews", talkingNow, interviewOf);

export const useNotes = (interview: string) => useRows("notes", { interview }, noteOf);

export const useInsightsBy = (contact: string) =>
  useRows("insights", { contact, interview: null, theme: null }, insightOf);

export const useInsightsOf = (interview: string) =>
  useRows("insights", { contact: null, interview, theme: null }, insightOf);

export const useInsights = (as_of?: AsOf) =>
  useRows("insights", { contact: null, interview: null, theme: null }, insightOf, as_of);

export const useNetwork = (as_of?: AsOf) => useRows("network", {}, namedOf, as_of);

export const useReferrals = (contact: string) => useRows("referrals", { contact }, referralOf);

export const useEveryReferral = () => useRows("referrals", { contact: null }, referralOf);

export const useDevices = () => useRows("devices", {}, deviceOf);

export interface EntryFilter {
  readonly contact?: string;
  readonly type?: string;
  readonly limit: number;
}

export const useEntries = ({ contact, type, limit }: EntryFilter) =>
  useRows(
    "entries",
    {
      contact: contact ?? null,
      type: type ?? null,
      since: null,
      until: null,
      recorded: 0,
      limit,
    },
    entryOf,
  );

export const useBeginning = () => useRows("beginning", {}, beginningOf);

export const useEventTypes = () => useRows("event_types", {}, eventTypeOf);

/** What is or will be due about one person, as far ahead as the longest cadence by default. */
export const useDueAbout = (contact: string, now: number) =>
  useAnswer(
    {
      tag: "agenda",
      now,
      offset_min: deviceOffset(now),
      days: aheadDays,
      contact,
      as_of: undefined,
    },
    dueOf,
    `agenda ${contact}`,
  );

export const useWhy = (contact: string, stage: string) =>
  useRows("why", { contact, stage }, reasonOf);

export const useLetterFacts = (contact: string) => useRows("letter_facts", { contact }, factOf);

export const useWeeks = (from: number, until: number) =>
  useRows("measure_weeks", { from, until }, weekDoneOf);

export const useStreak = (today: number) => useRows("measure_streak", { today }, streakOf);

export const useNorms = () => {
  const { value, problem } = useRows("settings", {}, normOf);
  return { value: value?.filter((norm) => norm !== null), problem };
};

/** The latest imports: more are no list to look through. */
export const useImports = () => useRows("imports", { limit: 100 }, importedOf);

export const useGoals = () => useRows("goals", {}, goalOf);

export const useAdvice = (contact: string) => useRows("advice", { contact, open: 0 }, adviceOf);

export const useSearch = (words: string) =>
  useAnswer({ tag: "search", words, as_of: undefined }, foundOf, "search");
