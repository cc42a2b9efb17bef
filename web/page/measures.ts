/** How numbers of a measure are printed; mirrors infoview_sync/projections/measures.py. Pure. */

export const none = "—";

/** Per cent, and hundredths of a ratio: whole, rounded half up. */
export function perHundred(hits: number, count: number): number {
  return Math.floor((200 * hits + count) / (2 * count));
}

export function rateWords(hits: number, count: number): string {
  return count === 0 ? none : `${perHundred(hits, count)} %`;
}

export function ratioWords(hits: number, count: number): string {
  return count === 0 ? none : decimalWords(perHundred(hits, count));
}

/** `1.25` for 125. */
export function decimalWords(value: number): string {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;
}

/** `4 h 05 min`, `2 d 3 h`, `35 s`; a dash if there is none. */
export function durationWords(ms: number | null): string {
  if (ms === null) return none;
  const sign = ms < 0 ? "−" : "";
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
  if (minutes === 0) return `${sign}${seconds} s`;
  if (hours === 0) return `${sign}${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ""}`;
  if (hours < 48) return `${sign}${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${sign}${Math.floor(seconds / 86_400)} d ${hours % 24} h`;
}
