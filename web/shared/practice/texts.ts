/**
 * A text as the coach reads it: words with their places, sentence by sentence. The mirror of
 * infoview_sync/practice/texts.py, which tells what a word is; it walks code points for the same
 * answer in both. Places here count UTF-16 units, so that `text.slice(start, end)` is the passage.
 */

export interface Script {
  readonly ranges: readonly (readonly [number, number])[];
  readonly letters_per_word: number;
}

/** One word: `folded` has no case, accents or apostrophes; it stands at text.slice(start, end). */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
}

/** A text read once. `questions`: the sentences, by number, that end with a question mark. */
export interface Reading {
  readonly text: string;
  readonly words: readonly Word[];
  readonly questions: readonly number[];
}

type Kind = "letters" | "digits" | "unspaced" | "end" | "other";

const apostrophes = "'\u2019";
const ends = ".!?\u2026\u3002\uff01\uff1f";
const wideEnds = "\u3002\uff01\uff1f";
const closing = ")\"'\u201d\u2019";
const asking = /[?\uff1f]/;

/** `Ångström’s` and `angstrom` are the same. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  const size = [...lower].length;
  const bare = size > 2 && /['\u2019]s$/.test(lower) ? lower.slice(0, -2) : lower;
  return bare.normalize("NFKD").replace(/['\u2019]|\p{Mn}/gu, "");
}

/** The words of a text. A blank line, or a closing mark before a space, ends a sentence. */
export function read(text: string, scripts: readonly Script[]): Reading {
  const chars = [...text];
  const words: Word[] = [];
  const questions: number[] = [];
  let sentence = 0;
  let at = 0;
  let start = 0;
  while (at < chars.length) {
    const kind = kindOf(chars, at, scripts);
    const after = runEnd(chars, at, kind, scripts);
    const run = chars.slice(at, after).join("");
    const end = start + run.length;
    if (kind === "end") {
      // An empty sentence is none: the marks of `?!` close one together.
      if (words.at(-1)?.sentence === sentence) {
        if (asking.test(run)) questions.push(sentence);
        sentence += 1;
      }
    } else if (kind !== "other") {
      const folded = foldWord(run);
      if (folded !== "") words.push({ folded, start, end, sentence });
    }
    at = after;
    start = end;
  }
  return { text, words, questions };
}

/** How many words a reader would say the text has: between spaces, where there are spaces. */
export function count(text: string, scripts: readonly Script[]): number {
  let spaced = 0;
  let isCounted = false;
  const letters = scripts.map(() => 0);
  for (const char of text) {
    if (isSpace(char)) {
      isCounted = false;
    } else if (/[\p{L}\p{N}]/u.test(char)) {
      const place = scriptOf(char, scripts);
      if (place >= 0) {
        letters[place] = (letters[place] ?? 0) + 1;
      } else if (!isCounted) {
        isCounted = true;
        spaced += 1;
      }
    }
  }
  return scripts.reduce(
    (sum, script, place) => sum + Math.ceil((letters[place] ?? 0) / script.letters_per_word),
    spaced,
  );
}

/** What two texts have in common that differ in case, accents, spaces or marks alone. */
export function keyOf(text: string, scripts: readonly Script[]): string {
  return read(text, scripts)
    .words.map(({ folded }) => folded)
    .join(" ");
}

/** Without the spaces at its ends; String.trim takes other characters than Python's strip. */
export function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text.charAt(start))) start += 1;
  while (end > start && isSpace(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

export function scriptOf(char: string, scripts: readonly Script[]): number {
  const point = char.codePointAt(0) ?? 0;
  return scripts.findIndex(({ ranges }) =>
    ranges.some(([first, last]) => first <= point && point <= last),
  );
}

function runEnd(
  chars: readonly string[],
  at: number,
  kind: Kind,
  scripts: readonly Script[],
): number {
  let after = at + 1;
  if (kind === "other") return after;
  while (after < chars.length && goesOn(chars, after, kind, scripts)) after += 1;
  return after;
}

/** True if the run of this kind takes in the character there. */
function goesOn(
  chars: readonly string[],
  at: number,
  kind: Kind,
  scripts: readonly Script[],
): boolean {
  const char = chars[at] ?? "";
  const own = kindOf(chars, at, scripts);
  if (kind === "end") return own === "end";
  if (/\p{M}/u.test(char)) return true;
  if (kind === "letters" && apostrophes.includes(char)) {
    return at + 1 < chars.length && kindOf(chars, at + 1, scripts) === "letters";
  }
  return kind !== "unspaced" && own === kind;
}

function kindOf(chars: readonly string[], at: number, scripts: readonly Script[]): Kind {
  const char = chars[at] ?? "";
  if (/\p{Nd}/u.test(char)) return "digits";
  if (/\p{L}/u.test(char) && scriptOf(char, scripts) >= 0) return "unspaced";
  if (/[\p{L}\p{N}\p{M}]/u.test(char)) return "letters";
  const following = chars[at + 1] ?? "\n";
  const isLast = isSpace(following) || (ends + closing).includes(following);
  if (ends.includes(char) && (isLast || wideEnds.includes(char))) return "end";
  if (char === "\n" && "\r\n".includes(following)) return "end";
  return "other";
}

function isSpace(char: string): boolean {
  return /[\t\n\v\f\r]|\p{Z}/u.test(char);
}
