/**
 * The files that were chosen for an import, and how far each is. They stay chosen while one looks at
 * other screens, and while the laptop that reads them cannot be reached.
 */
import { signal } from "@preact/signals";
import type { FileWord } from "../../shared/messages";
import { type Engine, EngineError } from "../engine.ts";
import { wordsOf } from "../notebook.ts";
import { type Answer, answerIn, type Reading } from "./files_in.ts";

export type Stage =
  | { readonly type: "waiting" }
  | { readonly type: "reading"; readonly isImport: boolean; readonly progress: Progress | null }
  | { readonly type: "read"; readonly answer: Answer }
  /** The laptop did not answer: nothing is lost, and it is tried again on a tap. */
  | { readonly type: "unreachable"; readonly words: string }
  | { readonly type: "done"; readonly answer: Answer };

export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export interface Choice {
  readonly id: number;
  readonly file: File;
  readonly word: FileWord;
  readonly stage: Stage;
}

/** More at once is a mistake of the hand. */
export const filesMax = 20;

export const choices = signal<readonly Choice[]>([]);
let latest = 0;
/** One file goes at a time: the laptop reads them one after the other anyway. */
let running: Promise<void> = Promise.resolve();

export function choose(engine: Engine, files: readonly File[]): void {
  const room = filesMax - choices.value.length;
  const chosen = files.slice(0, Math.max(0, room)).map((file): Choice => {
    latest += 1;
    const word = { name: file.name.slice(-255) || "file", columns: [], me: [] };
    return { id: latest, file, word, stage: { type: "waiting" } };
  });
  choices.value = [...choices.value, ...chosen];
  for (const { id } of chosen) void preview(engine, id);
}

export function leaveOut(id: number): void {
  choices.value = choices.value.filter((choice) => choice.id !== id);
}

/** Reads the file anew, as the word about it now is. */
export function preview(engine: Engine, id: number, word?: Partial<FileWord>): Promise<void> {
  change(id, (choice) => ({ ...choice, word: { ...choice.word, ...word } }));
  return queued(() => send(engine, id, true));
}

/** Imports these. The other files are read anew then: who was new in them may be known by now. */
export async function take(engine: Engine, ids: readonly number[]): Promise<void> {
  for (const id of ids) await queued(() => send(engine, id, false));
  const isDone = choices.value.some(({ id, stage }) => ids.includes(id) && stage.type === "done");
  const left = choices.value.filter(({ stage }) => isDone && stage.type === "read");
  for (const { id } of left) void preview(engine, id);
}

/** What was recorded of a file, if it was another program's. */
export function readingOf(id: number): Reading | null {
  const stage = choices.value.find((choice) => choice.id === id)?.stage;
  return stage?.type === "done" && stage.answer.type === "read" ? stage.answer.reading : null;
}

/** Passes on how far the file in hand is. */
export function heardProgress(progress: Progress): void {
  choices.value = choices.value.map((choice) =>
    choice.stage.type === "reading" ? { ...choice, stage: { ...choice.stage, progress } } : choice,
  );
}

function queued(work: () => Promise<void>): Promise<void> {
  running = running.then(work);
  return running;
}

async function send(engine: Engine, id: number, isPreview: boolean): Promise<void> {
  const choice = choices.value.find((each) => each.id === id);
  if (choice === undefined) return;
  const { file, word } = choice;
  stageOf(id, { type: "reading", isImport: !isPreview, progress: null });
  try {
    const line = await engine.request({ tag: "file_in", file, word, preview: isPreview });
    const answer = answerIn(line);
    const isDone = !isPreview && answer.type !== "refused";
    stageOf(id, { type: isDone ? "done" : "read", answer });
    // What was recorded on the laptop is fetched at once.
    if (isDone) await engine.request({ tag: "sync" });
  } catch (error) {
    stageOf(id, { type: "unreachable", words: unreachableWords(error) });
  }
}

function unreachableWords(error: unknown): string {
  return error instanceof EngineError && error.code === "unreachable"
    ? "The laptop reads the files, and it cannot be reached. Your choice is kept as long as this page is open."
    : wordsOf(error);
}

function stageOf(id: number, stage: Stage): void {
  change(id, (choice) => ({ ...choice, stage }));
}

function change(id: number, to: (choice: Choice) => Choice): void {
  choices.value = choices.value.map((choice) => (choice.id === id ? to(choice) : choice));
}
