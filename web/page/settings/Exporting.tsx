/** Everything that one can take away: the log without a network, the rest from the laptop. */
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { Problem } from "../components/Problem.tsx";
import { Section } from "../components/Screen.tsx";
import { useNow } from "../hooks/useNow.ts";
import { inputValue } from "../moments.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import { BackupOffer } from "./BackupOffer.tsx";
import { backedUpAt, backupWords, isBackupDue, noteBackup } from "./backups.ts";
import { saveFile } from "./saving.ts";

interface Offer {
  /** The server's name of it (docs/server.md). */
  readonly name: string;
  readonly words: string;
  readonly about: string;
}

const log: Offer = {
  name: "notebook.ndjson",
  words: "The whole notebook",
  about:
    "Every event, in one file that InfoView imports again bit for bit. Works without a network.",
};

const sealed: Offer = {
  name: "notebook.backup",
  words: "Encrypted backup",
  about: "All that your devices wrote, and the keys; infoview restore makes a laptop of it",
};

const offers: readonly Offer[] = [
  { name: "everything.zip", words: "Everything at once", about: "All of the below, in one zip" },
  { name: "tables.zip", words: "Tables", about: "CSV for any spreadsheet, one a kind of thing" },
  { name: "people.vcf", words: "Address cards", about: "vCard, for any address book" },
  { name: "interviews.ics", words: "Calendar", about: "All interviews, for any calendar" },
  { name: "pages.zip", words: "Pages", about: "A page a person, in Markdown" },
  { name: "network.dot", words: "Network", about: "Who named whom, for Graphviz" },
  { name: "notebook.sqlite3", words: "Database", about: "SQLite, to look into with any program" },
];

const whole = [log.name, sealed.name, "everything.zip", "notebook.sqlite3"];

interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export function Exporting() {
  const { engine, sync } = useNotebook();
  const now = useNow(60_000);
  const [busy, setBusy] = useState<string | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState("");
  useEffect(
    () => engine.listen((told) => told.tag === "file_progress" && setProgress(told)),
    [engine],
  );
  const isAlone = sync.value.tag === "offline";
  const get = async ({ name, words }: Offer) => {
    if (busy !== null) return;
    setBusy(name);
    setProgress(null);
    setProblem(null);
    setSaved("");
    try {
      const file =
        name === log.name
          ? await engine.request({ tag: "export" })
          : await engine.request({ tag: "file_out", name });
      const day = inputValue(Date.now()).slice(0, 10);
      saveFile(file, name.replace(/^/, `infoview-${day}-`));
      if (whole.includes(name)) noteBackup(Date.now());
      setSaved(`${words}: saved to your downloads.`);
    } catch (error) {
      setProblem(wordsOf(error));
    }
    setBusy(null);
  };
  const row = (offer: Offer, isOff: boolean) => (
    <OfferRow
      key={offer.name}
      offer={offer}
      isOff={isOff}
      isMain={offer.name === log.name}
      progress={busy === offer.name ? (progress ?? { step: "", done: 0, total: 0 }) : null}
      onGet={() => void get(offer)}
    />
  );
  return (
    <>
      <p class={isBackupDue(backedUpAt.value, now) ? "backup backup-due" : "backup"}>
        {backupWords(backedUpAt.value, now)}
        {isBackupDue(backedUpAt.value, now) && ". A copy now and then, kept elsewhere, is wise."}
      </p>
      <ul class="rows">{row(log, false)}</ul>
      <p class="quiet" role="status">
        {saved}
      </p>
      <Problem words={problem} />
      <BackupOffer isAlone={isAlone} offer={(isOff) => row(sealed, isOff)} />
      <Section title="For other programs">
        <p class="quiet">
          {isAlone
            ? "The laptop writes these, and it cannot be reached now. The file above works always."
            : "The laptop writes these, so they need it running."}
        </p>
        <ul class="rows">{offers.map((offer) => row(offer, isAlone))}</ul>
      </Section>
      <p class="quiet settings-note">
        All of it is private: it names people and what they said. Nothing you export is forgotten
        when you forget somebody here.
      </p>
    </>
  );
}

interface RowProps {
  readonly offer: Offer;
  readonly isOff: boolean;
  readonly isMain: boolean;
  readonly progress: Progress | null;
  readonly onGet: () => void;
}

function OfferRow({ offer, isOff, isMain, progress, onGet }: RowProps) {
  return (
    <li class="offer">
      <span class="row-words">
        <span class="row-title">{offer.words}</span>
        <span class="row-detail">{offer.about}</span>
        {progress !== null &&
          (progress.total > 0 ? (
            <progress
              class="progress"
              aria-label={offer.words}
              value={progress.done}
              max={progress.total}
            />
          ) : (
            <progress class="progress" aria-label={offer.words} />
          ))}
      </span>
      <button
        type="button"
        class={isMain ? "button button-primary" : "button offer-get"}
        aria-label={`Download: ${offer.words}`}
        disabled={isOff}
        aria-disabled={progress !== null}
        onClick={onGet}
      >
        <Icon name="import" />
        {isMain && "Download"}
      </button>
    </li>
  );
}
