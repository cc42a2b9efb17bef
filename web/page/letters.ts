/** The thank-you as a link for the user's own mail program, filled from what the notebook knows. */
import { draftLetter, mailto } from "../shared/practice/letters.ts";
import { longDay } from "./moments.ts";
import type { Insight, Interview } from "./rows.ts";

/** Opens the letter in the user's mail program; null when no usable address is known. */
export function letterHref(
  email: string | undefined,
  interview: Interview,
  insights: readonly Insight[],
): string | null {
  if (email === undefined) return null;
  const { subject, body } = draftLetter("thank_you", {
    name: interview.name,
    day: interview.endedAt === null ? "" : longDay(interview.endedAt),
    insight: insights[0]?.text,
  });
  return mailto(email, subject, body)?.href ?? null;
}
