/** What the confirmation of a talk is filled from, as for `infoview draft confirm`. Pure. */
import { type Fact, type LetterFacts, lettersFacts } from "../letter_facts.ts";
import { clock, longDay, readStart } from "../moments.ts";
import type { Contact, Interview } from "../rows.ts";
import { wordIn } from "../words.ts";

const modes = { video: "by video", phone: "by phone", in_person: "in person" };

export function confirmFacts(
  interview: Interview,
  person: Contact,
  facts: readonly Fact[],
): LetterFacts {
  const start = readStart(interview);
  return {
    ...lettersFacts(person, facts),
    day: start === null ? "" : longDay(start.ms, start.offset),
    time: start === null ? "" : clock(start.ms, start.offset),
    tz: start === null || start.zone === "" ? "" : interview.tz,
    mode: wordIn(modes, interview.mode),
    place: interview.place,
    minutes: interview.plannedMinutes?.toString(),
  };
}
