/**
 * Several tabs of one browser: each has its own projection of the one log, one of them syncs.
 * Without Web Locks (plain http) every tab syncs, which costs connections but harms nothing.
 */
import type { SyncState } from "../shared/messages.ts";

export type TabMessage =
  /** The log has new events: read them. */
  | { readonly tag: "events" }
  /** Told by the tab that syncs. */
  | { readonly tag: "sync_state"; readonly state: SyncState }
  /** Asks the tab that syncs for a round, and for its state. */
  | { readonly tag: "wake" };

export interface Tabs {
  /** Hands on what the others tell, and what they have told since this tab joined. */
  listen(hear: (message: TabMessage) => void): void;
  tell(message: TabMessage): void;
  /** Runs `work` while this tab is the one that syncs; waits for its turn, until `signal`. */
  whileSyncing(signal: AbortSignal, work: () => Promise<void>): Promise<void>;
  close(): void;
}

/**
 * To be called before the log is read: what is written after that is told here. `name`: of the
 * database that the tabs share, "infoview" but in tests.
 */
export function joinTabs(name: string): Tabs {
  const channel = new BroadcastChannel(name);
  /** Of each sort only the last counts. */
  const early = new Map<TabMessage["tag"], TabMessage>();
  let hear = (message: TabMessage): void => {
    early.set(message.tag, message);
  };
  channel.addEventListener("message", (event: MessageEvent<TabMessage>) => hear(event.data));
  // TypeScript takes the lock manager for granted; pages on plain http have none.
  const locks: LockManager | undefined = navigator.locks;
  return {
    listen: (next) => {
      hear = next;
      for (const message of early.values()) hear(message);
    },
    tell: (message) => channel.postMessage(message),
    whileSyncing: async (signal, work) => {
      if (locks === undefined) {
        await work();
        return;
      }
      try {
        await locks.request(`${name}-sync`, { signal }, work);
      } catch (error) {
        // Its turn never came before this tab ended.
        if (!signal.aborted) throw error;
      }
    },
    close: () => channel.close(),
  };
}
