/** Where a due thing is done: the page, and the part of it (`seekPart`). Pure. */
import { interviewPath, personPath } from "../route.ts";
import type { Due } from "./rows.ts";

/** Null: a reminder about nobody leads nowhere. */
export function hrefOf({ rule, text, contact, interview }: Due): string | null {
  if (contact === "") return null;
  switch (rule) {
    case "thank_you":
      return `${interviewPath(interview)}#thank-you`;
    case "debrief":
    case "confirm":
      return `${interviewPath(interview)}#${rule}`;
    case "report_back":
      return `${personPath(contact)}#advice`;
    case "referral":
      // Of a bare name, `contact` is the one who gave it; who has a page is written to from there.
      return text === "" ? personPath(contact) : `${personPath(contact)}#referrals`;
    default:
      return interview === "" ? personPath(contact) : interviewPath(interview);
  }
}
