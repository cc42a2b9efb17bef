/** The recovery phrase; the mirror of infoview_sync/keys/phrase.py, with the same word list. */
import { sha256 } from "@noble/hashes/sha2.js";
import { InputError } from "../errors.ts";
import { keyBytes } from "./primitives.ts";

export const phraseWords = 24;
const wordBits = 11;
/** Far above 24 words with numbers and line ends; a pasted book is refused unread. */
const phraseCharsMax = 1000;
const wordCharsMax = 32;

// By pattern, as all that the build reads outside of web/; fetched when a phrase is asked for.
const lists = import.meta.glob<string>("../../../infoview_sync/keys/bip39_english.txt", {
  query: "?raw",
  import: "default",
});

/** The 2048 words, sorted. */
export async function wordList(): Promise<readonly string[]> {
  const [list] = await Promise.all(Object.values(lists).map((load) => load()));
  return (list ?? "").trim().split(/\s+/);
}

/** The 24 words of a 32-byte secret. */
export async function phraseOf(secret: Uint8Array): Promise<readonly string[]> {
  if (secret.length !== keyBytes) throw new RangeError("A recovery secret has 32 bytes");
  const words = await wordList();
  const bits = bitsOf(secret) + bitsOf(sha256(secret).subarray(0, 1));
  return Array.from({ length: phraseWords }, (_, nth) => {
    const place = Number.parseInt(bits.slice(nth * wordBits, (nth + 1) * wordBits), 2);
    return words[place] ?? "";
  });
}

/**
 * The 32 bytes of a phrase as people type it: any case, numbered, in lines or with commas. Throws
 * InputError naming the word that is wrong, and the nearest right one.
 */
export async function secretOf(phrase: string): Promise<Uint8Array> {
  const known = await wordList();
  const typed = phrase.length <= phraseCharsMax ? typedWords(phrase) : [];
  if (typed.length !== phraseWords) {
    throw new InputError(`A recovery phrase has ${phraseWords} words, here are ${typed.length}`);
  }
  const bits = typed.map((word, at) => {
    const place = known.indexOf(word);
    if (place !== -1) return place.toString(2).padStart(wordBits, "0");
    throw new InputError(
      `Word ${at + 1}, “${word.slice(0, wordCharsMax)}”, is not one that a recovery phrase has; did you mean “${nearestWord(known, word)}”?`,
    );
  });
  const all = bits.join("");
  const bytes = Uint8Array.from({ length: keyBytes + 1 }, (_, at) =>
    Number.parseInt(all.slice(at * 8, at * 8 + 8), 2),
  );
  const secret = bytes.slice(0, keyBytes);
  if (sha256(secret)[0] !== bytes[keyBytes]) {
    throw new InputError(
      "These 24 words do not belong together: one is another word of the list, or two have changed places",
    );
  }
  return secret;
}

/**
 * The words in what was typed. If they are numbered from 1 to 24, in this order: as they are
 * printed, in columns, they are read line by line.
 */
function typedWords(phrase: string): readonly string[] {
  const found = phrase.toLowerCase().matchAll(/(\d*)[^\p{L}\d]*(\p{L}+)/gu);
  const typed = Array.from(found, ([, number, word]) => ({ number: Number(number), word }));
  const sorted = typed.toSorted((one, other) => one.number - other.number);
  const isNumbered = sorted.every(({ number }, at) => number === at + 1);
  return (isNumbered && typed.length === phraseWords ? sorted : typed).map(
    ({ word }) => word ?? "",
  );
}

/** The word of the list that takes the fewest changed letters; the first of equals. */
function nearestWord(known: readonly string[], word: string): string {
  const typed = word.slice(0, wordCharsMax);
  const distances = known.map((each) => distance(typed, each));
  return known[distances.indexOf(Math.min(...distances))] ?? "";
}

/** How many letters to insert, drop or replace (Levenshtein). */
function distance(left: string, right: string): number {
  let above = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [row, one] of [...left].entries()) {
    const line = [row + 1];
    for (const [column, other] of [...right].entries()) {
      const replaced = (above[column] ?? 0) + (one === other ? 0 : 1);
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}

function bitsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
}
