/**
 * Replay: the same SQL over a cut of history, in a database of its own beside the present; mirrors
 * infoview_sync/projections/replay.py.
 */
import type { AsOf } from "../../shared/messages.ts";
import { Engine } from "./engine.ts";
import { build, openSession } from "./projector.ts";
import { sqlText } from "./sql.ts";

/** `seqByLog`: the version vector; `occurredBefore`: ms since 1970, or null for no limit. */
export interface Cut {
  readonly seqByLog: readonly (readonly [string, number])[];
  readonly occurredBefore: number | null;
}

/** Cuts that stay open: moving between two dates is common, and each holds a copy of the log. */
const cutsKept = 3;

export function cutAt(live: Engine, asOf: AsOf): Cut {
  const isRecorded = asOf.axis === "recorded";
  const before = Math.floor(asOf.before);
  const rows = isRecorded
    ? live.rows(sqlText("query/cut_recorded.sql"), { before })
    : live.rows("SELECT log, seq FROM head ORDER BY log");
  const seqByLog = rows.map((row) => [String(row["log"]), Number(row["seq"])] as const);
  return { seqByLog, occurredBefore: isRecorded ? null : before };
}

/** A database on which every question answers as of the cut. The caller closes it. */
export async function openCut(live: Engine, cut: Cut): Promise<Engine> {
  const engine = await Engine.open();
  try {
    engine.exec("ATTACH ':memory:' AS source");
    engine.deserialize(live.serialize(), "source");
    engine.runFile("replay.sql");
    for (const [log, seq] of cut.seqByLog) {
      engine.run("INSERT INTO cut (log, seq) VALUES (?, ?)", [log, seq]);
    }
    engine.run("INSERT INTO horizon (one, occurred_before) VALUES (1, ?)", [cut.occurredBefore]);
    openSession(engine);
    await engine.fill(async () => engine.transact(() => build(engine)));
    return engine;
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** The last few cuts, kept open: a screen asks several questions of the same moment. */
export class Cuts {
  readonly #engineByCut = new Map<string, Promise<Engine>>();

  /** The database of a moment. Do not close it, and do not keep it across an `await`. */
  async at(live: Engine, asOf: AsOf): Promise<Engine> {
    const cut = cutAt(live, asOf);
    const key = JSON.stringify(cut);
    const engine = this.#engineByCut.get(key) ?? openCut(live, cut);
    this.#engineByCut.delete(key);
    this.#engineByCut.set(key, engine);
    engine.catch(() => this.#engineByCut.delete(key));
    for (const [old, unused] of this.#engineByCut) {
      if (this.#engineByCut.size <= cutsKept) break;
      this.#engineByCut.delete(old);
      void unused.then((each) => each.close());
    }
    return await engine;
  }

  close(): void {
    for (const engine of this.#engineByCut.values()) void engine.then((each) => each.close());
    this.#engineByCut.clear();
  }
}
