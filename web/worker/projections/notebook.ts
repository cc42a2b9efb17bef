/**
 * A notebook in this browser: the log in IndexedDB, which is the truth, and its projection in
 * memory, which follows it. Mirrors infoview_sync/projections/notebook.py.
 */
import type { AsOf, Draft, EventName, Parameters, Row, Summary } from "../../shared/messages.ts";
import { type PackedRows, rowsIn } from "../../shared/rows.ts";
import { bytesToHex } from "@noble/hashes/utils.js";
import { StoreError } from "../errors.ts";
import type { Heads } from "../events/chain.ts";
import { compact } from "../log/compaction.ts";
import type { LogDatabase } from "../log/database.ts";
import { keyringOf, readKeyring } from "../log/keyring.ts";
import { type Identity, readIdentity } from "../log/meta.ts";
import { readHeads } from "../log/reading.ts";
import { accept, append, continueInNewLog, type Run } from "../log/store.ts";
import type { World } from "../world.ts";
import { type Admitted, admitRuns, type Gate, standingBy } from "./admitting.ts";
import { Answering, answerIn } from "./answering.ts";
import { DaysAhead } from "./days_ahead.ts";
import { Engine } from "./engine.ts";
import { createViews, digest, headsIn } from "./projector.ts";
import {
  answersAll,
  dropPastDays,
  keepAnswers,
  type Question,
  readAnswers,
} from "./first_answers.ts";
import { Following, type Progress } from "./following.ts";
import { LateFolds } from "./late_folds.ts";
import { LateLog } from "./late_log.ts";
import { readsOf } from "./queries.ts";
import { isRevoked, type SignedRun, trustedKeyOf } from "./roster.ts";
import { beginLog, equalHeads, keep, type Restored, restore } from "./snapshot.ts";
import { sqlHash } from "./sql.ts";

export class Notebook {
  readonly database: LogDatabase;
  readonly world: World;
  readonly #engine: Engine;
  #identity: Identity;
  readonly #log: LateLog;
  readonly #lateFolds: LateFolds;
  readonly #following: Following;
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
    this.#log = new LateLog(database, restored);
    this.#lateFolds = new LateFolds(engine);
    const parts = { engine, world, lateFolds: this.#lateFolds, log: this.#log };
    this.#answering = new Answering(parts);
    // The views of the past hold copies of the words.
    const onErased = () => this.#answering.dropPast();
    this.#following = new Following({ ...parts, database, onErased });
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
    try {
      if (restored === null) {
        await beginLog(database, identity.notebook, engine);
        createViews(engine);
        await engine.fill(() => notebook.#following.fill(progress));
      } else if (equalHeads(restored.heads, await readHeads(database))) {
        notebook.#log.restoreSoon();
      } else {
        await notebook.#following.follow(progress, true);
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
      await this.#following.take(written);
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
    await this.#following.take(taken, more);
    return taken.length;
  }

  /**
   * Takes those runs of other logs for which somebody stands who was let in; `more` as in `accept`.
   * Throws BadSegment, Gap; what was taken before stays. A log that forks is left out and named.
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
        await this.#following.foldRoster();
        return count;
      },
    };
  }

  /** Folds what waits for it. */
  async settle(): Promise<void> {
    await this.#following.settle();
  }

  /** Brings the projection up to what another tab wrote; returns how many events were new. */
  async catchUp(progress: Progress = () => undefined): Promise<number> {
    // Another tab may also have begun a new log for this browser.
    this.#identity = (await readIdentity(this.database)) ?? this.#identity;
    return await this.#following.inTurn(() => this.#following.follow(progress));
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
    this.#following.foldWaiting();
    const heads: Record<string, { seq: number; hash: string }> = {};
    for (const [log, { seq, hash }] of headsIn(this.#engine)) {
      heads[log] = { seq, hash: bytesToHex(hash) };
    }
    return { heads, projection: sqlHash, digest: digest(this.#engine) };
  }

  /**
   * Work for idle time: packs rows, keeps a snapshot if enough is new since the last, and overwrites
   * what an earlier start could not.
   */
  async tidy(): Promise<void> {
    await compact(this.database);
    await this.#following.inTurn(async () => {
      this.#following.foldWaiting();
      const { notebook } = this.#identity;
      await this.#following.keepSnapshot(() => keep(this.database, this.#engine, notebook));
      await this.#following.displaceLeft();
    });
    await this.#daysAhead.begin(this.world.wallMs());
  }

  /** What the first screen is to show on a day; what is kept for a day to come already stays. */
  async #keepDay(moment: number, isToday: boolean): Promise<void> {
    await this.#following.inTurn(async () => {
      // While many events are being taken, no answer is right; once they are folded all days are.
      if (this.#following.isBehind) return;
      if (isToday) await dropPastDays(this.database, moment);
      else if (answersAll(await readAnswers(this.database, moment), moment)) return;
      const about = { notebook: this.#identity.notebook, heads: headsIn(this.#engine) };
      await keepAnswers(this.database, about, moment, (question) =>
        answerIn(this.#engine, question, moment),
      );
    });
  }
}
