/**
 * First drafts of letters, filled from what the notebook knows. The mirror of
 * infoview_sync/practice/letters.py: letters.json tells how; tests/vectors pin both.
 */
import { trimmed } from "./texts.ts";

export type LetterKind = "outreach" | "follow_up" | "confirmation" | "thank_you" | "report_back";

export interface Letter {
  readonly subject: string;
  readonly body: string;
}

/** A `mailto:` link; `isWhole` is false if the body did not fit and must be pasted. */
export interface Mail {
  readonly href: string;
  readonly isWhole: boolean;
}

type Facts = Readonly<Record<string, string | undefined>>;

interface Template {
  readonly subject: readonly string[];
  readonly paragraphs: readonly (readonly (string | readonly string[])[])[];
}

/** Windows hands a program 2,048 characters of a link at most; what is longer is cut or dropped. */
const mailtoCharsMax = 2000;
const address = /^[^\0-\x20\x7f-\xa0,;:?&<>()\\"@]+@[^\0-\x20\x7f-\xa0,;:?&<>()\\"@]+$/;
const closing: readonly string[] = [".", "!", "?", "\u2026", "\u3002"];

// By pattern, though it finds one: only the build reads outside of web/ (see worker/projections).
const files: Readonly<Record<string, Readonly<Record<LetterKind, Template>>>> = import.meta.glob(
  "../../../infoview_sync/practice/letters.json",
  { import: "default", eager: true },
);
const [templates] = Object.values(files);

/** The letter with these facts filled in; an unknown or blank fact is as good as none. */
export function draftLetter(kind: LetterKind, facts: Facts): Letter {
  if (templates === undefined) throw new RangeError("The build has no letters.json");
  const known = new Map(
    Object.entries(facts).flatMap(([name, value]) => {
      const told = trimmed(value ?? "");
      return told === "" ? [] : [[name, told] as const];
    }),
  );
  const { subject, paragraphs } = templates[kind];
  const told = paragraphs.map((sentences) =>
    sentences
      .map((each) => firstFilled(typeof each === "string" ? [each] : each, known))
      .filter((text) => text !== null)
      .join(" "),
  );
  return {
    subject: firstFilled(subject, known) ?? "",
    body: told.filter((text) => text !== "").join("\n\n"),
  };
}

/**
 * A link that opens the letter in a mail program (RFC 6068); null if the address is none.
 * Everything is percent-encoded, line breaks as CR LF, so that no text can add a header. A body
 * that makes the link too long is left out.
 */
export function mailto(to: string, subject: string, body: string): Mail | null {
  if (!address.test(to)) return null;
  const href = `mailto:${to.split("@").map(encoded).join("@")}?subject=${encoded(subject)}`;
  const whole = `${href}&body=${encoded(body)}`;
  const isWhole = whole.length <= mailtoCharsMax;
  return { href: isWhole ? whole : href, isWhole };
}

function firstFilled(
  alternatives: readonly string[],
  known: ReadonlyMap<string, string>,
): string | null {
  for (const text of alternatives) {
    const parts = text.split(/\{([a-z_]+)\}/);
    if (parts.every((part, place) => place % 2 === 0 || known.has(part))) {
      return filled(parts, known);
    }
  }
  return null;
}

/** The sentence; where a fact closes a sentence itself, the template's full stop goes. */
function filled(parts: readonly string[], known: ReadonlyMap<string, string>): string {
  return parts.reduce((text, part, place) => {
    if (place % 2 === 1) return text + (known.get(part) ?? "");
    const isClosed = place > 0 && part.startsWith(".") && closing.includes(text.slice(-1));
    return text + (isClosed ? part.slice(1) : part);
  }, "");
}

/** encodeURIComponent with line breaks as RFC 6068 asks; it throws at half a surrogate pair. */
function encoded(text: string): string {
  const lines = text.replace(/\r\n|\r|\n/g, "\r\n").replace(/\p{Surrogate}/gu, "\ufffd");
  return encodeURIComponent(lines);
}
