/** Which key follows from which; the mirror of infoview_sync/keys/derivation.py (docs/keys.md). */
import { idToBytes } from "../../shared/ids.ts";
import { integerBytes, joined } from "./bytes.ts";
import { keyBytes, type Primitives } from "./primitives.ts";

/** A notebook's key number 1, 2, …; a new one is made whenever a device is revoked. */
export interface EpochKey {
  readonly number: number;
  readonly key: Uint8Array;
}

const none = new Uint8Array();
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

/** What the 24 words stand for: an approver, a recipient of epoch keys, the backup's key. */
export interface RecoveryKeys {
  readonly signingSeed: Uint8Array;
  readonly agreementSecret: Uint8Array;
  readonly backupKey: Uint8Array;
}

export async function recoveryKeys(
  primitives: Primitives,
  secret: Uint8Array,
): Promise<RecoveryKeys> {
  const derive = (info: string) => primitives.derive(secret, none, joined(info), keyBytes);
  return {
    signingSeed: await derive("infoview recovery signing 1"),
    agreementSecret: await derive("infoview recovery agreement 1"),
    backupKey: await derive("infoview backup 1"),
  };
}
