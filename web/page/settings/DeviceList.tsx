/** Every device that wrote into this notebook, when it was last heard of, and this one's name. */
import { useState } from "preact/hooks";
import { nameCharsMax, TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { Problem } from "../components/Problem.tsx";
import { Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { useDevices } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { ago, dayMs } from "../moments.ts";
import { useNotebook } from "../notebook.ts";
import type { Device } from "./rows.ts";
import { countWords } from "../words.ts";

/** After so long without a word it is worth a look whether the device still syncs. */
const silentDays = 14;

export function DeviceList() {
  const { phase, sync } = useNotebook();
  const { value: devices, problem } = useDevices();
  const now = useNow(60_000);
  const [renaming, setRenaming] = useState<Device | null>(null);
  const own = phase.value.tag === "open" ? phase.value.started.log : null;
  const { waiting } = sync.value;
  return (
    <Section title="Devices">
      <Problem words={problem} />
      <ul class="rows" aria-label="Devices">
        {devices?.map((device) => (
          <li key={device.log} class="device-row">
            <span class="row-words">
              <UserText
                class="row-title"
                text={device.name === "" ? "Unnamed device" : device.name}
              />
              <span class="row-detail">
                {countWords(device.seq, "event")} · {heardWords(device, own, now, waiting)}
              </span>
            </span>
            {device.log === own ? (
              <button type="button" class="text-button" onClick={() => setRenaming(device)}>
                Rename
              </button>
            ) : (
              <span class="stage">{device.isRevoked ? "Cut off" : device.form}</span>
            )}
          </li>
        ))}
      </ul>
      {renaming !== null && <Rename device={renaming} onClose={() => setRenaming(null)} />}
    </Section>
  );
}

/** How far behind a device is cannot be seen from here; how long it has been silent can. */
function heardWords(device: Device, own: string | null, now: number, waiting: number): string {
  if (device.log === own) {
    return waiting === 0 ? "this device" : `this device, ${waiting} ahead of the others`;
  }
  const heard = `last wrote ${ago(device.writtenAt, now)}`;
  const isSilent = !device.isRevoked && now - device.writtenAt > silentDays * dayMs;
  return isSilent ? `${heard}; what it wrote since is not here yet` : heard;
}

function Rename({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const { say } = useNotebook();
  const submit = async (form: FormData) => {
    const name = fieldOf(form, "name");
    if (name === "" || name === device.name) return;
    await say([draft("device.renamed", device.log, { name }, Date.now())]);
  };
  return (
    <FormDialog title="Rename this device" action="Save" submit={submit} onClose={onClose}>
      <TextField
        label="Name"
        name="name"
        value={device.name}
        charsMax={nameCharsMax}
        isRequired
        hasFocus
      />
    </FormDialog>
  );
}
