/**
 * How the app looks on this device: theme, size of the text, dates. Kept on this device only.
 *
 * `public/appearance.js` sets theme and size before the first paint; whatever is changed here must
 * be read there.
 */
import { signal } from "@preact/signals";
import { remember, remembered } from "./device_memory.ts";

export const themes = ["system", "light", "dark"] as const;
export const textSizes = ["100", "115", "130", "150"] as const;
export const weekStarts = ["system", "monday", "sunday", "saturday"] as const;
export const dateFormats = ["system", "iso", "day-month", "month-day"] as const;

export interface Appearance {
  readonly theme: (typeof themes)[number];
  /** Percent of the browser's own size. */
  readonly text: (typeof textSizes)[number];
  readonly weekStart: (typeof weekStarts)[number];
  readonly dates: (typeof dateFormats)[number];
}

const name = "appearance";
const usual: Appearance = { theme: "system", text: "100", weekStart: "system", dates: "system" };

export const appearance = signal<Appearance>(read());

export function changeAppearance(change: Partial<Appearance>): void {
  appearance.value = { ...appearance.value, ...change };
  remember(name, JSON.stringify(appearance.value));
  applyAppearance();
}

/** Puts theme and size on the page; the browser's own bars follow the theme. */
export function applyAppearance(): void {
  const { theme, text } = appearance.value;
  const { dataset } = document.documentElement;
  dataset["theme"] = theme;
  dataset["text"] = text;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const scheme = theme === "system" ? (meta.media.includes("dark") ? "dark" : "light") : theme;
    meta.content = scheme === "dark" ? "#131917" : "#ffffff";
  }
}

/** "Dark, text 115 %". */
export function appearanceWords(): string {
  const { theme, text } = appearance.value;
  const themed = { system: "As the device", light: "Light", dark: "Dark" }[theme];
  return `${themed}, text ${text} %`;
}

function read(): Appearance {
  let said: unknown = null;
  try {
    said = JSON.parse(remembered(name) ?? "null");
  } catch {
    // Not ours: as usual.
  }
  if (typeof said !== "object" || said === null) return usual;
  const fields: Readonly<Record<string, unknown>> = { ...said };
  return {
    theme: oneOf(themes, fields["theme"], usual.theme),
    text: oneOf(textSizes, fields["text"], usual.text),
    weekStart: oneOf(weekStarts, fields["weekStart"], usual.weekStart),
    dates: oneOf(dateFormats, fields["dates"], usual.dates),
  };
}

function oneOf<T extends string>(known: readonly T[], value: unknown, otherwise: T): T {
  return known.find((each) => each === value) ?? otherwise;
}
