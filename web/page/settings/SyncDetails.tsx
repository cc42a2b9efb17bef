/** The sync state with its details and, when something is wrong, what to do. */
import { useState } from "preact/hooks";
import { Problem } from "../components/Problem.tsx";
import { Section } from "../components/Screen.tsx";
import { useNow } from "../hooks/useNow.ts";
import { dayAndTime } from "../moments.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import { CodeForm } from "../pairing/CodeForm.tsx";
import type { Offline } from "../offline.ts";
import { syncWords, waitingWords } from "../sync_words.ts";
import { InsecureNotice } from "./Notices.tsx";
import { Waiting } from "./Waiting.tsx";

export function SyncDetails({ offline }: { readonly offline: Offline }) {
  const { engine, sync } = useNotebook();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const now = useNow(60_000);
  const state = sync.value;
  const run = async () => {
    setBusy(true);
    setFailure(null);
    try {
      sync.value = await engine.request({ tag: "sync" });
    } catch (error) {
      setFailure(wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <Section title="Sync">
      <InsecureNotice />
      <dl class="details">
        <Detail term="Now" words={syncWords(state, now)} />
        <Detail
          term="Last synced"
          words={state.synced_at === null ? "never" : dayAndTime(state.synced_at, now)}
        />
        <Detail
          term="Waiting here"
          words={state.waiting === 0 ? "nothing" : waitingWords(state.waiting)}
        />
        <Detail
          term="Opens offline"
          words={
            offline.type === "unavailable" ? "no: this browser keeps no copy of the app" : "yes"
          }
        />
      </dl>
      {state.waiting > 0 && <Waiting count={state.waiting} now={now} />}
      {state.progress !== null && (
        <progress
          class="progress"
          aria-label="Events fetched"
          value={state.progress.done}
          max={state.progress.total}
        />
      )}
      <Problem words={failure ?? state.problem} />
      {state.tag === "offline" && (
        <p class="quiet">
          Nothing is lost, and everything works. To sync: on the laptop, start{" "}
          <code>infoview up</code>; this page notices by itself.
        </p>
      )}
      {state.is_cut_off ? (
        <>
          <CodeForm />
          <p class="quiet">
            The code is on the computer: open InfoView there, then Settings, “Devices and sync”,
            “Pair a phone”; or type <code>infoview pair</code> in a terminal. On the computer
            itself, <code>infoview open</code> lets this browser in at once.
          </p>
        </>
      ) : (
        <button type="button" class="button" aria-disabled={isBusy} onClick={() => void run()}>
          {isBusy ? "Syncing…" : "Sync now"}
        </button>
      )}
    </Section>
  );
}

export function Detail({ term, words }: { readonly term: string; readonly words: string }) {
  return (
    <div class="detail">
      <dt>{term}</dt>
      <dd>{words}</dd>
    </div>
  );
}
