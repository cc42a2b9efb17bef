/** "Or say when": a moment in words, which fills the date and time fields of its form. */
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { dayAndTime, dayWords, inputValue } from "../moments.ts";
import {
  aheadMs,
  type Lean,
  liesAhead,
  momentAfter,
  readWhen,
  type When,
  WhenRefused,
} from "../natural_dates.ts";
import { type Zone, zoneHere } from "../zones.ts";

/** Settled so late that a half-typed word is not called wrong. */
const settle_ms = 700;

interface Props {
  readonly lean: Lean;
  readonly example: string;
  /** The names of the inputs to fill: one for both, or the day's and the time's. */
  readonly fills: readonly [string] | readonly [string, string];
  /** By whose clocks; without it, this device's. */
  readonly zone?: Zone;
  /** When that happened which this can only follow; the same array each time. */
  readonly followed?: readonly (number | null)[] | undefined;
}

const nothing: readonly null[] = [];

export function SayWhen({ lean, example, fills, zone, followed = nothing }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [here] = useState(zoneHere);
  const clocks = zone ?? here;
  const [said, setSaid] = useState<When | string | null>(null);
  const [isSettled, setSettled] = useState(true);

  const hear = useCallback(
    (words: string) => {
      const when = words.trim() === "" ? null : read(words, lean, clocks, followed);
      setSaid(when);
      // Words that mean nothing must not be sent with the time that stood there before.
      input.current?.setCustomValidity(typeof when === "string" ? when : "");
      if (when !== null && typeof when !== "string")
        fill(input.current?.form ?? null, fills, when, clocks);
    },
    [lean, fills, clocks, followed],
  );
  // By the clocks of another zone, the same words are another time; before its fields are read.
  useLayoutEffect(() => hear(input.current?.value ?? ""), [hear]);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settle_ms);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    // What was picked by hand afterwards holds; words that say another time must not stay.
    const form = input.current?.form;
    const forget = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && fills.some((name) => name === target.name)) {
        if (input.current !== null) input.current.value = "";
        hear("");
      }
    };
    form?.addEventListener("input", forget);
    return () => form?.removeEventListener("input", forget);
  }, [fills, hear]);

  return (
    <div class="field say-when">
      <label for={id}>Or say when</label>
      <input
        ref={input}
        id={id}
        type="text"
        placeholder={example}
        autocomplete="off"
        autocapitalize="off"
        maxLength={100}
        aria-describedby={`${id}-said`}
        onInput={(event) => {
          setSettled(false);
          hear(event.currentTarget.value);
        }}
      />
      <p id={`${id}-said`} class="hint" role="status" aria-label="Understood as">
        {said !== null && (typeof said !== "string" || isSettled) && wordsOf(said, fills, clocks)}
      </p>
    </div>
  );
}

function read(
  words: string,
  lean: Lean,
  zone: Zone,
  followed: readonly (number | null)[],
): When | string {
  const now = { ms: Date.now(), zone };
  try {
    const when = readWhen(words, now, lean);
    if (lean === "past" && when.ms > now.ms + aheadMs) return liesAhead;
    return momentAfter(when, followed, now);
  } catch (error) {
    if (!(error instanceof WhenRefused)) throw error;
    return error.message;
  }
}

/** Of a day without a time, only the day: the time that stands in its own field is what is saved. */
function wordsOf(said: When | string, fills: Props["fills"], zone: Zone): string {
  if (typeof said === "string") return said;
  const words = said.hasTime || fills.length === 1 ? dayAndTime : dayWords;
  return words(said.ms, Date.now(), zone.offsetAt(said.ms));
}

function fill(form: HTMLFormElement | null, fills: Props["fills"], when: When, zone: Zone): void {
  const value = inputValue(when.ms, zone.offsetAt(when.ms));
  const [first, time] = fills;
  if (time === undefined) {
    put(form, first, value);
    return;
  }
  put(form, first, value.slice(0, 10));
  // Of a day without a time, the usual one stays.
  if (when.hasTime) put(form, time, value.slice(11));
}

function put(form: HTMLFormElement | null, name: string, value: string): void {
  const field = form?.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}
