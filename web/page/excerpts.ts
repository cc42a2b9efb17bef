/** The part of a text that shows why it was found. Pure. */

/** Some words before the first that was found; on a phone it must still be in sight. */
const leadChars = 24;
const excerptChars = 120;

/** Around the first of the words that is found, as the search finds it: see `placesOf`. */
export function excerptOf(text: string, wanted: string): string {
  const chars = [...text.trim().replaceAll(/\s+/g, " ")];
  const first = Math.min(...placesOf(wanted, chars).filter((place) => place >= 0));
  const from = first - leadChars > 0 && Number.isFinite(first) ? wordStart(chars, first) : 0;
  const part = chars.slice(from, from + excerptChars).join("");
  return `${from > 0 ? "…" : ""}${part}${from + excerptChars < chars.length ? "…" : ""}`;
}

/** The first word that begins so little before a place; the place itself where words have no spaces. */
function wordStart(chars: readonly string[], place: number): number {
  const space = chars.indexOf(" ", place - leadChars - 1);
  return space >= 0 && space < place ? space + 1 : place;
}

export function holdsAll(text: string, wanted: string): boolean {
  return placesOf(wanted, [...text]).every((place) => place >= 0);
}

/** Where each word stands, -1 if nowhere: best at a word's beginning, in any case, without accents. */
function placesOf(wanted: string, chars: readonly string[]): readonly number[] {
  const plain = plainOf(chars);
  return wanted
    .trim()
    .split(/\s+/)
    .map((said) => {
      const word = plainOf([...said]);
      const place = ` ${plain}`.indexOf(` ${word}`);
      return place >= 0 ? place : plain.indexOf(word);
    });
}

/** One character for each, so that places in it are places in the text. */
function plainOf(chars: readonly string[]): string {
  return chars.map(plainChar).join("");
}

function plainChar(char: string): string {
  const base = char.normalize("NFD").toLowerCase().charAt(0);
  return /[\p{L}\p{N}]/u.test(base) ? base : " ";
}
