/** Every device that writes into this notebook: how it stands, its name, and the way to cut it off. */
import { useState } from "preact/hooks";
import { TextField } from "../components/Fields.tsx";
import { nameCharsMax } from "../limits.ts";
import { FormDialog } from "../components/FormDialog.tsx";
import { Problem } from "../components/Problem.tsx";
import { Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { useDevices } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { useNotebook } from "../notebook.ts";
import type { Device } from "../settings/rows.ts";
import { CutOff } from "./CutOff.tsx";
import { PairPanel } from "./PairPanel.tsx";
import { useSeen } from "./useSeen.ts";
import { formWords, letInWords, nameWords, type Standing, standingWords } from "./words.ts";

type Doing = { readonly what: "rename" | "cut off"; readonly device: Device };

export function DeviceList() {
  const { phase, sync } = useNotebook();
  const { value: devices, problem } = useDevices();
  const seen = useSeen();
  const now = useNow(60_000);
  const [doing, setDoing] = useState<Doing | null>(null);
  const own = phase.value.tag === "open" ? phase.value.started.log : null;
  const { waiting } = sync.value;
  const seenOf = (log: string | null) => seen?.devices.find((each) => each.log === log);
  const close = () => setDoing(null);
  return (
    <>
      <Section title="Devices">
        <Problem words={problem} />
        <ul class="rows" aria-label="Devices">
          {devices?.map((device) => (
            <Row
              key={device.log}
              device={device}
              standing={{
                ...{ own, waiting, now },
                server: seen?.server ?? null,
                seen: seenOf(device.log),
                events: seen?.events ?? null,
              }}
              choose={(what) => setDoing({ what, device })}
            />
          ))}
        </ul>
        {doing?.what === "rename" && <Rename device={doing.device} onClose={close} />}
        {doing?.what === "cut off" && (
          <CutOff device={doing.device} devices={devices ?? []} own={own} onClose={close} />
        )}
      </Section>
      <PairPanel mayInvite={seen === null ? null : (seenOf(own)?.is_here ?? false)} />
    </>
  );
}

interface RowProps {
  readonly device: Device;
  readonly standing: Standing;
  readonly choose: (what: Doing["what"]) => void;
}

function Row({ device, standing, choose }: RowProps) {
  const { own, server } = standing;
  const name = nameWords(device);
  const words = [standingWords(device, standing), letInWords(device)].filter(Boolean).join(" · ");
  const mayCutOff = device.log !== own && device.log !== server && standing.server !== null;
  return (
    <li class="device-row">
      <span class="row-words">
        <UserText class="row-title" text={name} />
        <span class="row-detail">
          {formWords(device.form)} · {words}
        </span>
      </span>
      {device.isRevoked ? (
        <span class="stage">Cut off</span>
      ) : (
        <span class="device-actions">
          <button
            type="button"
            class="text-button"
            aria-label={`Rename ${name}`}
            onClick={() => choose("rename")}
          >
            Rename
          </button>
          {mayCutOff && (
            <button
              type="button"
              class="text-button"
              aria-label={`Cut off ${name}`}
              onClick={() => choose("cut off")}
            >
              Cut off
            </button>
          )}
        </span>
      )}
    </li>
  );
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
