/** First drafts of letters, filled from what the notebook knows; the user's mail program sends. */
import { mailHref } from "./links.ts";
import { longDay } from "./moments.ts";
import type { Insight, Interview } from "./rows.ts";

export interface Letter {
  readonly subject: string;
  readonly body: string;
}

/** A thank-you names something specific from the talk, or leaves a gap that asks for it. */
export function thankYouLetter(interview: Interview, insights: readonly Insight[]): Letter {
  const [insight] = insights;
  const when = interview.endedAt === null ? "" : ` on ${longDay(interview.endedAt)}`;
  const learned =
    insight === undefined
      ? "What stayed with me most: …"
      : `What stayed with me most: ${insight.text}`;
  return {
    subject: "Thank you for your time",
    body: [
      `Dear ${interview.name},`,
      `thank you for talking with me${when}.`,
      learned,
      "I will let you know what comes of it.",
      "With kind regards,",
      "",
    ].join("\n\n"),
  };
}

/** Opens the letter in the user's mail program; null when no usable address is known. */
export function letterHref(
  email: string | undefined,
  interview: Interview,
  insights: readonly Insight[],
): string | null {
  if (email === undefined) return null;
  const { subject, body } = thankYouLetter(interview, insights);
  return mailHref(email, subject, body);
}
