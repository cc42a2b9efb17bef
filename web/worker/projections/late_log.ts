/**
 * The log's tables of a projection that began from a snapshot: restored with the first question or
 * event that needs them, and anyway once the first screen stands.
 */
import type { LogDatabase } from "../log/database.ts";
import { type Restored, restoreLog } from "./snapshot.ts";

/** A screen is drawn sooner than this. */
const anywayAfterMs = 500;

export class LateLog {
  readonly #database: LogDatabase;
  #restored: Restored | null;
  #restoring: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `restored` null: the tables are there already. */
  constructor(database: LogDatabase, restored: Restored | null) {
    this.#database = database;
    this.#restored = restored;
  }

  restoreSoon(): void {
    this.#timer = setTimeout(() => void this.ready().catch(() => undefined), anywayAfterMs);
  }

  /** Returns when the tables are there. */
  async ready(): Promise<void> {
    if (this.#restored === null) return;
    this.#restoring ??= this.#restore(this.#restored).finally(() => {
      this.#restoring = null;
    });
    await this.#restoring;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #restore(restored: Restored): Promise<void> {
    await restoreLog(this.#database, restored);
    this.#restored = null;
  }
}
