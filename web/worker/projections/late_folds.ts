/**
 * Folding everything, in two steps: what Today is read from, so that it can be drawn, then the rest,
 * with the indexes of the log that only the rest of the app needs.
 * A question about the rest, and whatever changes the notebook, first waits for it.
 */
import type { Engine } from "./engine.ts";
import { foldAllBut, foldFiles, indexForFolds, indexLog } from "./projector.ts";
import { isQuestion, readsOf } from "./queries.ts";
import { tablesIn } from "./sql.ts";

/** A fifth of the work; no other fold reads their rows. */
const lateFiles: readonly string[] = [
  "help",
  "insight",
  "journal",
  "note",
  "opportunity",
  "search",
].map((kind) => `fold/${kind}.sql`);
const lateTables: ReadonlySet<string> = new Set(lateFiles.flatMap(tablesIn));

/** A screen is drawn sooner than this. */
const anywayAfterMs = 300;

export class LateFolds {
  readonly #engine: Engine;
  #waiting: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Folds the whole log, in the caller's transaction. Only while the notebook is opened may the rest
   * wait: later, the screens that show it would have to be told a second time.
   */
  foldAll(isOpening: boolean): void {
    indexForFolds(this.#engine);
    this.#waiting = foldAllBut(this.#engine, isOpening ? lateFiles : []);
    if (this.#waiting.length === 0) indexLog(this.#engine);
    else this.#timer = setTimeout(() => this.#finishSoon(), anywayAfterMs);
  }

  /** Whether the answer to a named question would be wrong now. */
  concerns(name: string): boolean {
    if (this.#waiting.length === 0 || !isQuestion(name)) return false;
    return readsOf(this.#engine, name).some((table) => lateTables.has(table));
  }

  /** Folds what waits. */
  finish(): void {
    clearTimeout(this.#timer);
    const files = this.#waiting;
    if (files.length === 0) return;
    this.#engine.transact(() => {
      foldFiles(this.#engine, files);
      indexLog(this.#engine);
    });
    this.#waiting = [];
  }

  #finishSoon(): void {
    try {
      this.finish();
    } catch {
      // Whoever needs it next tries again, and hears what is wrong.
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }
}
