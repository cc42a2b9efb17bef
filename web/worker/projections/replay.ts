/**
 * Replay: the same SQL over a cut of history, in a database of its own beside the present; mirrors
 * infoview_sync/projections/replay.py, and moves where that opens anew.
 *
 * There is one such database, opened with the first question about the past. It holds a copy of the
 * log (`source`), to which new events are added as they come, and the rows of one moment. Another
 * moment costs only the subjects of the events in between: replay_move.sql.
 */
import type { AsOf } from "../../shared/messages.ts";
import { StoreError } from "../errors.ts";
import { Engine } from "./engine.ts";
import { build, foldTouched, openSession } from "./projector.ts";
import { sqlText } from "./sql.ts";

/** `seqByLog`: the version vector; `occurredBefore`: ms since 1970, or null for no limit. */
export interface Cut {
  readonly seqByLog: readonly (readonly [string, number])[];
  readonly occurredBefore: number | null;
}

/** New events that are copied one by one; with more, the whole log is copied again. */
const copiedMax = 2000;

const cutRecorded =
  "SELECT log, max(seq) AS seq FROM source.event" +
  " WHERE hlc > 0 AND hlc < :before * 1024 GROUP BY log ORDER BY log";
const newer =
  "SELECT log, seq, hlc, type, subject, occurred_at, offset_min, CAST(body AS BLOB), body_hash," +
  " hash FROM event WHERE log = :log AND seq > :after ORDER BY seq";
const copy =
  "INSERT INTO source.event (log, seq, hlc, type, subject, occurred_at, offset_min, body," +
  " body_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?)";

export function cutAt(live: Engine, asOf: AsOf): Cut {
  const before = Math.floor(asOf.before);
  if (asOf.axis === "occurred") return { seqByLog: headsOf(live), occurredBefore: before };
  const rows = live.rows(sqlText("query/cut_recorded.sql"), { before });
  return { seqByLog: rows.map(vectorOf), occurredBefore: null };
}

/** A database on which every question answers as of the cut. The caller closes it. */
export async function openCut(live: Engine, cut: Cut): Promise<Engine> {
  const engine = await Engine.open();
  try {
    engine.attach("source");
    engine.deserialize(live.serialize("log"), "source");
    // If anything here fails, the database is given up: nothing need be taken back.
    engine.exec("PRAGMA journal_mode = OFF");
    engine.runFile("replay.sql");
    fillCut(engine, "cut", cut);
    engine.run("INSERT INTO horizon (one, occurred_before) VALUES (1, ?)", [cut.occurredBefore]);
    openSession(engine);
    engine.transact(() => build(engine));
    return engine;
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** Brings a database of `openCut` to another cut of the same log. */
export function moveCut(engine: Engine, cut: Cut): void {
  engine.transact(() => {
    fillCut(engine, "next_cut", cut);
    engine.run("INSERT INTO next_horizon (one, occurred_before) VALUES (1, ?)", [
      cut.occurredBefore,
    ]);
    engine.runFile("replay_move.sql");
    foldTouched(engine);
  });
}

/** The past, at whichever moment was asked for last. */
export class Replay {
  #opening: Promise<Engine> | null = null;
  /** How far `source` goes, and which moment the rows show. */
  #heads = new Map<string, number>();
  #moment = "";

  /** What `work` finds at a moment. `work` never awaits: the next question moves the database. */
  async read<T>(live: Engine, asOf: AsOf, work: (engine: Engine) => T): Promise<T> {
    this.#opening ??= this.#open(live, asOf);
    const opening = this.#opening;
    const engine = await opening;
    if (this.#opening !== opening) return await this.read(live, asOf, work);
    try {
      if (!this.#follow(live, engine)) {
        this.close();
        return await this.read(live, asOf, work);
      }
      this.#moveTo(engine, asOf);
    } catch (error) {
      this.close();
      throw error;
    }
    return work(engine);
  }

  close(): void {
    void this.#opening?.then(
      (engine) => engine.close(),
      () => undefined,
    );
    this.#opening = null;
  }

  async #open(live: Engine, asOf: AsOf): Promise<Engine> {
    try {
      const engine = await openCut(live, cutAt(live, asOf));
      // They hold no bodies, so that a moment is found without reading through the whole log.
      engine.exec("CREATE INDEX source.event_recorded ON event (log, hlc)");
      // The log may have grown while SQLite was opened: what was copied counts, and is moved to.
      this.#heads = new Map(engine.rows("SELECT log, seq FROM source.head").map(vectorOf));
      this.#moment = "";
      return engine;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  /** Copies what is new in the log; false if that is too much. */
  #follow(live: Engine, engine: Engine): boolean {
    const grown = headsOf(live).filter(([log, seq]) => seq !== (this.#heads.get(log) ?? 0));
    if (grown.length === 0) return true;
    const count = grown.reduce((sum, [log, seq]) => sum + seq - (this.#heads.get(log) ?? 0), 0);
    if (count > copiedMax) return false;
    engine.transact(() => {
      for (const [log, seq] of grown) {
        const after = this.#heads.get(log) ?? 0;
        live.each(newer, (values) => engine.run(copy, values.map(sqlValue)), { log, after });
        this.#heads.set(log, seq);
      }
    });
    this.#moment = "";
    return true;
  }

  #moveTo(engine: Engine, asOf: AsOf): void {
    const moment = momentOf(asOf);
    if (moment === this.#moment) return;
    const before = Math.floor(asOf.before);
    const cut =
      asOf.axis === "occurred"
        ? { seqByLog: [...this.#heads], occurredBefore: before }
        : { seqByLog: engine.rows(cutRecorded, { before }).map(vectorOf), occurredBefore: null };
    moveCut(engine, cut);
    this.#moment = moment;
  }
}

function fillCut(engine: Engine, table: "cut" | "next_cut", cut: Cut): void {
  for (const [log, seq] of cut.seqByLog) {
    engine.run(`INSERT INTO ${table} (log, seq) VALUES (?, ?)`, [log, seq]);
  }
}

function headsOf(live: Engine): readonly (readonly [string, number])[] {
  return live.rows("SELECT log, seq FROM head ORDER BY log").map(vectorOf);
}

function vectorOf(row: Readonly<Record<string, unknown>>): readonly [string, number] {
  return [String(row["log"]), Number(row["seq"])];
}

function momentOf({ before, axis }: AsOf): string {
  return `${axis} ${Math.floor(before)}`;
}

function sqlValue(value: unknown): string | number | null | Uint8Array {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (value instanceof Uint8Array) return value;
  throw new StoreError(`An event holds a ${typeof value}`);
}
