/** What else can be recorded about a person, two taps away. */
import type { ComponentChild } from "preact";
import { useState } from "preact/hooks";
import { LogOpportunity } from "../dialogs/LogOpportunity.tsx";
import { LogText } from "../dialogs/LogText.tsx";
import { SetCadence } from "../dialogs/SetCadence.tsx";
import { SetReminder } from "../dialogs/SetReminder.tsx";
import type { Contact } from "../rows.ts";

interface Entry {
  readonly words: string;
  readonly dialog: (contact: Contact, close: () => void) => ComponentChild;
}

const entries: readonly Entry[] = [
  {
    words: "Advice they gave",
    dialog: ({ id }, close) => <LogText type="advice.received" contact={id} onClose={close} />,
  },
  {
    words: "Help given",
    dialog: ({ id }, close) => <LogText type="help.given" contact={id} onClose={close} />,
  },
  {
    words: "Opportunity",
    dialog: ({ id }, close) => <LogOpportunity contact={id} onClose={close} />,
  },
  { words: "Remind me", dialog: ({ id }, close) => <SetReminder contact={id} onClose={close} /> },
  {
    words: "Keep in touch",
    dialog: (contact, close) => <SetCadence contact={contact} onClose={close} />,
  },
];

export function RecordMore({ contact }: { readonly contact: Contact }) {
  const [open, setOpen] = useState<Entry | null>(null);
  return (
    <details class="more-actions">
      <summary>More to record</summary>
      <div class="actions">
        {entries.map((entry) => (
          <button key={entry.words} type="button" class="button" onClick={() => setOpen(entry)}>
            {entry.words}
          </button>
        ))}
      </div>
      {open?.dialog(contact, () => setOpen(null))}
    </details>
  );
}
