/** Reads what a form holds. */
import { firstYear, inputInstant, inputValue, lastYear } from "./moments.ts";
import { aheadMs, liesAhead, type Now, readWhen, type When } from "./natural_dates.ts";

export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

export function linesOf(form: FormData, name: string): readonly string[] {
  return fieldOf(form, name)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Whole minutes, or null if the field is empty or no number. */
export function minutesOf(form: FormData, name: string): number | null {
  const text = fieldOf(form, name);
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** The moment in a field of a day and the field "time" beside it. Throws, in words, if there is none. */
export function momentOf(form: FormData, day: string, time = fieldOf(form, "time")): number {
  return instantOf(`${fieldOf(form, day)}T${time}`);
}

/** As `momentOf`, by the clocks of another zone; a time that they skip is refused too. */
export function agreedOf(form: FormData, day: string, at: Now): When {
  momentOf(form, day);
  return readWhen(`${fieldOf(form, day)} ${fieldOf(form, "time")}`, at, "future");
}

/**
 * The moment in the When field. Left as it was, it means `unchanged`: to the second, and not the
 * minute. Throws, in words, if it is none or lies ahead.
 */
export function whenOf(
  form: FormData,
  opened: number,
  now: number,
  unchanged: number = now,
): number {
  const value = fieldOf(form, "when");
  if (value === "" || value.slice(0, 16) === inputValue(opened)) return unchanged;
  const ms = instantOf(value);
  if (ms > now + aheadMs) throw new Error(liesAhead);
  return ms;
}

function instantOf(value: string): number {
  const ms = inputInstant(value);
  if (ms !== null) return ms;
  throw new Error(`Give a day in a year from ${firstYear} to ${lastYear}, and a time.`);
}
