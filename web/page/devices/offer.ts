/** The way in that this page holds open for another device, and who asks to come in by it. */
import { signal } from "@preact/signals";
import type { Applicant, Offer } from "../../shared/devices.ts";

/** The same way in twice: to scan, and to type where there is no camera. */
export interface Offered {
  readonly qr: Offer;
  readonly code: Offer;
}

export const offered = signal<Offered | null>(null);
export const asking = signal<readonly Applicant[]>([]);
/** The place where one invites is on the screen, and shows itself who asks. */
export const isPanelShown = signal(false);

/** Whoever began in time may still be compared and let in so long after the code is too old. */
const comparing_ms = 120_000;

/** When nobody can ask by this any more. */
export function endOf({ qr, code }: Offered): number {
  return Math.max(qr.expires_at, code.expires_at) + comparing_ms;
}

/** Ends it: nobody who asks from now on is shown. */
export function closeOffer(): void {
  offered.value = null;
  asking.value = [];
}
