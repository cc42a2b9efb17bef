/**
 * Answers the page's requests (shared/messages.ts) once the notebook is open; opens it, or asks
 * to be let into one. Knows no message ports, so that tests use it as the page does.
 */
import type { Invitation, Pairing } from "../shared/devices.ts";
import type { Announcement, ReplyByTag, Request, Started } from "../shared/messages.ts";
import { never } from "../shared/never.ts";
import type { PackedRows } from "../shared/rows.ts";
import { failureOf, NotebookMissing, type StoreError } from "./errors.ts";
import { fetchTheRestSoon, theRest } from "./later.ts";
import { databaseName, type LogDatabase, openDatabase } from "./log/database.ts";
import { readIdentity, readToken } from "./log/meta.ts";
import { type Lost, lostError, needsDisk } from "./lost.ts";
import type { Told } from "./files/told.ts";
import { loadSqlite } from "./projections/engine.ts";
import { type KeptAnswers, keptAnswer, readAnswers } from "./projections/first_answers.ts";
import { Notebook } from "./projections/notebook.ts";
import { longestRetryMs } from "./sync/live.ts";
import { progressOf, unknownState } from "./sync/status.ts";
import { createAsk, httpServer } from "./sync/transport.ts";
import { joinTabs } from "./tabs.ts";
import { aTurn, pause } from "./turn.ts";
import type { World } from "./world.ts";
import { work, type Working } from "./working.ts";

/** A browser that is about to clear the database closes it, and lets nobody open it meanwhile. */
const reopenTriesMax = 10;
const reopenPauseMs = 200;

export interface DeskParts {
  readonly world: World;
  /** The address of the server, ending in a slash. */
  readonly server: string;
  readonly announce: (announcement: Announcement) => void;
  /** Tests give each device its own. */
  readonly databaseName?: string;
}

/** What the page is to get, rows still packed. */
type Reply = ReplyByTag[Request["tag"]] | PackedRows;

export interface Desk {
  answer(request: Request): Promise<Reply>;
  /** The tables on which an answer depends; null: it cannot be told. Asked after `answer`. */
  readsOf(request: Request): readonly string[] | null;
  /** Sync now: the network is back, say. */
  wake(): void;
  close(): Promise<void>;
}

export function createDesk(parts: DeskParts): Desk {
  const { announce, world } = parts;
  const { hostname } = new URL(parts.server);
  let database: Promise<LogDatabase> | null = null;
  let opening: Promise<Working> | null = null;
  let working: Working | null = null;
  let starting: Promise<Started> | null = null;
  /** Read when the page opens, before anything else. */
  let remembered: Promise<KeptAnswers> | null = null;
  const remember = (): Promise<KeptAnswers> => {
    remembered ??= theDatabase()
      .then((store) => readAnswers(store, world.wallMs()))
      .catch(() => new Map());
    return remembered;
  };
  let hasAnsweredEarly = false;
  /** Takes what the person says of the digits, while they are compared. */
  let compared: (isSame: boolean) => void = () => undefined;
  let stopVerifying = new AbortController();
  /** Set once what was kept is gone under the open page; what was read of it is still shown. */
  let lost: StoreError | null = null;
  /** While a database that the browser closed is opened again, what needs the disk waits. */
  let reopening: Promise<void> = Promise.resolve();

  const lose = (why: Lost): void => {
    lost = lostError(why, working?.syncer.state.waiting ?? 0);
    working?.lose(lost.message);
    announce({ tag: "lost", words: lost.message });
  };
  const theDatabase = (): Promise<LogDatabase> => {
    database ??= openDatabase(parts.databaseName ?? databaseName, (why) => {
      if (why === "outdated") lose(why);
      else {
        database = null;
        reopening = reopening.then(reopen);
      }
    }).catch((error: unknown) => {
      database = null;
      throw error;
    });
    return database;
  };
  const ask = createAsk(parts.server, async () => await readToken(await theDatabase()));
  const server = httpServer(ask);
  const walked = (done: number, total: number) => announce({ tag: "verify_progress", done, total });
  const told: Told = (step, done, total) => announce({ tag: "file_progress", step, done, total });

  const open = async (answered: Promise<void>): Promise<Working> => {
    const store = await theDatabase();
    const identity = await readIdentity(store);
    if (identity === null) throw new NotebookMissing();
    const tell = (done: number, total: number): void => {
      const progress = progressOf(done, total);
      // A screen that stands already is not taken away again.
      if (progress === null || hasAnsweredEarly) return;
      announce({ tag: "sync_state", state: { ...unknownState, tag: "syncing", progress } });
    };
    const tabs = joinTabs(store.name);
    try {
      const notebook = await Notebook.open(store, identity, world, tell, answered);
      const retryLongestMs = longestRetryMs(hostname);
      working = await work({ notebook, server, tabs, world, announce, retryLongestMs });
    } catch (error) {
      tabs.close();
      throw error;
    }
    return working;
  };

  /** Opens the notebook once, however many ask; a failure may be tried again. */
  const opened = (answered: Promise<void>): Promise<Working> => {
    opening ??= open(answered).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };

  /** Opens the notebook; returns what to say if that is not to be. */
  const openAgain = async (): Promise<Lost | null> => {
    for (let tries = 0; tries < reopenTriesMax; tries += 1) {
      try {
        await opened(Promise.resolve());
        return null;
      } catch (error) {
        if (error instanceof NotebookMissing) return "cleared";
        await pause(reopenPauseMs);
      }
    }
    return "closed";
  };

  /** Goes on after the browser closed the database, if what was kept is still in it. */
  const reopen = async (): Promise<void> => {
    await opening?.catch(() => undefined);
    const before = working;
    if (before === null || lost !== null) return; // the next start opens it
    opening = null;
    const why = await openAgain();
    if (why !== null) return lose(why);
    // A round that still waits for the server's answer keeps nobody waiting.
    void before.close().catch(() => undefined);
    before.notebook.database.close();
    // What failed meanwhile is asked again.
    announce({ tag: "changed", tables: null });
  };

  const compare = (): Promise<boolean> => {
    return new Promise((resolve) => {
      compared = resolve;
    });
  };

  /** Asks to be let in; how that goes is announced. */
  const pair = async (invitation: Invitation): Promise<void> => {
    const tell = (pairing: Pairing): void => announce({ tag: "pairing", pairing });
    try {
      const store = await theDatabase();
      const { joinNotebook } = await import("./joining.ts");
      const person = { tell, compare };
      const at = { database: store, base: parts.server, server, world, ...person };
      await joinNotebook(at, invitation);
      await working?.renew();
      tell({ tag: "done" });
    } catch (error) {
      tell({ tag: "failed", words: failureOf(error).message });
    }
  };

  /** Begins anew after the loss, as if the page had been opened now. */
  const forgetLost = async (): Promise<void> => {
    lost = null;
    const before = [working?.close(), database?.then((kept) => kept.close())];
    [database, opening, working] = [null, null, null];
    await Promise.allSettled(before);
  };

  const start = async (invitation: Invitation | null): Promise<Started> => {
    if (lost !== null) await forgetLost();
    // SQLite occupies this thread while it gets ready: what is remembered is answered before.
    const answered = remember().then(aTurn);
    void answered.then(loadSqlite).catch(() => undefined); // opening tells what is wrong with it
    const store = await theDatabase();
    if (invitation !== null) {
      const asking = pair(invitation);
      // What is here already need not wait for anybody's word.
      if ((await readIdentity(store)) === null) await asking;
    }
    if ((await readIdentity(store)) === null) {
      return { ready: false, notebook: null, log: null, sync: unknownState };
    }
    const { notebook, syncer, wake } = await opened(answered);
    wake();
    remembered = null;
    // What was answered from memory is asked again: it may have become late meanwhile. Not before
    // all that waits has its answer, which the page would drop for that of the later question.
    if (hasAnsweredEarly) setTimeout(() => announce({ tag: "changed", tables: null }));
    hasAnsweredEarly = false;
    return { ready: true, ...notebook.identity, sync: syncer.state };
  };

  /** The first screen asks while the notebook is still being opened; null: nothing is known yet. */
  const answerEarly = async (request: Request): Promise<PackedRows | null> => {
    if (working !== null || (request.tag !== "agenda" && request.tag !== "ask")) return null;
    const kept = keptAnswer(await remember(), request);
    if (kept === null || working !== null) return null;
    if (request.tag === "agenda") announce({ tag: "remembered" });
    hasAnsweredEarly = true;
    return kept;
  };

  const answer = async (request: Request): Promise<Reply> => {
    if (request.tag === "start") {
      starting = start(request.invitation);
      return await starting;
    }
    if (request.tag === "compared") {
      // Asked while the start still waits for it.
      compared(request.isSame);
      return null;
    }
    const early = await answerEarly(request);
    if (early !== null) return early;
    if (working === null) await starting; // and throws what kept it from opening
    if (needsDisk(request)) await reopening;
    if (working === null) throw new NotebookMissing();
    if (lost !== null && needsDisk(request)) throw lost;
    return await answerWith(working, request);
  };

  const dontFetch = fetchTheRestSoon();
  const answerWith = async (
    { notebook, say, syncer }: Working,
    request: Exclude<Request, { readonly tag: "start" | "compared" }>,
  ): Promise<Reply> => {
    switch (request.tag) {
      case "ask":
      case "agenda":
      case "search":
        return await notebook.answer(request);
      case "say":
        return await say(request.drafts);
      case "digest":
        return await notebook.summary();
      case "file_in":
        return await (await theRest()).fileIn(ask, request, told);
      case "file_out":
        return await (await theRest()).fileOut(ask, request.name, told);
      case "export":
        return await (await theRest()).exportLog(notebook, told);
      case "verify":
        stopVerifying.abort();
        stopVerifying = new AbortController();
        return await (await theRest()).verify(
          await theDatabase(),
          notebook.identity.notebook,
          walked,
          stopVerifying.signal,
        );
      case "stop_verifying":
        stopVerifying.abort();
        return null;
      case "devices":
        return await (await theRest()).devicesSeen(ask);
      case "invite":
        return await (await theRest()).invite(ask, request.sort);
      case "asking":
        return await (await theRest()).applicants(ask);
      case "decide":
        await (await theRest()).decide(ask, request.session, request.approve);
        return null;
      case "revoke":
        await (await theRest()).revoke(ask, request.logs);
        return request.logs;
      case "sync":
        return await syncer.round();
      default:
        return never(request);
    }
  };

  const readsOf = (request: Request): readonly string[] | null => {
    if (working === null) return null;
    if (request.tag === "agenda" || request.tag === "search") {
      return working.notebook.readsOf(request.tag);
    }
    return request.tag === "ask" ? working.notebook.readsOf(request.name) : null;
  };

  return {
    answer,
    readsOf,
    wake: () => working?.wake(),
    async close() {
      dontFetch();
      await working?.close();
      (await database)?.close();
    },
  };
}
