/** When this browser last took a whole copy of the notebook away. */
import { signal } from "@preact/signals";
import { remember, remembered } from "../device_memory.ts";
import { ago } from "../moments.ts";

const name = "backup";
/** Longer ago, one is gently reminded. */
export const backupEveryDays = 30;
const dayMs = 86_400_000;

export const backedUpAt = signal<number | null>(read());

export function noteBackup(at: number): void {
  backedUpAt.value = at;
  remember(name, String(at));
}

export function backupWords(at: number | null, now: number): string {
  if (at === null) return "No backup from this browser yet";
  return `Last backup ${ago(at, now)}`;
}

export function isBackupDue(at: number | null, now: number): boolean {
  return at === null || now - at > backupEveryDays * dayMs;
}

function read(): number | null {
  const at = Number(remembered(name) ?? "");
  return Number.isFinite(at) && at > 0 ? at : null;
}
