/** What is shown before there is a notebook to show. */
import type { ComponentChildren } from "preact";
import type { SyncState } from "../../shared/messages";
import { Problem } from "../components/Problem.tsx";
import { Screen } from "../components/Screen.tsx";
import { InsecureNotice, InstallNotice } from "../settings/Notices.tsx";
import { countWords } from "../words.ts";

interface OpeningProps {
  readonly progress: SyncState["progress"];
  /** It comes from another device; else it is here, and its views are being made anew. */
  readonly isFetched: boolean;
}

export function OpeningScreen({ progress, isFetched }: OpeningProps) {
  if (progress === null) return <Alone title="Opening your notebook" />;
  const { done, total } = progress;
  return (
    <Alone title={isFetched ? "Fetching your notebook" : "Opening your notebook"}>
      {isFetched && (
        <p>
          This happens once. Afterwards everything is on this device, with or without a network.
        </p>
      )}
      <progress
        class="progress"
        aria-label={isFetched ? "Events fetched" : "Events read"}
        value={done}
        max={total}
      />
      <p class="quiet">
        {done.toLocaleString("en")} of {countWords(total, "event")}
      </p>
    </Alone>
  );
}

export function MissingScreen({ sync }: { readonly sync: SyncState }) {
  // Somebody answered: what is missing is the key, not the laptop.
  if (sync.tag === "refused") return <NoKeyScreen problem={sync.problem} />;
  const { problem } = sync;
  return (
    <Alone title="No notebook in this browser yet">
      <p>Your notebook lives on your own devices, and this browser has not fetched it yet.</p>
      <InstallNotice />
      <InsecureNotice />
      <Problem words={problem} />
      <h2>What to do</h2>
      <ol class="steps">
        <li>
          On the laptop, start the app in a terminal: <code>infoview up</code>
        </li>
        <li>Open the address that it prints, all of it: the part after # is this browser's key.</li>
        <li>
          Keep the page open until it has fetched everything. Then it works without a network.
        </li>
      </ol>
      <button type="button" class="button button-primary" onClick={() => window.location.reload()}>
        Try again
      </button>
    </Alone>
  );
}

function NoKeyScreen({ problem }: { readonly problem: string | null }) {
  return (
    <Alone title="No notebook in this browser yet">
      <Problem words={problem} />
      <InstallNotice />
      <InsecureNotice />
      <p>
        The terminal is the one in which <code>infoview up</code> runs. The part after # is this
        browser’s key; it is needed once.
      </p>
    </Alone>
  );
}

export function FailedScreen({ words }: { readonly words: string }) {
  return (
    <Alone title="The notebook could not be opened">
      <Problem words={words} />
      <button type="button" class="button button-primary" onClick={() => window.location.reload()}>
        Try again
      </button>
    </Alone>
  );
}

function Alone({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <main class="alone">
      <p class="brand">InfoView</p>
      <Screen title={title}>{children}</Screen>
    </main>
  );
}
