/**
 * An open notebook at work: sync runs beside, other tabs are told and heard, and what can wait until
 * the user pauses waits.
 */
import type { Announcement, Draft, EventName } from "../shared/messages.ts";
import type { Notebook } from "./projections/notebook.ts";
import { createBell } from "./sync/bell.ts";
import { syncForEver } from "./sync/live.ts";
import { stateAtStart } from "./sync/status.ts";
import { Syncer } from "./sync/syncer.ts";
import type { Server } from "./sync/transport.ts";
import type { TabMessage, Tabs } from "./tabs.ts";
import type { World } from "./world.ts";

export interface WorkingParts {
  readonly notebook: Notebook;
  readonly server: Server;
  /** Joined before the notebook was opened; left when this closes. */
  readonly tabs: Tabs;
  readonly world: World;
  readonly announce: (announcement: Announcement) => void;
  readonly retryLongestMs: number;
}

export interface Working {
  readonly notebook: Notebook;
  readonly syncer: Syncer;
  say(drafts: readonly Draft[]): Promise<readonly EventName[]>;
  /** Sync now, here or in the tab that does it. */
  wake(): void;
  /** This browser was let in, or in again: another token, perhaps other keys and another log. */
  renew(): Promise<void>;
  /** What was kept is gone: nothing is synced any more, and the state says why. */
  lose(problem: string): void;
  close(): Promise<void>;
}

/** Tidying waits until nothing has changed for this long. */
const tidyAfterMs = 2000;

export async function work(parts: WorkingParts): Promise<Working> {
  const { announce, notebook, server, tabs, world } = parts;
  const bell = createBell();
  const stop = new AbortController();
  let isLeader = false;
  let tidying: ReturnType<typeof setTimeout> | undefined;

  const tidySoon = (): void => {
    clearTimeout(tidying);
    // What cannot be done now (no room left, say) is tried again after the next change.
    tidying = setTimeout(() => void notebook.tidy().catch(() => undefined), tidyAfterMs);
  };
  const changed = (): void => {
    announce({ tag: "changed", tables: notebook.takeWritten() });
    tidySoon();
  };

  const syncer = new Syncer({
    notebook,
    server,
    wallMs: world.wallMs,
    initial: await stateAtStart(notebook),
    onState: (state) => {
      announce({ tag: "sync_state", state });
      if (isLeader) tabs.tell({ tag: "sync_state", state });
    },
    onChange: () => {
      changed();
      tabs.tell({ tag: "events" });
    },
  });

  const hear = async (message: TabMessage): Promise<void> => {
    if (message.tag === "sync_state") {
      if (!isLeader) syncer.show(message.state);
      return;
    }
    if (message.tag === "events" && (await notebook.catchUp()) > 0) {
      changed();
      await syncer.recount();
    }
    if (isLeader) {
      tabs.tell({ tag: "sync_state", state: syncer.state });
      bell.ring();
    }
  };
  tabs.listen((message) => {
    hear(message).catch((error: unknown) => syncer.fail(error));
  });

  const syncing = tabs
    .whileSyncing(stop.signal, async () => {
      isLeader = true;
      await syncForEver(syncer, bell, parts.retryLongestMs, stop.signal);
    })
    .catch((error: unknown) => syncer.fail(error));
  tidySoon();

  return {
    notebook,
    syncer,
    async say(drafts) {
      try {
        return await notebook.append(drafts);
      } finally {
        // What is durable is told, shown and sent, even if something after that failed.
        await syncer.recount().catch((error: unknown) => syncer.fail(error));
        tabs.tell({ tag: "events" });
        changed();
        bell.ring();
      }
    },
    wake() {
      bell.ring();
      tabs.tell({ tag: "wake" });
    },
    async renew() {
      await notebook.catchUp();
      await syncer.recount();
      changed();
      tabs.tell({ tag: "events" });
      bell.ring();
    },
    lose(problem) {
      stop.abort();
      clearTimeout(tidying);
      syncer.lose(problem);
    },
    async close() {
      stop.abort();
      syncer.end();
      clearTimeout(tidying);
      await syncing;
      tabs.close();
      notebook.close();
    },
  };
}
