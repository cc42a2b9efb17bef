/** Phrases of coach.json and where they stand; the mirror of infoview_sync/practice/phrases.py. */
import { foldWord, type Reading, type Word } from "./texts.ts";

const gapWordsMax = 4;

/** The words from `first` up to, not including, `after`. */
export interface Span {
  readonly first: number;
  readonly after: number;
}

type Element = "*" | "^" | "$" | ReadonlySet<string>;

const elementsByPhrase = new Map<string, readonly Element[]>();

/** Where the phrases stand, at most one span a phrase and place, in the text's order. */
export function find(reading: Reading, phrases: readonly string[]): Span[] {
  const patterns = phrases.map(elementsOf);
  return sentenceEnds(reading.words).flatMap((end, at) =>
    patterns.flatMap((pattern) => {
      const after = matched(reading.words, at, pattern, end);
      return after === null ? [] : [{ first: at, after }];
    }),
  );
}

/** Where the very words of another text stand, whatever sentences they make there. */
export function findLiteral(reading: Reading, passage: Reading): Span[] {
  const wanted = passage.words.map(({ folded }) => folded);
  if (wanted.length === 0) return [];
  return reading.words.flatMap((_, first) =>
    wanted.every((word, place) => reading.words[first + place]?.folded === word)
      ? [{ first, after: first + wanted.length }]
      : [],
  );
}

export function overlaps(span: Span, others: readonly Span[]): boolean {
  return others.some((other) => span.first < other.after && other.first < span.after);
}

function elementsOf(phrase: string): readonly Element[] {
  let elements = elementsByPhrase.get(phrase);
  if (elements === undefined) {
    elements = phrase
      .split(" ")
      .map((element) =>
        element === "*" || element === "^" || element === "$"
          ? element
          : new Set(element.split("|").map(foldWord)),
      );
    elementsByPhrase.set(phrase, elements);
  }
  return elements;
}

/** For each word, the place after its sentence's last word. */
function sentenceEnds(words: readonly Word[]): readonly number[] {
  const found: number[] = words.map(() => words.length);
  for (let at = words.length - 2; at >= 0; at -= 1) {
    const isSame = words[at]?.sentence === words[at + 1]?.sentence;
    found[at] = isSame ? (found[at + 1] ?? words.length) : at + 1;
  }
  return found;
}

/** The place after the shortest match from `at` that stays before `end`, its sentence's. */
function matched(
  words: readonly Word[],
  at: number,
  pattern: readonly Element[],
  end: number,
): number | null {
  const [element, ...rest] = pattern;
  if (element === undefined) return at;
  if (element === "*") return matchedAfterGap(words, at, rest, end);
  if (element === "^") {
    const isMet = at === 0 || words[at - 1]?.sentence !== words[at]?.sentence;
    return isMet ? matched(words, at, rest, end) : null;
  }
  if (element === "$") return at === end ? matched(words, at, rest, end) : null;
  const isMet = at < end && element.has(words[at]?.folded ?? "");
  return isMet ? matched(words, at + 1, rest, end) : null;
}

function matchedAfterGap(
  words: readonly Word[],
  at: number,
  rest: readonly Element[],
  end: number,
): number | null {
  for (let place = at; place <= Math.min(at + gapWordsMax, end); place += 1) {
    const after = matched(words, place, rest, end);
    if (after !== null) return after;
  }
  return null;
}
