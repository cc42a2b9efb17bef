/** Every device that wrote into this notebook. */
import { Problem } from "../components/Problem.tsx";
import { Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { useDevices } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { dayAndClock } from "../moments.ts";
import { useNotebook } from "../notebook.ts";
import { countWords } from "../words.ts";

export function DeviceList() {
  const { phase } = useNotebook();
  const { value: devices, problem } = useDevices();
  const now = useNow(60_000);
  const own = phase.value.tag === "open" ? phase.value.started.log : null;
  return (
    <Section title="Devices">
      <Problem words={problem} />
      <ul class="rows" aria-label="Devices">
        {devices?.map((device) => (
          <li key={device.log} class="row row-static">
            <span class="row-words">
              <UserText
                class="row-title"
                text={device.name === "" ? "Unnamed device" : device.name}
              />
              <span class="row-detail">
                {countWords(device.seq, "event")} · last {dayAndClock(device.writtenAt, now)}
              </span>
            </span>
            <span class="stage">
              {device.log === own ? "This device" : device.isRevoked ? "Cut off" : device.form}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
