/** What is shown before there is a notebook to show. */
import type { ComponentChildren } from "preact";
import type { SyncState } from "../../shared/messages";
import { Problem } from "../components/Problem.tsx";
import { Screen } from "../components/Screen.tsx";
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
