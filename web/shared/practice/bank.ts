/**
 * The question bank and which questions to take to a talk. The mirror of
 * infoview_sync/practice/bank.py, which says how it picks; tests/vectors pin both.
 */
import { book } from "./rulebook.ts";
import { keyOf } from "./texts.ts";

/** `id`: `role-1`, or the user's own `own-1`. */
export interface BankQuestion {
  readonly id: string;
  readonly category: string;
  readonly text: string;
}

/** `categories` in the order of a talk; `pick_order`: which a short list needs first. */
interface Bank {
  readonly categories: readonly string[];
  readonly pick_order: readonly string[];
  readonly questions: readonly BankQuestion[];
}

// By pattern, though it finds one: only the build reads outside of web/ (see worker/projections).
const files: Readonly<Record<string, Bank>> = import.meta.glob(
  "../../../infoview_sync/practice/bank.json",
  { import: "default", eager: true },
);
const [file] = Object.values(files);
if (file === undefined) throw new RangeError("The build has no bank.json");

export const bank: Bank = file;

export interface Choice {
  /** Prepared for this interview. */
  readonly prepared: readonly string[];
  /** Asked of the same person before. */
  readonly asked: readonly string[];
  /** Only from these; all, if empty. */
  readonly categories?: readonly string[];
  /** How often the user prepared each text. */
  readonly uses?: Readonly<Record<string, number>>;
  /** The bank, unless given. */
  readonly candidates?: readonly BankQuestion[];
}

/** The same for two wordings of one question that differ in case, accents or marks. */
export function questionKey(text: string): string {
  return keyOf(text, book.scripts);
}

/** The seeds and after them the user's own, each question once. */
export function withOwn(
  own: readonly { readonly category: string; readonly text: string }[],
): readonly BankQuestion[] {
  const questions = [...bank.questions];
  const known = new Set(questions.map(({ text }) => questionKey(text)));
  for (const { category, text } of own) {
    if (known.has(questionKey(text))) continue;
    known.add(questionKey(text));
    questions.push({ id: `own-${questions.length - bank.questions.length + 1}`, category, text });
  }
  return questions;
}

/** At most n questions for one interview, in the order of a talk. */
export function suggest(n: number, choice: Choice): readonly BankQuestion[] {
  const { prepared, asked, categories = [], uses = {}, candidates = bank.questions } = choice;
  const usesByKey = new Map<string, number>();
  for (const [text, number] of Object.entries(uses)) {
    usesByKey.set(questionKey(text), (usesByKey.get(questionKey(text)) ?? 0) + number);
  }
  const preparedKeys = new Set(prepared.map(questionKey));
  const taken = new Set([...preparedKeys, ...asked.map(questionKey)]);
  const every = candidates.map((question, place) => ({
    question,
    place,
    key: questionKey(question.text),
  }));
  const filled = new Map<string, number>();
  const fill = (category: string) => filled.set(category, (filled.get(category) ?? 0) + 1);
  for (const { question, key } of every) {
    if (preparedKeys.has(key)) fill(question.category);
  }
  let free = every.filter(
    ({ key, question }) =>
      !taken.has(key) && (categories.length === 0 || categories.includes(question.category)),
  );
  const picked: typeof every = [];
  while (picked.length < n) {
    const order = free.map((each) => ({
      each,
      weights: [
        filled.get(each.question.category) ?? 0,
        placeIn(bank.pick_order, each.question.category),
        usesByKey.get(each.key) ?? 0,
        each.place,
      ],
    }));
    order.sort((one, other) => compared(one.weights, other.weights));
    const best = order[0]?.each;
    if (best === undefined) break;
    free = free.filter((each) => each !== best);
    fill(best.question.category);
    picked.push(best);
  }
  const weights = ({ question, place }: (typeof every)[number]) => [
    placeIn(bank.categories, question.category),
    place,
  ];
  return picked
    .sort((one, other) => compared(weights(one), weights(other)))
    .map(({ question }) => question);
}

/** The place of a category; the user's own come last. */
function placeIn(order: readonly string[], category: string): number {
  const place = order.indexOf(category);
  return place < 0 ? order.length : place;
}

function compared(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((weight, at) => weight !== other[at]);
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? 0);
}
