/** What the thank-you of one talk is filled from. Pure. */
import { type Fact, type LetterFacts, lettersFacts } from "../letter_facts.ts";
import { longDay } from "../moments.ts";
import type { Contact, Interview } from "../rows.ts";

/** Only what was said in this very talk: an older insight would be thanked for twice. */
export function thankFacts(
  interview: Interview,
  person: Contact,
  facts: readonly Fact[],
): LetterFacts {
  const ofThis = (kind: string) =>
    facts.find((fact) => fact.kind === kind && fact.interview === interview.id)?.text;
  return {
    ...lettersFacts(person, facts),
    day: interview.endedAt === null ? "" : longDay(interview.endedAt),
    insight: ofThis("insight"),
    advice: ofThis("advice"),
    referred: ofThis("referred"),
  };
}
