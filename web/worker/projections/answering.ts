/** Answers questions about a notebook, now or as of any moment of the past. */
import type { AsOf } from "../../shared/messages.ts";
import type { PackedRows } from "../../shared/rows.ts";
import { theRest } from "../later.ts";
import type { World } from "../world.ts";
import type { Engine } from "./engine.ts";
import type { Question } from "./first_answers.ts";
import type { LateFolds } from "./late_folds.ts";
import type { LateLog } from "./late_log.ts";
import { agenda, ask, isQuestion, search } from "./queries.ts";
import type { Replay } from "./replay.ts";
import { readsLog } from "./sql.ts";

interface Parts {
  readonly engine: Engine;
  readonly lateFolds: LateFolds;
  readonly log: LateLog;
  readonly world: World;
}

export class Answering {
  readonly #parts: Parts;
  /** Made with the first question about the past. */
  #replay: Replay | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async answer(question: Question): Promise<PackedRows> {
    const { lateFolds, log, world } = this.#parts;
    const { as_of } = question;
    const nowMs = as_of === undefined ? world.wallMs() : as_of.before - 1;
    if (question.tag === "ask" && !isQuestion(question.name)) await theRest();
    if (question.tag === "ask" && readsLog(`query/${question.name}.sql`)) await log.ready();
    const name = question.tag === "ask" ? question.name : question.tag;
    if (name === "search" || lateFolds.concerns(name)) lateFolds.finish();
    return await this.#at(as_of, (engine) => answerIn(engine, question, nowMs));
  }

  /** Drops the views of the past; the next question about it makes them anew. */
  dropPast(): void {
    this.#replay?.close();
  }

  /** `work` on the views of the present or of a moment of the past. */
  async #at<T>(asOf: AsOf | undefined, work: (engine: Engine) => T): Promise<T> {
    const { engine, log } = this.#parts;
    if (asOf === undefined) return work(engine);
    await log.ready();
    const { Replay } = await theRest();
    this.#replay ??= new Replay();
    return await this.#replay.read(engine, asOf, work);
  }
}

export function answerIn(engine: Engine, question: Question, nowMs: number): PackedRows {
  if (question.tag === "ask") return ask(engine, question.name, question.parameters, nowMs);
  if (question.tag === "search") return search(engine, question.words);
  const { now, offset_min, days, contact, limit } = question;
  return agenda(engine, now, offset_min, days, contact, limit);
}
