/** The questions that the interview room asks of the notebook. */
import { useNorms, useReferrals } from "../hooks/queries.ts";
import { useRows } from "../hooks/useAnswer.ts";
import { advisedOf, answeredOf, learnedOf, reminderOf, rhythmOf, talkOf, usedOf } from "./rows.ts";

export const useTalk = (id: string) =>
  useRows("interviews", { contact: null, id, status: null }, talkOf);

export const useAnswered = (interview: string) => useRows("questions", { interview }, answeredOf);

export const useBankUse = (contact: string, interview: string) =>
  useRows("bank_use", { contact, interview }, usedOf);

export const useRemindersAbout = (contact: string) =>
  useRows("reminders", { contact, open: 1 }, reminderOf);

export const useLearned = (interview: string) =>
  useRows("insights", { contact: null, interview, theme: null }, learnedOf);

export const useRhythm = (contact: string) => useRows("contact", { id: contact }, rhythmOf);

/** Whom they named in this very talk, oldest first. */
export function useNamed(contact: string, interview: string) {
  const { value } = useReferrals(contact);
  return (value ?? []).filter((each) => each.interview === interview && each.from === contact);
}

/** All that they ever advised, latest first. */
export const useAdvised = (contact: string) => useRows("advice", { contact, open: 0 }, advisedOf);

/** A norm as the user set it. */
export function useNorm(name: string, byDefault: number): number {
  const { value } = useNorms();
  return value?.find((norm) => norm.name === name)?.value ?? byDefault;
}
