/** How often to stay in touch: one tap. Contact either way begins the time anew. */
import { useState } from "preact/hooks";
import { Segmented } from "../components/Segmented.tsx";
import { SetCadence } from "../dialogs/SetCadence.tsx";
import { draft } from "../drafts.ts";
import { useContact } from "../hooks/queries.ts";
import { useNotebook } from "../notebook.ts";
import type { Rhythm } from "./rows.ts";

interface Props {
  readonly contact: string;
  readonly rhythm: Rhythm;
}

const offered = [30, 90] as const;

export function NextContact({ contact, rhythm }: Props) {
  const { act } = useNotebook();
  const { value: contacts } = useContact(contact);
  const [isOther, setOther] = useState(false);
  const { everyDays } = rhythm;
  const value = everyDays === null ? "never" : String(everyDays);
  const isUnusual = everyDays !== null && !offered.some((days) => days === everyDays);
  const choose = (chosen: string) => {
    const said =
      chosen === "never"
        ? draft("cadence.stopped", contact, {}, Date.now())
        : draft("cadence.set", contact, { every_days: Number(chosen) }, Date.now());
    return act([said], chosen === "never" ? "No rhythm" : `Every ${chosen} days`);
  };
  const person = contacts?.[0];
  return (
    <>
      <Segmented
        legend="How often"
        value={value}
        options={[
          ...offered.map((days) => ({ value: String(days), words: `Every ${days} days` })),
          ...(isUnusual ? [{ value, words: `Every ${everyDays} days` }] : []),
          { value: "never", words: "Never" },
        ]}
        onChoose={choose}
      />
      <button type="button" class="text-button" onClick={() => setOther(true)}>
        Another rhythm…
      </button>
      {isOther && person !== undefined && (
        <SetCadence contact={person} onClose={() => setOther(false)} />
      )}
    </>
  );
}

export function rhythmWords({ everyDays, isChosen }: Rhythm): string {
  if (everyDays === null) return "Never: you chose so";
  return isChosen ? `Every ${everyDays} days` : `Every ${everyDays} days, as usual`;
}
