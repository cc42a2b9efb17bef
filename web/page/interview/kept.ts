/** Words that were typed and are perhaps not said yet: where they belong and what they become. Pure. */
import type { Draft } from "../../shared/messages";
import { draft } from "../drafts.ts";

/** The fields of the interview room whose words say themselves, and those that their button says. */
const sayThemselves = ["note", "answer", "debrief", "thank_you"] as const;
const bySomeButton = ["insight", "question", "name", "org", "advice"] as const;
export const fields = [...sayThemselves, ...bySomeButton] as const;
export type Field = (typeof fields)[number];

export function saysItself(field: Field): boolean {
  return sayThemselves.some((each) => each === field);
}

export interface Spot {
  readonly interview: string;
  readonly field: Field;
  /** Whose event the words become: the note's, the question's or the interview's id. */
  readonly subject: string;
}

export interface Kept extends Spot {
  readonly key: string;
  readonly text: string;
  /** What the notebook has of it already. */
  readonly said: string;
  /** When it was last typed in, ms since 1970. */
  readonly at: number;
}

/** One note is open at a time, and one field a question: the key names the field, not the words. */
export function keyOf({ interview, field, subject }: Spot): string {
  return field === "answer" ? `${interview} answer ${subject}` : `${interview} ${field}`;
}

/** The key of a note that is finished but not said yet: its field is free for the next one. */
export function finishedKey({ interview, subject }: Spot): string {
  return `${interview} note ${subject}`;
}

export function isUnsaid({ text, said }: Kept): boolean {
  return text.trim() !== said.trim();
}

/** The event that says it; null where nothing is to be said, or only the user can say it. */
export function sayingOf(kept: Kept): Draft | null {
  const text = kept.text.trim();
  if (!isUnsaid(kept)) return null;
  switch (kept.field) {
    case "note":
      // An emptied note was crossed out: whoever asked for that undoes its events.
      return text === ""
        ? null
        : draft("note.taken", kept.subject, { interview: kept.interview, text }, kept.at);
    case "answer":
      return draft("question.asked", kept.subject, { answer: text }, kept.at);
    case "debrief":
      return draft("debrief.written", kept.interview, { text }, kept.at);
    case "thank_you":
      return text === ""
        ? null
        : draft("thank_you.drafted", kept.interview, { channel: "email", text }, kept.at);
    default:
      return null;
  }
}
