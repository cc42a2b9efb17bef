/**
 * The page's one connection with the notebook: what all screens share. Actions are durable on
 * this device before `say` returns; only then does a screen claim "Saved".
 */
import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Invitation, Pairing } from "../shared/devices.ts";
import type { Draft, EventName, Started, SyncState } from "../shared/messages";
import { type Changes, changed, noChanges } from "./changes.ts";
import { remember } from "./device_memory.ts";
import { undoing } from "./drafts.ts";
import type { Engine } from "./engine.ts";
import { insistOnPresent } from "./history/moment.ts";

export interface Toast {
  readonly id: number;
  readonly words: string;
  readonly isFailure: boolean;
  /** What takes it back, and the word for that. */
  readonly reverse: { readonly word: "Undo" | "Redo"; readonly run: () => Promise<void> } | null;
}

export type Phase =
  /** `isDrawn`: the first screen stands, drawn from memory. */
  | { readonly tag: "opening"; readonly isDrawn: boolean }
  | { readonly tag: "open"; readonly started: Started }
  /** No notebook in this browser and no server to begin one with. */
  | { readonly tag: "missing"; readonly started: Started }
  | { readonly tag: "failed"; readonly words: string };

export interface Notebook {
  readonly engine: Engine;
  readonly phase: Signal<Phase>;
  readonly sync: Signal<SyncState>;
  /** What has changed since the page was opened: a screen asks again by `stampOf`. */
  readonly changes: Signal<Changes>;
  readonly toast: Signal<Toast | null>;
  /** How far this browser's asking to be let in is; null while it does not ask. */
  readonly pairing: Signal<Pairing | null>;
  /** Opens the notebook; `invitation` is null when the page was opened without one. */
  start(invitation: Invitation | null): Promise<void>;
  /** Says events and offers to undo them. Throws in words if they could not be kept. */
  say(drafts: readonly Draft[], words?: string): Promise<void>;
  /** Shows a message that nothing takes back. */
  tell(words: string): void;
  /** As `say`, without a message: for what says itself while one types. False if not kept. */
  keep(drafts: readonly Draft[]): Promise<boolean>;
  /** As `say`, for actions without a form: a failure is shown as a toast, and false returned. */
  act(drafts: readonly Draft[], words?: string): Promise<boolean>;
}

/** What an undo says of itself. */
export const undoneWords = "Undone";

/** An import announces every batch: screens ask again at most this often. */
const pauseMs = 120;

const beforeStart: SyncState = {
  tag: "syncing",
  waiting: 0,
  synced_at: null,
  offline_since: null,
  problem: null,
  progress: null,
  is_cut_off: false,
};

/** `persist` asks the browser not to clear its storage when room gets short. */
export function createNotebook(
  engine: Engine,
  persist: () => Promise<unknown> = async () => await navigator.storage?.persist?.(),
): Notebook {
  const phase = signal<Phase>({ tag: "opening", isDrawn: false });
  const sync = signal(beforeStart);
  const pairing = signal<Pairing | null>(null);
  const changes = signal(noChanges);
  /** Tables that changed since the screens were last told; null: any. */
  let pending: ReadonlySet<string> | null = new Set();
  const toast = signal<Toast | null>(null);
  const bump = paced(() => {
    changes.value = changed(changes.value, pending === null ? null : [...pending]);
    pending = new Set();
  }, pauseMs);
  let toasts = 0;
  let hasAsked = false;

  const show = (words: string, isFailure: boolean, reverse: Toast["reverse"]) => {
    toasts += 1;
    toast.value = { id: toasts, words, isFailure, reverse };
  };
  const keep = async (drafts: readonly Draft[]) => {
    insistOnPresent();
    const names = await engine.request({ tag: "say", drafts });
    // Only now is there something to lose; some browsers put the question to the user.
    if (!hasAsked) persist().catch(() => undefined);
    hasAsked = true;
    return names;
  };
  const reversing = (
    drafts: readonly Draft[],
    names: readonly EventName[],
    isUndo: boolean,
  ): Toast["reverse"] => {
    // Erased words cannot be brought back.
    if (drafts.some(({ type }) => type === "contact.forgotten")) return null;
    const said = names.flatMap((name, place) => {
      const draft = drafts[place];
      return draft === undefined ? [] : [{ name, draft }];
    });
    const run = async () => {
      await attempt(async () => {
        const reversed = undoing(said, Date.now());
        const reversedNames = await keep(reversed);
        show(isUndo ? "Redone" : undoneWords, false, reversing(reversed, reversedNames, !isUndo));
      });
    };
    return { word: isUndo ? "Redo" : "Undo", run };
  };
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      return true;
    } catch (error) {
      show(wordsOf(error), true, null);
      return false;
    }
  };
  const say = async (drafts: readonly Draft[], words = "Saved") => {
    if (drafts.length === 0) return;
    const names = await keep(drafts);
    // Whoever removed a note retracted it, but takes a removal back: only an undo is redone.
    show(words, false, reversing(drafts, names, words === undoneWords));
  };

  const start = async (invitation: Invitation | null) => {
    try {
      const started = await engine.request({ tag: "start", invitation });
      sync.value = started.sync;
      phase.value = { tag: started.ready ? "open" : "missing", started };
      if (started.ready) remember("opened", "yes");
    } catch (error) {
      phase.value = { tag: "failed", words: wordsOf(error) };
    }
  };

  const hearPairing = (state: Pairing) => {
    pairing.value = state;
    if (phase.value.tag !== "open") return;
    // A link opened beside a notebook that is open: its screen stays, and says how it went.
    if (state.tag === "failed") show(state.words, true, null);
    // It may write another log now.
    if (state.tag === "done") void start(null);
  };
  const hearChange = (tables: readonly string[] | null) => {
    pending = tables === null || pending === null ? null : new Set([...pending, ...tables]);
    bump();
  };

  engine.listen((announcement) => {
    if (announcement.tag === "sync_state") {
      sync.value = announcement.state;
      return;
    }
    if (announcement.tag === "pairing") {
      hearPairing(announcement.pairing);
      return;
    }
    if (announcement.tag === "lost") show(announcement.words, true, null);
    if (announcement.tag === "remembered" && phase.value.tag === "opening") {
      phase.value = { tag: "opening", isDrawn: true };
    }
    if (announcement.tag === "changed") hearChange(announcement.tables);
  });
  return {
    engine,
    phase,
    sync,
    pairing,
    changes,
    toast,
    say,
    tell: (words) => show(words, false, null),
    keep: (drafts) =>
      keep(drafts).then(
        () => true,
        () => false,
      ),
    act: (drafts, words) => attempt(() => say(drafts, words)),
    start,
  };
}

/** The subject of goals and settings. Throws, in words, while none is open. */
export function notebookOf(phase: Phase): string {
  if (phase.tag !== "open" || phase.started.notebook === null) {
    throw new Error("The notebook is not open yet. Reload the page.");
  }
  return phase.started.notebook;
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : "Something unexpected went wrong.";
}

/** Runs at once, then at most every `pause` ms, and once more after the last call. */
function paced(run: () => void, pause: number): () => void {
  let isPausing = false;
  let isWanted = false;
  const call = () => {
    if (isPausing) {
      isWanted = true;
      return;
    }
    isPausing = true;
    run();
    setTimeout(() => {
      isPausing = false;
      if (isWanted) {
        isWanted = false;
        call();
      }
    }, pause);
  };
  return call;
}

const NotebookContext = createContext<Notebook | null>(null);
export const NotebookProvider = NotebookContext.Provider;

export function useNotebook(): Notebook {
  const notebook = useContext(NotebookContext);
  if (notebook === null) throw new Error("useNotebook needs a NotebookProvider above it");
  return notebook;
}
