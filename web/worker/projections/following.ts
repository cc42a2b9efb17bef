/**
 * Keeps the projection up with the log. Another tab may write the log at any time, so it is never
 * assumed that all before an event has been seen: `follow` compares heads and reads what is lacking,
 * in order. Changes wait for one another.
 */
import type { Heads } from "../events/chain.ts";
import type { LogDatabase } from "../log/database.ts";
import type { Kept } from "../log/kept.ts";
import { eventsOf, lengthOf, readHeads, type Stretch, stretches } from "../log/reading.ts";
import type { World } from "../world.ts";
import type { Engine } from "./engine.ts";
import { scrub } from "./forget.ts";
import { Forgetting } from "./forgetting.ts";
import type { LateFolds } from "./late_folds.ts";
import type { LateLog } from "./late_log.ts";
import {
  fold,
  foldRoster,
  foldTouched,
  headsIn,
  indexLog,
  insertEvents,
  insertStretch,
  touchTails,
} from "./projector.ts";

/** Called with events folded so far and in all. */
export type Progress = (done: number, total: number) => void;

/** From this many events on, one fold of everything beats a fold a batch. */
const foldAllMin = 5000;
/** Taken events that wait to be folded together: each fold looks anew at people touched before. */
const unfoldedMax = 24_576;
/** Events after which a new snapshot is worth its megabytes; relative to all, so that it stays rare. */
const snapshotEventsMin = 500;
const snapshotShare = 0.1;

interface Parts {
  readonly database: LogDatabase;
  readonly engine: Engine;
  readonly lateFolds: LateFolds;
  readonly log: LateLog;
  readonly world: World;
  /** Words were erased: whatever else holds a copy of them is to let go of it. */
  readonly onErased: () => void;
}

export class Following {
  readonly #parts: Parts;
  readonly #forgetting: Forgetting;
  /** The last change of the projection; each waits for the one before. */
  #last: Promise<unknown> = Promise.resolve();
  #newerThanSnapshot = 0;
  /** Events that are in the table and not folded yet; only while many are being taken. */
  #unfolded = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#forgetting = new Forgetting(parts.database, parts.world);
  }

  /** Runs `work` once all changes before it are done. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const ready = async (): Promise<T> => {
      this.#parts.lateFolds.finish();
      await this.#parts.log.ready();
      return await work();
    };
    const turn = this.#last.then(ready, ready);
    this.#last = turn.catch(() => undefined);
    return await turn;
  }

  /** Fills views that are empty beside a log's tables, which may hold much already or nothing. */
  async fill(progress: Progress): Promise<void> {
    const kept = eventsIn(headsIn(this.#parts.engine));
    progress(0, kept);
    // These views are in no snapshot yet: without one, every start would fold them anew.
    this.#newerThanSnapshot = kept;
    if (kept > 0) this.#foldAll(true);
    await this.follow(progress, true);
  }

  /** Reads and folds what the log holds more; returns how many events. In turn, or while opening. */
  async follow(progress: Progress = () => undefined, isOpening = false): Promise<number> {
    const count = await this.#read(progress, isOpening);
    this.#newerThanSnapshot += count;
    await this.#forget();
    return count;
  }

  /**
   * Folds events that this tab has just written, unless another tab's come before them. If `more`
   * are taken at once, they may be folded together with those.
   */
  async take(events: readonly Kept[], more = false): Promise<void> {
    await this.inTurn(async () => {
      const { engine } = this.#parts;
      if (!continueThe(headsIn(engine), events)) {
        await this.follow();
        return;
      }
      this.#newerThanSnapshot += events.length;
      if (more || this.#unfolded > 0) {
        engine.transact(() => {
          insertEvents(engine, events);
          touchTails(engine, events);
        });
        this.#unfolded += events.length;
        if (!more || this.#unfolded >= unfoldedMax) this.foldWaiting();
      } else engine.transact(() => this.#insertAndFold(events));
      await this.#forget();
    });
  }

  /** Whether events are in the table that the views do not show yet. */
  get isBehind(): boolean {
    return this.#unfolded > 0;
  }

  /** Folds who may come in, even while the rest waits. */
  async foldRoster(): Promise<void> {
    const { engine } = this.#parts;
    await this.inTurn(async () => {
      if (this.isBehind) engine.transact(() => foldRoster(engine));
    });
  }

  /** Folds what waits for it. */
  async settle(): Promise<void> {
    await this.inTurn(async () => {
      this.foldWaiting();
      await this.#forget();
    });
  }

  foldWaiting(): void {
    if (!this.isBehind) return;
    const { engine } = this.#parts;
    engine.transact(() => {
      foldTouched(engine);
      this.#forgetting.inViews(engine, null);
    });
    this.#unfolded = 0;
  }

  /**
   * Calls `keep` if enough is new since the last snapshot. Not before the log is erased of what the
   * views forgot: a start from such a snapshot would find nothing to erase.
   */
  async keepSnapshot(keep: () => Promise<void>): Promise<void> {
    await this.#forget();
    const count = eventsIn(headsIn(this.#parts.engine));
    if (this.#newerThanSnapshot < Math.max(snapshotEventsMin, count * snapshotShare)) return;
    await keep();
    this.#newerThanSnapshot = 0;
  }

  /** Overwrites what is still on the disk of words that were erased before this start. */
  async displaceLeft(): Promise<void> {
    await this.#forgetting.displaceLeft();
  }

  /** Erases from the log what the views forgot, and says what nobody has named yet. */
  async #forget(): Promise<void> {
    while (this.#forgetting.isDue) {
      await this.#forgetting.finish();
      this.#parts.onErased();
      scrub(this.#parts.engine);
      await this.#read(() => undefined, false);
      // The snapshot held a copy of the words too, and is gone.
      this.#newerThanSnapshot = Number.MAX_SAFE_INTEGER;
    }
  }

  #foldAll(isOpening: boolean): void {
    const { engine, lateFolds } = this.#parts;
    engine.transact(() => {
      lateFolds.foldAll(isOpening);
      this.#forgetting.inViews(engine, null);
    });
  }

  #insertAndFold(events: readonly Kept[]): void {
    const { engine } = this.#parts;
    insertEvents(engine, events);
    fold(engine, events);
    this.#forgetting.inViews(engine, events);
  }

  /** Questions are answered between the batches. */
  async #read(progress: Progress, isOpening: boolean): Promise<number> {
    const { database, engine, lateFolds, log } = this.#parts;
    await log.ready();
    const lacking = await lackingIn(headsIn(engine), database);
    const total = lacking.reduce((sum, { after, until }) => sum + until - after, 0);
    const foldsOnce = total >= foldAllMin;
    let done = 0;
    progress(0, total);
    if (total > 0) lateFolds.finish();
    if (!foldsOnce) indexLog(engine);
    const put = (stretch: Stretch): void => {
      if (foldsOnce) insertStretch(engine, stretch);
      else this.#insertAndFold(eventsOf(stretch));
    };
    try {
      for (const { log: each, after, until } of lacking) {
        for await (const stretch of stretches(database, each, after, until)) {
          engine.transact(() => put(stretch));
          done += lengthOf(stretch);
          progress(done, total);
        }
      }
    } finally {
      // Even if the log proves damaged further on, what was read of it is shown.
      if (foldsOnce) this.#foldAll(isOpening);
    }
    return total;
  }
}

async function lackingIn(have: Heads, database: LogDatabase) {
  return [...(await readHeads(database))]
    .map(([log, { seq }]) => ({ log, after: have.get(log)?.seq ?? 0, until: seq }))
    .filter(({ after, until }) => after < until);
}

function eventsIn(heads: Heads): number {
  return [...heads.values()].reduce((sum, { seq }) => sum + seq, 0);
}

/** Whether each log's first event follows at once on what is here. */
function continueThe(heads: Heads, events: readonly Kept[]): boolean {
  const seen = new Set<string>();
  return events.every(({ log, seq }) => {
    if (seen.has(log)) return true;
    seen.add(log);
    return seq === (heads.get(log)?.seq ?? 0) + 1;
  });
}
