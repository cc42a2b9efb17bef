/** Which version this is, where the data lives, how big it is, and what others have given. */
import { useEffect, useState } from "preact/hooks";
import { Section } from "../components/Screen.tsx";
import { useNotebook } from "../notebook.ts";
import type { Offline } from "../offline.ts";
import { LongDetail } from "./Agreement.tsx";
import { InsecureNotice, InstallNotice, useKept } from "./Notices.tsx";
import { Detail } from "./SyncDetails.tsx";

declare const __APP_VERSION__: string;

export function About({ offline }: { readonly offline: Offline }) {
  const phase = useNotebook().phase.value;
  const { kept, ask } = useKept();
  const used = useUsedBytes();
  return (
    <>
      <InsecureNotice />
      <InstallNotice />
      <dl class="details">
        <Detail term="Version" words={__APP_VERSION__} />
        <Detail term="Where your data lives" words="in this browser, and on your other devices" />
        <Detail
          term="Size here, the app included"
          words={used === null ? "unknown" : sizeWords(used)}
        />
        <Detail term="Opens without a network" words={offlineWords[offline.type]} />
        <Detail term="Kept when room gets short" words={keptWords[kept]} />
      </dl>
      {kept === "may be cleared" && (
        <>
          <p class="quiet settings-note">
            When the disk is nearly full, this browser may clear what websites keep. What has been
            synced comes back from your laptop; what waits here would be lost.
          </p>
          <button type="button" class="button" onClick={ask}>
            Ask the browser to keep it
          </button>
        </>
      )}
      <Section title="Names">
        <dl class="details">
          {phase.tag === "open" && (
            <>
              <LongDetail term="Notebook" words={phase.started.notebook ?? "none yet"} />
              <LongDetail term="This device’s log" words={phase.started.log ?? "none yet"} />
            </>
          )}
          <LongDetail term="Address" words={window.location.origin} />
        </dl>
      </Section>
      <Section title="To read">
        <ul class="rows">
          <TextLink
            href="/guide.txt"
            words="The guide"
            about="How to use InfoView, from the first name"
          />
          <TextLink
            href="/licences.txt"
            words="Licences"
            about="The work of others that is part of this app"
          />
        </ul>
      </Section>
      <p class="quiet settings-note">
        No account, no tracking, and no request to anybody but your own laptop.
      </p>
    </>
  );
}

const offlineWords = { ready: "yes", update: "yes", unavailable: "no" } as const;
const keptWords = {
  unknown: "unknown",
  persisted: "yes, the browser promised",
  "may be cleared": "not promised",
} as const;

function TextLink({ href, words, about }: { href: string; words: string; readonly about: string }) {
  return (
    <li>
      <a class="row" href={href} target="_blank" rel="noopener">
        <span class="row-words">
          <span class="row-title">{words}</span>
          <span class="row-detail">{about}</span>
        </span>
      </a>
    </li>
  );
}

function useUsedBytes(): number | null {
  const [used, setUsed] = useState<number | null>(null);
  useEffect(() => {
    navigator.storage?.estimate?.().then(
      ({ usage }) => setUsed(usage ?? null),
      () => undefined,
    );
  }, []);
  return used;
}

export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
