/** coach.json as types, read from the Python package when the app is built: one file for both. */
import { foldWord, type Script } from "./texts.ts";

export type Kind =
  | "outreach"
  | "follow_up"
  | "confirmation"
  | "question"
  | "questions"
  | "thank_you"
  | "report_back";
export type Severity = "warning" | "hint";
type Numbers = Readonly<Record<string, number>>;

/** What the notebook knows about the person and the talk; all of it may be missing. */
export interface Context {
  readonly name?: string;
  /** Who named them. */
  readonly referrer?: string;
  /** Schools, employers or groups that both know. */
  readonly shared?: readonly string[];
  /** What was said: insights, notes, advice, answers. */
  readonly material?: readonly string[];
  /** Whom they named. */
  readonly names?: readonly string[];
  /** Sent already. */
  readonly follow_ups?: number;
  /** Of the prepared questions. */
  readonly categories?: readonly string[];
  /** The user's own, over the defaults. */
  readonly norms?: Numbers;
}

interface Example {
  readonly text: string;
  readonly context?: Context;
}

/** One rule; which of the optional fields it has depends on its check. */
export interface Rule {
  readonly id: string;
  readonly kinds: readonly Kind[];
  readonly check: string;
  readonly severity: Severity;
  readonly message: string;
  readonly source: string;
  readonly fires: Example;
  readonly silent: Example;
  readonly english?: boolean;
  readonly negatable?: boolean;
  readonly norm?: string;
  readonly phrases?: readonly string[];
  readonly unless?: readonly string[];
  readonly marks?: readonly string[];
  readonly sentences?: number;
  readonly context?: readonly string[];
  readonly key?: string;
  readonly category?: string;
}

interface File {
  readonly scripts: readonly Script[];
  readonly norms: Numbers;
  readonly english: { readonly words: string; readonly others: string };
  readonly time: {
    readonly minute: string;
    readonly hour: string;
    readonly numbers: Numbers;
    readonly not_after: string;
  };
  readonly negations: string;
  readonly negation_words_max: number;
  readonly stop_words: string;
  readonly phrases: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly Rule[];
}

// By pattern, though it finds one: only the build reads outside of web/ (see worker/projections).
const files: Readonly<Record<string, File>> = import.meta.glob(
  "../../../infoview_sync/practice/coach.json",
  { import: "default", eager: true },
);
const [file] = Object.values(files);
if (file === undefined) throw new RangeError("The build has no coach.json");

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(" ").map(foldWord));

/** The whole file, words folded. */
export const book = {
  scripts: file.scripts,
  norms: file.norms,
  rules: file.rules,
  phrases: file.phrases,
  numbers: file.time.numbers,
  negationWordsMax: file.negation_words_max,
  englishWords: wordsOf(file.english.words),
  otherWords: wordsOf(file.english.others),
  minuteWords: wordsOf(file.time.minute),
  hourWords: wordsOf(file.time.hour),
  notAfter: wordsOf(file.time.not_after),
  negations: wordsOf(file.negations),
  stopWords: wordsOf(file.stop_words),
} as const;
