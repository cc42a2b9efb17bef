/**
 * Whether a thank-you holds anything of the talk that it thanks for; the mirror of
 * infoview_sync/practice/material.py, which tells how that is measured.
 */
import { book, type Context } from "./rulebook.ts";
import { type Reading, read, scriptOf, type Word } from "./texts.ts";

const sharedWordsMin = 2;
const wordCharsMin = 4;
const stemCharsMax = 5;
const endings: readonly string[] = ["ings", "ing", "ed", "es", "s"];

/** True if the text names one of `names`, or shares words with one piece of the material. */
export function sharesAnything(reading: Reading, context: Context): boolean {
  const words = new Set(reading.words.map(({ folded }) => folded));
  const parts = (context.names ?? []).flatMap((name) => read(name, book.scripts).words);
  if (parts.some(({ folded }) => isTelling(folded) && words.has(folded))) return true;
  const own = new Set(
    read(context.name ?? "", book.scripts).words.map(({ folded }) => stem(folded)),
  );
  const content = contentWords(reading);
  return (context.material ?? []).some((said) => {
    const wanted = [...contentWords(read(said, book.scripts))].filter((word) => !own.has(word));
    const shared = wanted.filter((word) => content.has(word));
    return wanted.length > 0 && shared.length >= Math.min(sharedWordsMin, wanted.length);
  });
}

/** The words that say what a text is about, their endings cut. */
function contentWords(reading: Reading): ReadonlySet<string> {
  const found = new Set<string>();
  let before: Word | null = null;
  for (const word of reading.words) {
    if (isUnspaced(reading, word)) {
      if (before?.end === word.start) found.add(before.folded + word.folded);
      before = word;
      continue;
    }
    before = null;
    const written = reading.text.slice(word.start, word.end);
    const isAcronym = [...written].length > 1 && written === written.toUpperCase();
    const isLong = [...word.folded].length >= wordCharsMin;
    if (!book.stopWords.has(word.folded) && (isAcronym || isLong)) found.add(stem(word.folded));
  }
  return found;
}

function isUnspaced(reading: Reading, word: Word): boolean {
  const first = String.fromCodePoint(reading.text.codePointAt(word.start) ?? 0);
  return [...word.folded].length === 1 && scriptOf(first, book.scripts) >= 0;
}

function isTelling(word: string): boolean {
  return [...word].length > 1 || /[^\0-\x7f]/.test(word);
}

function stem(word: string): string {
  const chars = [...word];
  const ending = endings.find(
    (each) => word.endsWith(each) && chars.length - each.length >= wordCharsMin,
  );
  const bare = ending === undefined ? chars : chars.slice(0, -ending.length);
  return bare.slice(0, stemCharsMax).join("");
}
