/** How long a letter asks for; the mirror of infoview_sync/practice/times.py. */
import type { Span } from "./phrases.ts";
import { book } from "./rulebook.ts";
import type { Reading } from "./texts.ts";

export interface Time {
  readonly minutes: number;
  readonly span: Span;
}

type Before = readonly [minutes: number, first: number];

/** Every length of time that is asked for, in the text's order; `your 90-minute film` is not. */
export function timesIn(reading: Reading): readonly Time[] {
  const words = reading.words.map(({ folded }) => folded);
  return words.flatMap((word, at) => {
    if (at === 0 || reading.words[at - 1]?.sentence !== reading.words[at]?.sentence) return [];
    const found = timeEndingAt(words, word, at);
    if (found === null) return [];
    const [minutes, first] = found;
    if (first > 0 && book.notAfter.has(words[first - 1] ?? "")) return [];
    return [{ minutes, span: { first, after: at + 1 } }];
  });
}

function timeEndingAt(words: readonly string[], word: string, at: number): Before | null {
  const before = words[at - 1] ?? "";
  const isHour = book.hourWords.has(word);
  if (isHour && before === "half") return [30, at - 1];
  if (isHour && (before === "a" || before === "an")) {
    return at > 1 && words[at - 2] === "half" ? [30, at - 2] : [60, at - 1];
  }
  if (!isHour && !book.minuteWords.has(word)) return null;
  const found = numberBefore(words, at);
  return found === null ? null : [found[0] * (isHour ? 60 : 1), found[1]];
}

/** The number that ends before a place, and where it begins: `20`, `twenty`, `twenty five`. */
function numberBefore(words: readonly string[], at: number): Before | null {
  const word = words[at - 1] ?? "";
  if (/^[0-9]{1,4}$/.test(word)) return [Number(word), at - 1];
  const number = numberOf(word);
  if (number === undefined) return null;
  const tens = number > 9 || at < 2 ? 0 : (numberOf(words[at - 2] ?? "") ?? 0);
  return tens >= 20 && tens <= 90 ? [tens + number, at - 2] : [number, at - 1];
}

function numberOf(word: string): number | undefined {
  return Object.hasOwn(book.numbers, word) ? book.numbers[word] : undefined;
}
