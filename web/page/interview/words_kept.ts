/**
 * What is typed in the interview room survives whatever happens next. At every pause it goes to this
 * device's disk (disk.ts); at a natural end (Enter, leaving the field, a minute's rest, the end of
 * the talk) it becomes an event, which syncs. So the log holds thoughts and not keystrokes, and a
 * crash, a closed tab or an empty battery costs at most the word being typed.
 *
 * W1  words typed `pause_ms` ago, or `wait_ms` ago while one types on, are on the disk
 * W2  words leave the disk only after the log has them, or by the user's own wish
 * W3  saying the same words twice changes nothing: they keep their subject's id
 */
import { type Signal, signal } from "@preact/signals";
import type { Draft } from "../../shared/messages";
import type { Disk } from "./disk.ts";
import { newId } from "../../shared/ids.ts";
import {
  finishedKey,
  isUnsaid,
  type Kept,
  keyOf,
  type Spot,
  sayingOf,
  saysItself,
} from "./kept.ts";

/** A breath between two words. */
export const pause_ms = 300;
/** Who types without a breath is kept this often. */
export const wait_ms = 800;
/** A minute's rest: the thought has ended. */
export const rest_ms = 60_000;

/** Says events; false if they could not be kept. */
export type Say = (drafts: readonly Draft[]) => Promise<boolean>;

/** Other tabs of this browser. */
export interface Others {
  tell(kept: readonly Kept[], drops: readonly string[]): void;
  hear(take: (kept: readonly Kept[], drops: readonly string[]) => void): void;
}

export interface WordsKept {
  /** By key; null until the disk was read. */
  readonly all: Signal<ReadonlyMap<string, Kept> | null>;
  /** Why words cannot be kept, in words; null if all is well. */
  readonly problem: Signal<string | null>;
  /** Reads the disk, once; `say` is how words are said by themselves. */
  open(say: Say): void;
  /** `known`: what the notebook has of it, should nothing be kept yet. A note without an id gets one. */
  type(spot: Spot, text: string, known: string): void;
  /** Writes what waits now: the page may be about to go. */
  flush(): Promise<void>;
  /** Says a field's words if they are unsaid; they stay in the field. */
  settle(key: string, say?: Say): Promise<boolean>;
  /** The note is finished: its field is free at once, its words stay kept until they are said. */
  finish(key: string): Promise<boolean>;
  /** Says and lets go of all that belongs to an interview and says itself: it has ended. */
  end(interview: string): Promise<boolean>;
  drop(key: string): void;
}

export function createWordsKept(disk: Disk, others: Others, now: () => number): WordsKept {
  const all = signal<ReadonlyMap<string, Kept> | null>(null);
  const problem = signal<string | null>(null);
  const unwritten = new Set<string>();
  const rests = new Map<string, ReturnType<typeof setTimeout>>();
  const saying = new Map<string, Promise<boolean>>();
  let sayQuietly: Say = async () => false;
  let isOpened = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitsSince: number | null = null;
  let writing: Promise<void> = Promise.resolve();

  const get = (key: string) => all.value?.get(key);
  const change = (puts: readonly Kept[], drops: readonly string[]) => {
    const next = new Map(all.value ?? []);
    for (const key of drops) next.delete(key);
    for (const kept of puts) next.set(kept.key, kept);
    all.value = next;
  };
  const put = (puts: readonly Kept[], drops: readonly string[]) => {
    change(puts, drops);
    for (const key of [...drops, ...puts.map((kept) => kept.key)]) unwritten.add(key);
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    waitsSince = null;
    if (unwritten.size === 0) return writing;
    const keys = [...unwritten];
    unwritten.clear();
    const puts = keys.flatMap((key) => get(key) ?? []);
    const drops = keys.filter((key) => get(key) === undefined);
    const written = disk.write(puts, drops).then(
      () => {
        problem.value = null;
        others.tell(puts, drops);
      },
      async () => {
        // No disk for drafts: then each pause is a natural end, and the log keeps them.
        for (const key of keys) unwritten.add(key);
        await Promise.all(puts.map(({ key }) => settleQuietly(key)));
        if (keys.flatMap((key) => get(key) ?? []).some(isUnsaid)) {
          problem.value =
            "This browser refuses to keep what you type. Keep this page open, free some space, or note it on paper.";
        }
      },
    );
    writing = written;
    return written;
  };
  const flushSoon = () => {
    const at = now();
    waitsSince ??= at;
    clearTimeout(timer);
    timer = setTimeout(
      () => void flush(),
      Math.max(0, Math.min(pause_ms, waitsSince + wait_ms - at)),
    );
  };
  const restSoon = (key: string) => {
    clearTimeout(rests.get(key));
    rests.set(
      key,
      setTimeout(() => void settleQuietly(key), rest_ms),
    );
  };

  // One after the other: leaving a field and ending the talk at once must not say the same twice.
  const settle = (key: string, say: Say = sayQuietly): Promise<boolean> => {
    const before = saying.get(key) ?? Promise.resolve(true);
    const next = before.then(() => settleNow(key, say));
    saying.set(key, next);
    void next.finally(() => {
      if (saying.get(key) === next) saying.delete(key);
    });
    return next;
  };
  const settleNow = async (key: string, say: Say): Promise<boolean> => {
    const kept = get(key);
    clearTimeout(rests.get(key));
    rests.delete(key);
    const event = kept === undefined ? null : sayingOf(kept);
    if (kept === undefined || event === null) return true;
    if (!(await say([event]))) return false;
    const current = get(key);
    // Typed on meanwhile: the rest is unsaid still. Another note by now: not this one's business.
    if (current?.subject === kept.subject) {
      put([{ ...current, said: kept.text }], []);
      // Not awaited: without a disk, flushing itself says what it cannot write.
      void flush();
    }
    return true;
  };
  const settleQuietly = (key: string) => settle(key);
  const letGo = async (key: string): Promise<boolean> => {
    const isSaid = await settle(key);
    const kept = get(key);
    // Nothing is left to say of an emptied note: what the notebook has of it stays.
    const isDone = kept !== undefined && (!isUnsaid(kept) || sayingOf(kept) === null);
    if (isSaid && isDone) {
      put([], [key]);
      await flush();
    }
    return isSaid;
  };

  return {
    all,
    problem,
    open(say) {
      sayQuietly = say;
      if (isOpened) return;
      isOpened = true;
      others.hear(change);
      disk.onCleared(() => {
        for (const key of all.value?.keys() ?? []) unwritten.add(key);
        flushSoon();
      });
      disk.read().then(
        (found) => {
          const typed = all.value ?? new Map<string, Kept>();
          all.value = new Map([...found.map((kept) => [kept.key, kept] as const), ...typed]);
          for (const kept of found) {
            // The minute's rest may have passed while the app was closed.
            if (kept.key === keyOf(kept)) restSoon(kept.key);
            else void letGo(kept.key);
          }
        },
        () => {
          all.value ??= new Map();
        },
      );
    },
    type(spot, text, known) {
      const key = keyOf(spot);
      const before = get(key);
      const subject = spot.subject === "" ? newId() : spot.subject;
      const same = before ?? { ...spot, subject, key, said: known };
      put([{ ...same, text, at: now() }], []);
      flushSoon();
      restSoon(key);
    },
    flush,
    settle,
    async finish(key) {
      const kept = get(key);
      if (kept === undefined) return true;
      const finished = { ...kept, key: finishedKey(kept) };
      put([finished], [key]);
      await flush();
      return letGo(finished.key);
    },
    async end(interview) {
      const keys = [...(all.value?.values() ?? [])]
        .filter((kept) => kept.interview === interview && saysItself(kept.field))
        .map(({ key }) => key);
      return !(await Promise.all(keys.map(letGo))).includes(false);
    },
    drop(key) {
      clearTimeout(rests.get(key));
      rests.delete(key);
      if (get(key) === undefined) return;
      put([], [key]);
      void flush();
    },
  };
}
