/** Which key follows from which; the mirror of infoview_sync/keys/derivation.py (docs/keys.md). */
import { idToBytes } from "../../shared/ids.ts";
import { integerBytes, joined } from "./bytes.ts";
import { keyBytes, type Primitives } from "./primitives.ts";

/** A notebook's key number 1, 2, …; a new one is made whenever a device is revoked. */
export interface EpochKey {
  readonly number: number;
  readonly key: Uint8Array;
}

/** Four bytes in a segment's header. */
const epochMax = 2 ** 32 - 1;

/** Whether a key may have this number; what comes from outside is asked first. */
export function isEpoch(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 1 && number <= epochMax;
}

/** The key under which one log's segments are sealed in this epoch. */
export function segmentKey(
  primitives: Primitives,
  epoch: EpochKey,
  notebook: string,
  log: string,
): Promise<Uint8Array> {
  const salt = joined(idToBytes(notebook), idToBytes(log));
  const info = joined("infoview segment 1", integerBytes(epoch.number, 4));
  return primitives.derive(epoch.key, salt, info, keyBytes);
}
