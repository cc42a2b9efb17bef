/**
 * What a forgetting leaves to do in the log, once the views have forgotten: name what nobody has
 * named yet, then take the words out. In this order: a tab that ends in between finds in the log
 * what is still to be erased, and every device learns what this one found.
 */
import type { Draft } from "../../shared/messages.ts";
import { localMoment } from "../../shared/moment.ts";
import type { LogDatabase } from "../log/database.ts";
import { displace, erase, isDisplacingDue } from "../log/erase.ts";
import type { Kept } from "../log/kept.ts";
import { append } from "../log/store.ts";
import type { World } from "../world.ts";
import type { Engine } from "./engine.ts";
import { type ErasedEvent, forget } from "./forget.ts";

/** Of one `contact.forgotten`; more are said in several. As in infoview_sync. */
const subjectsMax = 5000;

export class Forgetting {
  readonly #database: LogDatabase;
  readonly #world: World;
  #toErase: readonly ErasedEvent[] = [];
  readonly #toName = new Map<string, readonly string[]>();
  #hasDisplaced = false;

  constructor(database: LogDatabase, world: World) {
    this.#database = database;
    this.#world = world;
  }

  /** True while the log holds words that the views have forgotten, or lacks a name for them. */
  get isDue(): boolean {
    return this.#toErase.length > 0 || this.#toName.size > 0;
  }

  /** In the transaction that folds: equal heads mean equal views at every moment (I1). */
  inViews(engine: Engine, fresh: readonly Kept[] | null): void {
    const { erased, unnamed } = forget(engine, fresh);
    this.#toErase = [...this.#toErase, ...erased];
    for (const [contact, subjects] of unnamed)
      this.#toName.set(contact, [...(this.#toName.get(contact) ?? []), ...subjects]);
  }

  /**
   * Names and erases; both are durable when this returns. Where no room is left to displace, the rest
   * of forgetting does not wait for it.
   */
  async finish(): Promise<void> {
    const drafts = this.#drafts();
    if (drafts.length > 0) await append(this.#database, drafts, this.#world);
    this.#toName.clear();
    if (this.#toErase.length === 0) return;
    await erase(this.#database, this.#toErase);
    this.#toErase = [];
    await this.#displace();
  }

  /** Displaces what an earlier start left; once, for another try would only take what room there is. */
  async displaceLeft(): Promise<void> {
    if (this.#hasDisplaced) return;
    if (await isDisplacingDue(this.#database)) await this.#displace();
  }

  async #displace(): Promise<void> {
    this.#hasDisplaced = true;
    await displace(this.#database).catch(() => undefined);
  }

  #drafts(): readonly Draft[] {
    const occurred_at = localMoment(this.#world.wallMs(), this.#world.zone());
    return [...this.#toName].flatMap(([subject, subjects]) =>
      portions(subjects).map(
        (portion): Draft => ({
          type: "contact.forgotten",
          subject,
          data: { subjects: portion },
          occurred_at,
        }),
      ),
    );
  }
}

function portions(subjects: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(subjects.length / subjectsMax);
  return Array.from({ length: count }, (_, at) =>
    subjects.slice(at * subjectsMax, (at + 1) * subjectsMax),
  );
}
