/**
 * The coach: reads a draft and points out what a career adviser would, with rule and source. The
 * mirror of infoview_sync/practice/coach.py; tests/vectors/practice.json keeps both the same.
 */
import { sharesAnything } from "./material.ts";
import { find, findLiteral, overlaps, type Span } from "./phrases.ts";
import { book, type Context, type Kind, type Rule, type Severity } from "./rulebook.ts";
import { count, type Reading, read, trimmed } from "./texts.ts";
import { timesIn } from "./times.ts";

/** A second question shorter than this (`Why?`) only asks for more of the first. */
const secondQuestionWordsMin = 4;

/** One piece of advice; with a place, it is about text.slice(start, end). */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly source: string;
  readonly place: Place | null;
}

export type Place = readonly [start: number, end: number];

/** What every check is given. */
interface Draft {
  readonly reading: Reading;
  readonly rule: Rule;
  readonly context: Context;
  readonly limit: number;
}

/** A rule fires: how many there are of what it counts, and where. */
interface Hit {
  readonly number?: number;
  readonly place?: Place;
}

type Check = (draft: Draft) => Hit | null;

/**
 * What is to be said about a draft, in the order of the rules; empty if nothing is. For the kind
 * `questions`, the text holds one question a line.
 */
export function coach(kind: Kind, text: string, context: Context = {}): readonly Finding[] {
  const reading = read(text, book.scripts);
  const english = isEnglish(reading);
  return book.rules
    .filter((rule) => rule.kinds.includes(kind) && (english || rule.english !== true))
    .flatMap((rule) => {
      const norm = rule.norm ?? "";
      const limit = context.norms?.[norm] ?? book.norms[norm] ?? 0;
      const hit = checks[rule.check]?.({ reading, rule, context, limit }) ?? null;
      return hit === null ? [] : [findingOf(text, rule, limit, hit)];
    });
}

function findingOf(text: string, rule: Rule, limit: number, hit: Hit): Finding {
  const passage = hit.place === undefined ? "" : text.slice(...hit.place);
  const message = rule.message
    .replaceAll("{count}", String(hit.number ?? 0))
    .replaceAll("{limit}", String(limit))
    .replaceAll("{passage}", () => passage);
  const { id, severity, source } = rule;
  return { rule: id, severity, message, source, place: hit.place ?? null };
}

/** True unless other words speak against it; a question's first word may be anything. */
function isEnglish({ words }: Reading): boolean {
  const counted = (test: (word: string) => boolean) =>
    words.filter(({ folded }) => test(folded)).length;
  const others = counted((word) => book.otherWords.has(word));
  return (
    counted((word) => !/[^\0-\x7f]/.test(word)) * 2 >= words.length &&
    others <= counted((word) => book.englishWords.has(word))
  );
}

function spansOf(draft: Draft, names: readonly string[] | undefined): Span[] {
  const phrases = (names ?? []).flatMap((name) =>
    Object.hasOwn(book.phrases, name) ? (book.phrases[name] ?? []) : [name],
  );
  return find(draft.reading, phrases);
}

function placeOf({ words }: Reading, { first, after }: Span): Place {
  return [words[first]?.start ?? 0, words[after - 1]?.end ?? 0];
}

function sentenceOf({ words }: Reading, { first }: Span): number | undefined {
  return words[first]?.sentence;
}

/** Unless it is said otherwise, denied, or quoted from what they said. */
const says: Check = (draft) => {
  const { reading, rule, context } = draft;
  const quoted = (context.material ?? []).flatMap((said) =>
    findLiteral(reading, read(said, book.scripts)),
  );
  const spared = [...spansOf(draft, rule.unless), ...quoted];
  const span = spansOf(draft, rule.phrases).find(
    (each) => !overlaps(each, spared) && !(rule.negatable === true && isDenied(reading, each)),
  );
  return span === undefined ? null : { place: placeOf(reading, span) };
};

function isDenied(reading: Reading, span: Span): boolean {
  return reading.words
    .slice(Math.max(0, span.first - book.negationWordsMax), span.first)
    .some((word) => book.negations.has(word.folded) && word.sentence === sentenceOf(reading, span));
}

const lacks: Check = (draft) => {
  const { reading, rule, context } = draft;
  const words = reading.words.filter(({ sentence }) => sentence < (rule.sentences ?? Infinity));
  const known = { referrer: [context.referrer ?? ""], shared: context.shared ?? [] };
  const isNamed = (value: string) =>
    read(value, book.scripts).words.some(
      ({ folded }) => isTelling(folded) && words.some((word) => word.folded === folded),
    );
  const names = rule.context ?? [];
  if (names.includes("referrer") && known.referrer.some(isNamed)) return null;
  if (names.includes("shared") && known.shared.some(isNamed)) return null;
  return spansOf(draft, rule.phrases).some(({ first }) => first < words.length) ? null : {};
};

/** A word of a name that tells it apart. */
function isTelling(word: string): boolean {
  return [...word].length > 2 || /[^\0-\x7f]/.test(word);
}

const timeOver: Check = ({ reading, limit }) => {
  const time = timesIn(reading).find(({ minutes }) => minutes > limit);
  return time === undefined ? null : { number: time.minutes, place: placeOf(reading, time.span) };
};

const lastQuestionSays: Check = (draft) => {
  const { reading, rule } = draft;
  const last = reading.questions.at(-1) ?? reading.words.at(-1)?.sentence;
  const inLast = (span: Span) => sentenceOf(reading, span) === last;
  if (spansOf(draft, rule.unless).some(inLast)) return null;
  const span = spansOf(draft, rule.phrases).find(inLast);
  return span === undefined ? null : { place: placeOf(reading, span) };
};

const manyQuestions: Check = (draft) => {
  const { words, questions } = draft.reading;
  const long = questions
    .slice(1)
    .filter(
      (number) =>
        words.filter(({ sentence }) => sentence === number).length >= secondQuestionWordsMin,
    );
  return long.length > 0 ? { number: long.length + 1 } : says(draft);
};

const linesLack: Check = (draft) => {
  const { reading, rule, context } = draft;
  const hasCategory = (context.categories ?? []).includes(rule.category ?? "");
  const isFine =
    hasCategory || reading.words.length === 0 || spansOf(draft, rule.phrases).length > 0;
  return isFine ? null : {};
};

function hasNotes({ material = [], names = [] }: Context): boolean {
  return material.length + names.length > 0;
}

const nameLacking: Check = ({ reading, context }) => {
  const wanted = read(context.name ?? "", book.scripts).words;
  const found = new Set(reading.words.map(({ folded }) => folded));
  return wanted.length === 0 || wanted.some(({ folded }) => found.has(folded)) ? null : {};
};

const contains: Check = ({ reading: { text }, rule }) => {
  const mark = rule.marks?.find((each) => text.includes(each));
  if (mark === undefined) return null;
  const start = text.indexOf(mark);
  return { place: [start, start + mark.length] };
};

const over = (number: number, limit: number): Hit | null => (number > limit ? { number } : null);

const checks: Readonly<Record<string, Check>> = {
  words_over: ({ reading, limit }) => over(count(reading.text, book.scripts), limit),
  says,
  lacks,
  time_lacking: ({ reading }) => (timesIn(reading).length > 0 ? null : {}),
  time_over: timeOver,
  context_over: ({ context, limit }) => over(context.follow_ups ?? 0, limit - 1),
  last_question_says: lastQuestionSays,
  many_questions: manyQuestions,
  lines_under: ({ reading: { text }, limit }) => {
    const number = text.split("\n").filter((line) => trimmed(line) !== "").length;
    return number < limit ? { number } : null;
  },
  lines_lack: linesLack,
  shares_nothing: ({ reading, context }) =>
    hasNotes(context) && !sharesAnything(reading, context) ? {} : null,
  nothing_noted: ({ context }) => (hasNotes(context) ? null : {}),
  name_lacking: nameLacking,
  contains,
  other_language: ({ reading }) => (isEnglish(reading) ? null : {}),
};
