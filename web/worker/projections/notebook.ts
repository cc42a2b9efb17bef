/**
 * A notebook in this browser: the log in IndexedDB, which is the truth, and its projection in
 * memory, which follows it. Mirrors infoview_sync/projections/notebook.py.
 *
 * Another tab may write the log at any time, so the projection never assumes that it has seen all
 * before an event: `#follow` compares heads and reads what it lacks, in order.
 */
import type { AsOf, Draft, EventName, Parameters, Row, Summary } from "../../shared/messages.ts";
import { type PackedRows, rowsIn } from "../../shared/rows.ts";
import { bytesToHex } from "@noble/hashes/utils.js";
import { StoreError } from "../errors.ts";
import type { Heads } from "../events/chain.ts";
import { compact } from "../log/compaction.ts";
import type { LogDatabase } from "../log/database.ts";
import type { Kept } from "../log/kept.ts";
import { keyringOf, readKeyring } from "../log/keyring.ts";
import { type Identity, readIdentity } from "../log/meta.ts";
import { eventsOf, lengthOf, readHeads, stretches } from "../log/reading.ts";
import { accept, append, continueInNewLog, type Run } from "../log/store.ts";
import type { World } from "../world.ts";
import { type Admitted, admitRuns, type Gate, standingBy } from "./admitting.ts";
import { Answering, answerIn } from "./answering.ts";
import { DaysAhead } from "./days_ahead.ts";
import { Engine } from "./engine.ts";
import {
  createViews,
  digest,
  fold,
  foldRoster,
  foldTouched,
  headsIn,
  indexLog,
  insertEvents,
  insertStretch,
  touchTails,
} from "./projector.ts";
import { scrub } from "./forget.ts";
import {
  answersAll,
  dropPastDays,
  keepAnswers,
  type Question,
  readAnswers,
} from "./first_answers.ts";
import { Forgetting } from "./forgetting.ts";
import { LateFolds } from "./late_folds.ts";
import { LateLog } from "./late_log.ts";
import { readsOf } from "./queries.ts";
import { isRevoked, type SignedRun, trustedKeyOf } from "./roster.ts";
import { beginLog, equalHeads, keep, type Restored, restore } from "./snapshot.ts";
import { sqlHash } from "./sql.ts";

/** Called with events folded so far and in all. */
export type Progress = (done: number, total: number) => void;

/** From this many events on, one fold of everything beats a fold a batch. */
const foldAllMin = 5000;
/** Taken events that wait to be folded together: each fold looks anew at people touched before. */
const unfoldedMax = 24_576;
/** Events after which a new snapshot is worth its megabytes; relative to all, so that it stays rare. */
const snapshotEventsMin = 500;
const snapshotShare = 0.1;

export class Notebook {
  readonly database: LogDatabase;
  readonly world: World;
  readonly #engine: Engine;
  #identity: Identity;
  /** The last change of the projection; each waits for the one before. */
  #following: Promise<unknown> = Promise.resolve();
  #newerThanSnapshot = 0;
  /** Events that are in the table and not folded yet; only while many are being taken. */
  #unfolded = 0;
  readonly #forgetting: Forgetting;
  readonly #log: LateLog;
  readonly #lateFolds: LateFolds;
  readonly #answering: Answering;
  readonly #daysAhead: DaysAhead;

  private constructor(
    database: LogDatabase,
    identity: Identity,
    world: World,
    engine: Engine,
    restored: Restored | null,
  ) {
    this.database = database;
    this.#identity = identity;
    this.world = world;
    this.#engine = engine;
    this.#forgetting = new Forgetting(database, world);
    this.#log = new LateLog(database, restored);
    this.#lateFolds = new LateFolds(engine);
    const parts = { engine, world, lateFolds: this.#lateFolds, log: this.#log };
    this.#answering = new Answering(parts);
    this.#daysAhead = new DaysAhead((moment, isToday) => this.#keepDay(moment, isToday));
  }

  /**
   * Opens the projection from its snapshot, else folds the whole log. `first`: what is to be done
   * before SQLite occupies the thread; the snapshot is read meanwhile.
   */
  static async open(
    database: LogDatabase,
    identity: Identity,
    world: World,
    progress: Progress = () => undefined,
    first: Promise<void> = Promise.resolve(),
  ): Promise<Notebook> {
    const restored = await restore(database, identity.notebook, first);
    const engine = restored?.engine ?? (await Engine.open());
    const notebook = new Notebook(database, identity, world, engine, restored);
    const follow = async (): Promise<void> => {
      notebook.#newerThanSnapshot += await notebook.#follow(progress, true);
      await notebook.#forget();
    };
    try {
      if (restored === null) {
        await beginLog(database, identity.notebook, engine);
        createViews(engine);
        await engine.fill(async () => {
          const kept = [...headsIn(engine).values()].reduce((sum, { seq }) => sum + seq, 0);
          progress(0, kept);
          // These views are in no snapshot yet: without one, every start would fold them anew.
          notebook.#newerThanSnapshot = kept;
          if (kept > 0) notebook.#foldAll(true);
          await follow();
        });
      } else if (equalHeads(restored.heads, await readHeads(database))) {
        notebook.#log.restoreSoon();
      } else {
        await follow();
      }
    } catch (error) {
      notebook.close();
      throw error;
    }
    return notebook;
  }

  close(): void {
    this.#log.close();
    this.#lateFolds.close();
    this.#daysAhead.close();
    this.#answering.dropPast();
    this.#engine.close();
  }

  get identity(): Identity {
    return this.#identity;
  }

  /** From now on this browser writes another log; the old one stays as it is. */
  async continueInNewLog(): Promise<void> {
    this.#identity = await continueInNewLog(this.database, this.#identity, this.world);
    await this.catchUp();
  }

  /** Says these events, all or none; durable when this returns. Throws InvalidEvent. */
  async append(drafts: readonly Draft[]): Promise<readonly EventName[]> {
    const written = await append(this.database, drafts, this.world);
    try {
      await this.#take(written);
    } catch (error) {
      throw new StoreError("Saved, but it cannot be shown yet: reload the page.", { cause: error });
    }
    return written.map(({ log, seq }) => ({ log, seq }));
  }

  /**
   * Takes runs of other devices' logs; returns how many events were new. If `more` follow at once,
   * they may be folded together with those: call `settle` at the end. Throws Gap, Fork.
   */
  async accept(runs: readonly Run[], more = false): Promise<number> {
    const taken = await accept(this.database, this.#identity.notebook, runs);
    await this.#take(taken, more);
    return taken.length;
  }

  /**
   * Takes those runs of other logs for which somebody stands who was let in; `more` as in `accept`.
   * Throws BadSegment, Gap, Fork; what was taken before stays.
   */
  async admit(runs: readonly SignedRun[], more = false): Promise<Admitted> {
    const admitted = await admitRuns(await this.#gate(), runs);
    if (!more) await this.settle();
    if (admitted.isRosterNew) await this.standBy();
    return admitted;
  }

  /** Says what others need to take all that is held here (admitting.ts). */
  async standBy(): Promise<void> {
    if (this.isCutOff() || (await readKeyring(this.database)) === null) return;
    await this.#log.ready();
    const drafts = await standingBy(await this.#gate(), this.world);
    if (drafts.length > 0) await this.append(drafts);
  }

  /** Whether a device, this one if no other is named, was cut off, as far as is known here. */
  isCutOff(log = this.#identity.log): boolean {
    return isRevoked(this.#engine, log);
  }

  /** The signing key of a device that may say something, or null; `paired`: of one not met yet. */
  async trustedKey(log: string, paired: Uint8Array | null): Promise<Uint8Array | null> {
    return trustedKeyOf(this.#engine, log, (await keyringOf(this.database)).root, paired);
  }

  async #gate(): Promise<Gate> {
    return {
      database: this.database,
      engine: this.#engine,
      keyring: await keyringOf(this.database),
      primitives: await this.world.primitives(),
      take: async (taken) => {
        const count = await this.accept(taken, true);
        await this.#inTurn(async () => {
          if (this.#unfolded > 0) this.#engine.transact(() => foldRoster(this.#engine));
        });
        return count;
      },
    };
  }

  /** Folds what waits for it. */
  async settle(): Promise<void> {
    await this.#inTurn(async () => {
      this.#foldWaiting();
      await this.#forget();
    });
  }

  /** Brings the projection up to what another tab wrote; returns how many events were new. */
  async catchUp(progress: Progress = () => undefined): Promise<number> {
    // Another tab may also have begun a new log for this browser.
    this.#identity = (await readIdentity(this.database)) ?? this.#identity;
    return await this.#inTurn(async () => {
      const count = await this.#follow(progress);
      await this.#forget();
      return count;
    });
  }

  /** The durable heads, whether folded yet or not. */
  async heads(): Promise<Heads> {
    return await readHeads(this.database);
  }

  async answer(question: Question): Promise<PackedRows> {
    return await this.#answering.answer(question);
  }

  async ask(name: string, parameters: Parameters, as_of?: AsOf): Promise<readonly Row[]> {
    return rowsIn(await this.answer({ tag: "ask", name, parameters, as_of }));
  }

  async search(words: string, as_of?: AsOf): Promise<readonly Row[]> {
    return rowsIn(await this.answer({ tag: "search", words, as_of }));
  }

  /** The tables on which the answer to a named question about the present depends. */
  readsOf(name: string): readonly string[] {
    return readsOf(this.#engine, name);
  }

  /** The tables that changed since this was last asked. */
  takeWritten(): readonly string[] {
    return this.#engine.takeWritten();
  }

  /** Heads and digest of one instant of the projection. */
  async summary(): Promise<Summary> {
    await this.#log.ready();
    this.#lateFolds.finish();
    this.#foldWaiting();
    const heads: Record<string, { seq: number; hash: string }> = {};
    for (const [log, { seq, hash }] of headsIn(this.#engine)) {
      heads[log] = { seq, hash: bytesToHex(hash) };
    }
    return { heads, projection: sqlHash, digest: digest(this.#engine) };
  }

  /** Work for idle time: packs rows, and keeps a snapshot if enough is new since the last. */
  async tidy(): Promise<void> {
    await compact(this.database);
    await this.#inTurn(async () => {
      this.#foldWaiting();
      const count = [...headsIn(this.#engine).values()].reduce((sum, head) => sum + head.seq, 0);
      if (this.#newerThanSnapshot >= Math.max(snapshotEventsMin, count * snapshotShare)) {
        await keep(this.database, this.#engine, this.#identity.notebook);
        this.#newerThanSnapshot = 0;
      }
    });
    await this.#daysAhead.begin(this.world.wallMs());
  }

  /** What the first screen is to show on a day; what is kept for a day to come already stays. */
  async #keepDay(moment: number, isToday: boolean): Promise<void> {
    await this.#inTurn(async () => {
      if (isToday) await dropPastDays(this.database, moment);
      else if (answersAll(await readAnswers(this.database, moment), moment)) return;
      const about = { notebook: this.#identity.notebook, heads: headsIn(this.#engine) };
      await keepAnswers(this.database, about, moment, (question) =>
        answerIn(this.#engine, question, moment),
      );
    });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const ready = async (): Promise<T> => {
      this.#lateFolds.finish();
      await this.#log.ready();
      return await work();
    };
    const turn = this.#following.then(ready, ready);
    this.#following = turn.catch(() => undefined);
    return await turn;
  }

  /** Folds events that this tab has just written, unless another tab's come before them. */
  async #take(events: readonly Kept[], more = false): Promise<void> {
    await this.#inTurn(async () => {
      if (!continueThe(headsIn(this.#engine), events)) {
        this.#newerThanSnapshot += await this.#follow(() => undefined);
        await this.#forget();
        return;
      }
      this.#newerThanSnapshot += events.length;
      if (more || this.#unfolded > 0) {
        this.#engine.transact(() => {
          insertEvents(this.#engine, events);
          touchTails(this.#engine, events);
        });
        this.#unfolded += events.length;
        if (!more || this.#unfolded >= unfoldedMax) this.#foldWaiting();
      } else {
        this.#engine.transact(() => {
          insertEvents(this.#engine, events);
          fold(this.#engine, events);
          this.#forgetting.inViews(this.#engine, events);
        });
      }
      await this.#forget();
    });
  }

  #foldWaiting(): void {
    if (this.#unfolded === 0) return;
    this.#engine.transact(() => {
      foldTouched(this.#engine);
      this.#forgetting.inViews(this.#engine, null);
    });
    this.#unfolded = 0;
  }

  /** Erases from the log what the views forgot, and says what nobody has named yet. */
  async #forget(): Promise<void> {
    while (this.#forgetting.isDue) {
      await this.#forgetting.finish();
      // Both hold copies of the words: the views of the past, and the snapshot.
      this.#answering.dropPast();
      scrub(this.#engine);
      this.#newerThanSnapshot = Number.MAX_SAFE_INTEGER;
      await this.#follow(() => undefined);
    }
  }

  #foldAll(isOpening: boolean): void {
    this.#engine.transact(() => {
      this.#lateFolds.foldAll(isOpening);
      this.#forgetting.inViews(this.#engine, null);
    });
  }

  /** Reads from the log what the projection lacks; questions are answered between the batches. */
  async #follow(progress: Progress, isOpening = false): Promise<number> {
    await this.#log.ready();
    const have = headsIn(this.#engine);
    const lacking = [...(await readHeads(this.database))]
      .map(([log, { seq }]) => ({ log, after: have.get(log)?.seq ?? 0, until: seq }))
      .filter(({ after, until }) => after < until);
    const total = lacking.reduce((sum, { after, until }) => sum + until - after, 0);
    const foldsOnce = total >= foldAllMin;
    let done = 0;
    progress(0, total);
    if (total > 0) this.#lateFolds.finish();
    if (!foldsOnce) indexLog(this.#engine);
    try {
      for (const { log, after, until } of lacking) {
        for await (const stretch of stretches(this.database, log, after, until)) {
          this.#engine.transact(() => {
            if (foldsOnce) {
              insertStretch(this.#engine, stretch);
              return;
            }
            const events = eventsOf(stretch);
            insertEvents(this.#engine, events);
            fold(this.#engine, events);
            this.#forgetting.inViews(this.#engine, events);
          });
          done += lengthOf(stretch);
          progress(done, total);
        }
      }
    } finally {
      // Even if the log proves damaged further on, what was read of it is shown.
      if (foldsOnce) {
        indexLog(this.#engine);
        this.#foldAll(isOpening);
      }
    }
    return total;
  }
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
