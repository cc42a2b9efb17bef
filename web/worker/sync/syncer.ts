/**
 * Runs rounds, one at a time, and keeps the state that the page shows. When to run them is
 * sync/live.ts's business.
 */
import type { SyncState } from "../../shared/messages.ts";
import { failureOf, type LeftOut, Revoked } from "../errors.ts";
import type { Notebook } from "../projections/notebook.ts";
import { nameOf, nameOfSummary } from "./heads.ts";
import { runRound } from "./session.ts";
import {
  acknowledge,
  isWorthRepeating,
  progressOf,
  recounted,
  stateAfter,
  waitingIn,
} from "./status.ts";
import type { Server } from "./transport.ts";

export interface SyncerParts {
  readonly notebook: Notebook;
  readonly server: Server;
  readonly wallMs: () => number;
  readonly initial: SyncState;
  readonly onState: (state: SyncState) => void;
  /** Events of others arrived and are folded. */
  readonly onChange: () => void;
}

export class Syncer {
  readonly notebook: Notebook;
  readonly server: Server;
  readonly #parts: SyncerParts;
  #state: SyncState;
  #round: Promise<SyncState> | null = null;
  #comparedHeads = "";
  #hasEnded = false;

  constructor(parts: SyncerParts) {
    this.notebook = parts.notebook;
    this.server = parts.server;
    this.#parts = parts;
    this.#state = parts.initial;
  }

  get state(): SyncState {
    return this.#state;
  }

  /** Shows this state, told by the tab that syncs. */
  show(next: SyncState): SyncState {
    if (this.#hasEnded) return this.#state;
    const isNew = JSON.stringify(next) !== JSON.stringify(this.#state);
    this.#state = next;
    if (isNew) this.#parts.onState(next);
    return next;
  }

  /** Shows how many own events wait, after one was said. */
  async recount(): Promise<void> {
    const waiting = await recounted(this.notebook);
    const tag = this.#state.tag === "synced" && waiting > 0 ? "waiting" : this.#state.tag;
    this.show({ ...this.#state, tag, waiting });
  }

  /** Shows an error of something that nobody waits for. */
  fail(error: unknown): void {
    this.show({ ...this.#state, problem: failureOf(error).message });
  }

  /** Shows from now on only this: what was kept is gone. */
  lose(problem: string): void {
    this.show({ ...this.#state, tag: "refused", problem, progress: null });
    this.end();
  }

  /** Shows nothing more: a round that still runs knows nothing. */
  end(): void {
    this.#hasEnded = true;
  }

  /** One round; returns how it ended, well or not. Joins the round that is running, if any. */
  round(): Promise<SyncState> {
    this.#round ??= this.#attempts().finally(() => {
      this.#round = null;
    });
    return this.#round;
  }

  /** Whether these very heads were compared already. */
  async isCompared(): Promise<boolean> {
    return this.#comparedHeads === nameOf(await this.notebook.heads());
  }

  /** Equal heads must show equal views; a difference is shown, never hidden (I1). */
  async compare(): Promise<void> {
    const theirs = await this.server.heads(true);
    const mine = await this.notebook.summary();
    const name = nameOf(theirs.heads);
    if (name !== nameOfSummary(mine)) return;
    this.#comparedHeads = name;
    if (theirs.projection !== mine.projection || theirs.digest === null) return;
    if (theirs.digest === mine.digest) return;
    const problem =
      "This browser and the server hold the same events but show different views. Nothing is lost: run `infoview verify` on the laptop and reload this page.";
    this.show({ ...this.#state, tag: "differs", problem });
  }

  async #attempts(): Promise<SyncState> {
    try {
      return await this.#attempt().catch(async (error: unknown) => {
        if (!isWorthRepeating(error)) throw error;
        return await this.#attempt();
      });
    } catch (error) {
      const before = this.#state;
      const state = await stateAfter(error, before, this.notebook, this.#parts.wallMs()).catch(
        // Not even how things stand can be read; looking for the server goes on all the same.
        (worse: unknown): SyncState => {
          return { ...before, tag: "refused", problem: failureOf(worse).message, progress: null };
        },
      );
      return this.show(state);
    }
  }

  async #attempt(): Promise<SyncState> {
    if (this.#state.tag === "waiting") this.show({ ...this.#state, tag: "syncing" });
    const { theirs, agree, refused } = await runRound(this.notebook, this.server, (done, total) => {
      this.show({ ...this.#state, tag: "syncing", progress: progressOf(done, total) });
      this.#parts.onChange();
    });
    const synced_at = this.#parts.wallMs();
    const acknowledged = theirs.heads.get(this.notebook.identity.log)?.seq ?? 0;
    const record = await acknowledge(this.notebook, acknowledged, synced_at);
    const waiting = await waitingIn(this.notebook, record);
    const fresh = { waiting, synced_at, offline_since: null, progress: null, is_cut_off: false };
    const stillDiffers = this.#state.tag === "differs" && (await this.isCompared());
    if (stillDiffers) return this.show({ ...this.#state, ...fresh });
    // What nobody here lets in is told and not waited for.
    const tag = (agree || refused.size > 0) && waiting === 0 ? "synced" : "waiting";
    return this.show({ ...fresh, tag, problem: refusedWords(refused) });
  }
}

function refusedWords(refused: ReadonlyMap<string, LeftOut>): string | null {
  // What a device said after it was cut off is refused in silence: that is what cutting off means.
  const strangers = [...refused.values()].filter((each) => !(each instanceof Revoked));
  const [first] = strangers;
  if (first === undefined) return null;
  return `Not everything was taken, and everything else was: ${first.message.replace(/\.$/, "")}.`;
}
