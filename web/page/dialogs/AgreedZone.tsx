/** By whose clocks a talk is agreed: this device's, unless one says another; then what that is here. */
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { agreedOf } from "../form_values.ts";
import { dayAndTime, deviceZone } from "../moments.ts";
import { type Zone, zoneNames, zoneSaid } from "../zones.ts";

interface Props {
  readonly zone: Zone;
  readonly onChoose: (zone: Zone) => void;
}

export function AgreedZone({ zone, onChoose }: Props) {
  // The field stays once it is there, also while the zone here is typed into it.
  const [isAway] = useState(zone.name !== deviceZone());
  const [isAsked, setAsked] = useState(false);
  if (isAsked || isAway) return <ZoneField zone={zone} hasFocus={isAsked} onChoose={onChoose} />;
  return (
    <p class="when-now">
      <span>Times are in {zone.name}.</span>
      <button type="button" class="text-button" onClick={() => setAsked(true)}>
        Another zone…
      </button>
    </p>
  );
}

function ZoneField({ zone, hasFocus, onChoose }: Props & { readonly hasFocus: boolean }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [here, setHere] = useState("");

  useLayoutEffect(() => {
    if (hasFocus) input.current?.select();
  }, [hasFocus]);
  useEffect(() => {
    const form = input.current?.form ?? null;
    if (form === null) return undefined;
    const tell = () => setHere(hereOf(form, zone));
    tell();
    form.addEventListener("input", tell);
    return () => form.removeEventListener("input", tell);
  }, [zone]);

  const type = (words: string) => {
    const said = zoneSaid(words);
    input.current?.setCustomValidity(
      said === null
        ? `There is no time zone “${words}” here. One is called Europe/Lisbon, for example.`
        : "",
    );
    if (said !== null) onChoose(said);
  };
  return (
    <div class="field">
      <label for={id}>Time zone</label>
      <input
        ref={input}
        id={id}
        type="text"
        list={`${id}-zones`}
        defaultValue={zone.name}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={100}
        required
        aria-describedby={`${id}-here`}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <datalist id={`${id}-zones`}>
        {zoneNames().map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p id={`${id}-here`} class="hint" role="status" aria-label="By the clock here">
        {here}
      </p>
    </div>
  );
}

function hereOf(form: HTMLFormElement, zone: Zone): string {
  if (zone.name === deviceZone()) return `${zone.name} is the zone here.`;
  try {
    const { ms } = agreedOf(new FormData(form), "date", { ms: Date.now(), zone });
    return `${zone.name}: here that is ${dayAndTime(ms, Date.now())}.`;
  } catch {
    // A day that is half typed is told of when the form is sent.
    return zone.name;
  }
}
