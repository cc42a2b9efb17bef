/** Time zones: this device's, and those that are chosen or said by their city. */
import { offsetMin } from "../shared/moment.ts";
import { deviceOffset, deviceZone } from "./moments.ts";

export interface Zone {
  readonly name: string;
  /** Minutes east of UTC at an instant. */
  readonly offsetAt: (ms: number) => number;
}

/** `BST`, which is short for zones on several continents, and to a browser one of them. */
const shortForm = /^(?!utc|gmt)[a-z]{3}$/;

export function zoneHere(): Zone {
  return { name: deviceZone(), offsetAt: deviceOffset };
}

/** The zone of that name, or this device's if no such zone is known here. */
export function zoneNamed(name: string): Zone {
  return knownZone(name) ?? zoneHere();
}

/** All that may be chosen, as the tz database calls them: "Europe/Lisbon". */
export function zoneNames(): readonly string[] {
  return Intl.supportedValuesOf("timeZone");
}

/** The zone meant by its name or its city, in any case; null if there is none such here. */
export function zoneSaid(words: string): Zone | null {
  const said = words.trim().toLowerCase().replaceAll(" ", "_");
  if (!/^[a-z]/.test(said) || shortForm.test(said)) return null;
  const names = zoneNames();
  const name =
    names.find((each) => each.toLowerCase() === said) ??
    names.find((each) => each.toLowerCase().endsWith(`/${said}`));
  const known = knownZone(name ?? said);
  // Other devices tell names apart by case: as it is called, not as it was typed.
  return (
    known &&
    zoneNamed(new Intl.DateTimeFormat("en", { timeZone: known.name }).resolvedOptions().timeZone)
  );
}

function knownZone(name: string): Zone | null {
  try {
    offsetMin(0, name);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  return { name, offsetAt: (ms) => offsetMin(ms, name) };
}
