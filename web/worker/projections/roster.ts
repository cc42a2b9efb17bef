/**
 * Which logs are let in: decides whether a run of events may be taken. The mirror of
 * infoview_sync/projections/roster.py, over the same tables; docs/security.md tells the rules.
 */
import { isId } from "../../shared/ids.ts";
import type { Head } from "../events/chain.ts";
import { BadSegment, InputError, NotAdmitted, Revoked } from "../errors.ts";
import { fromText } from "../keys/bytes.ts";
import { keyBytes, type Primitives, signatureBytes } from "../keys/primitives.ts";
import { type DeviceKeys, isApproved, isHeadSigned } from "../keys/signing.ts";
import type { Kept } from "../log/kept.ts";
import type { Keyring } from "../log/keyring.ts";
import type { Run } from "../log/store.ts";
import type { Engine } from "./engine.ts";

/** Events of one log as a segment carries them. */
export interface SignedRun extends Run {
  readonly notebook: string;
  readonly head: Head;
  /** Said to be the author's, or a voucher's, over `head`. */
  readonly signature: Uint8Array;
}

/** Events after which the rules may decide otherwise; folded before the next run is judged. */
const rosterTypes: ReadonlySet<string> = new Set([
  "device.added",
  "device.revoked",
  "log.vouched",
  "recovery.set",
]);
const recovery = "recovery";

export function changesRoster(events: readonly Kept[]): boolean {
  return events.some(({ envelope }) => envelope !== null && rosterTypes.has(envelope.type));
}

/** What the log says of a device: its key, if any; its last event that counts, if it was cut off. */
interface Known {
  readonly key: Uint8Array | null;
  readonly lastSeq: number | null;
}

export interface Judging {
  readonly engine: Engine;
  readonly primitives: Primitives;
  readonly root: Keyring["root"];
}

/**
 * Returns if somebody who was let in stands for this run: its author, known before or by the run's
 * own first event, or a device that vouches. Throws NotAdmitted if nobody known here does (they may
 * come later), Revoked, BadSegment if the author is known and did not sign this.
 */
export async function checkRun(judging: Judging, run: SignedRun): Promise<void> {
  const { engine, primitives, root } = judging;
  const known = knownOf(engine, run.log, root);
  if (known.lastSeq !== null && run.head.seq > known.lastSeq) {
    throw new Revoked(
      `Log ${run.log} was cut off after event ${known.lastSeq}; what was said later is refused`,
    );
  }
  let key = known.key;
  let reason: NotAdmitted | null = null;
  if (key === null) {
    try {
      key = await introducedKey(judging, run);
    } catch (error) {
      if (!(error instanceof NotAdmitted)) throw error;
      reason = error;
    }
  }
  const vouchers = vouchersOf(engine, run.log, run.head.seq, root);
  const signers = key === null ? vouchers : [key, ...vouchers];
  for (const each of signers) {
    if (await isHeadSigned(primitives, each, run.signature, run.head, run)) return;
  }
  if (reason !== null && (signers.length === 0 || (await isSignedByItself(primitives, run)))) {
    throw reason;
  }
  throw new BadSegment(
    `A segment of log ${run.log} is not signed by the device that writes this log`,
  );
}

/**
 * By the key that its own first event brings: it waits for whoever let that device in, though
 * somebody vouches for it.
 */
async function isSignedByItself(primitives: Primitives, run: SignedRun): Promise<boolean> {
  const added = introductionIn(run);
  if (added === null) return false;
  return await isHeadSigned(primitives, added.keys.publicKey, run.signature, run.head, run);
}

/** Whether this device itself was cut off, as far as is known here. */
export function isRevoked(engine: Engine, log: string): boolean {
  const [row] = engine.rows("SELECT revoked FROM device WHERE log = :log", { log });
  return row?.["revoked"] === 1;
}

/** The signing key of a device that was let in and not cut off, or null; `otherwise`: if unknown. */
export function trustedKeyOf(
  engine: Engine,
  log: string,
  root: Keyring["root"],
  otherwise: Uint8Array | null = null,
): Uint8Array | null {
  const { key, lastSeq } = knownOf(engine, log, root);
  return lastSeq === null ? (key ?? otherwise) : null;
}

/**
 * Logs of which more is held here than their revocation lets in. What this device itself (`own`)
 * said of it counts before a higher word: that may stand in a log that nobody takes who has not got
 * this one.
 */
export function longerThanRevoked(engine: Engine, own: string): readonly LogUntil[] {
  const rows = engine.rows(
    "SELECT h.log, h.seq FROM head h JOIN device d ON d.log = h.log" +
      " WHERE d.revoked AND h.seq > coalesce(" +
      " (SELECT max(e.body ->> '$.data.last_seq') FROM event e" +
      " WHERE e.subject = h.log AND e.log = :own AND e.type = 'device.revoked')," +
      " d.last_seq) ORDER BY h.log",
    { own },
  );
  return rows.flatMap(({ log, seq }) => {
    return typeof log === "string" && typeof seq === "number" ? [{ log, seq }] : [];
  });
}

/** A log and how much of it is held here. */
export interface LogUntil {
  readonly log: string;
  readonly seq: number;
}

/**
 * Logs that this device must stand for before it can pass them on: those with events that nobody
 * signed, whether cut off since or not; and those that were not cut off but whose approver was, or
 * is a recovery phrase, which may be replaced.
 * `signedUntil`: up to where a log is signed.
 */
export async function inNeedOfVouching(
  engine: Engine,
  own: string,
  signedUntil: (log: string) => Promise<number>,
): Promise<readonly LogUntil[]> {
  const rows = engine.rows(
    "SELECT h.log, h.seq, v.last_seq AS vouched," +
      " (coalesce(a.revoked, 0) = 1 OR coalesce(d.approved_by, '') = 'recovery')" +
      " AND coalesce(d.revoked, 0) = 0 AND v.log IS NULL AS orphaned FROM head h" +
      " LEFT JOIN device d ON d.log = h.log" +
      " LEFT JOIN device a ON a.log = d.approved_by" +
      " LEFT JOIN vouched v ON v.log = h.log AND v.voucher = :own" +
      " WHERE h.log <> :own ORDER BY h.log",
    { own },
  );
  const needed: LogUntil[] = [];
  for (const { log, seq, orphaned, vouched } of rows) {
    if (typeof log !== "string" || typeof seq !== "number") continue;
    const until = typeof vouched === "number" ? vouched : 0;
    const isUnsigned = seq > until && seq > (await signedUntil(log));
    if (orphaned === 1 || isUnsigned) needed.push({ log, seq });
  }
  return needed;
}

function knownOf(engine: Engine, log: string, root: Keyring["root"]): Known {
  const [row] = engine.rows("SELECT public_key, last_seq FROM device WHERE log = :log", { log });
  const lastSeq = typeof row?.["last_seq"] === "number" ? row["last_seq"] : null;
  if (log === root.log) return { key: root.key, lastSeq };
  return { key: keyIn(row?.["public_key"]), lastSeq };
}

/** The key that stands in the log, where a device may have written anything; null if none. */
function keyIn(text: unknown): Uint8Array | null {
  try {
    return typeof text === "string" ? fromText(text, keyBytes) : null;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** The key that the run's own first event brings, approved. Throws NotAdmitted. */
async function introducedKey(judging: Judging, run: SignedRun): Promise<Uint8Array> {
  const { notebook, log } = run;
  const added = introductionIn(run);
  if (added === null) throw new NotAdmitted(`Log ${log} is of no device that was let in (yet)`);
  const { keys, approvedBy, approval } = added;
  for (const each of approversOf(judging, run, approvedBy)) {
    if (await isApproved(judging.primitives, each, approval, keys, { notebook, log })) {
      return keys.publicKey;
    }
  }
  throw new NotAdmitted(`Log ${log} claims an approval that ${approvedBy} did not give`);
}

interface Added {
  readonly keys: DeviceKeys;
  readonly approvedBy: string;
  readonly approval: Uint8Array;
}

/** Keys, approver and approval in the log's first event, if that is here and holds them all. */
function introductionIn(run: SignedRun): Added | null {
  const [first] = run.events;
  if (run.after.seq > 0 || first === undefined || first.body === null) return null;
  if (first.envelope?.type !== "device.added") return null;
  const said = textsIn(first.body, ["name", "form", ...introducing]);
  const approvedBy = said?.get("approved_by") ?? "";
  if (said === null || (approvedBy !== recovery && !isId(approvedBy))) return null;
  const bytes = (name: string, length: number) => fromText(said.get(name) ?? "", length);
  try {
    return {
      keys: {
        publicKey: bytes("public_key", keyBytes),
        agreementKey: bytes("agreement_key", keyBytes),
      },
      approvedBy,
      approval: bytes("approval", signatureBytes),
    };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

const introducing = ["public_key", "agreement_key", "approved_by", "approval"] as const;

/** These texts of an event's data by name, or null if one is none. */
function textsIn(body: Uint8Array, names: readonly string[]): ReadonlyMap<string, string> | null {
  const event: unknown = JSON.parse(new TextDecoder().decode(body));
  const data = typeof event === "object" && event !== null && "data" in event ? event.data : null;
  const all = new Map<string, unknown>(Object.entries(data ?? {}));
  const texts = new Map<string, string>();
  for (const name of names) {
    const value = all.get(name);
    if (typeof value !== "string") return null;
    texts.set(name, value);
  }
  return texts;
}

/** The keys by which an approval is checked. Throws NotAdmitted if it counts for nothing. */
function approversOf(judging: Judging, run: SignedRun, approvedBy: string): readonly Uint8Array[] {
  const { engine, root } = judging;
  const { notebook, log } = run;
  const isVouchedFor = vouchersOf(engine, log, 0, root).length > 0;
  const { key, lastSeq } =
    approvedBy === recovery
      ? { key: recoveryKeyOf(engine, notebook), lastSeq: null }
      : knownOf(engine, approvedBy, root);
  if (key === null) {
    throw new NotAdmitted(`Log ${log} was let in by ${approvedBy}, whom nobody here knows (yet)`);
  }
  if (lastSeq !== null && !isVouchedFor) {
    throw new NotAdmitted(`Log ${log} was let in by ${approvedBy}, which was cut off`);
  }
  // A phrase that was replaced lets nobody in; whom it let in before, others stand for.
  const isOfPhrase = approvedBy === recovery && isVouchedFor;
  return isOfPhrase ? [key, ...earlierRecoveryKeys(engine, notebook)] : [key];
}

function recoveryKeyOf(engine: Engine, notebook: string): Uint8Array | null {
  const [row] = engine.rows("SELECT public_key FROM recovery WHERE subject = :notebook", {
    notebook,
  });
  return keyIn(row?.["public_key"]);
}

/** Of every recovery phrase that ever held. */
function earlierRecoveryKeys(engine: Engine, notebook: string): readonly Uint8Array[] {
  const rows = engine.rows(
    "SELECT body ->> '$.data.public_key' AS public_key FROM event" +
      " WHERE subject = :notebook AND type = 'recovery.set' AND body IS NOT NULL",
    { notebook },
  );
  return rows.flatMap(({ public_key }) => keyIn(public_key) ?? []);
}

/** The keys of those not cut off that stand for this log, at least so far. */
function vouchersOf(
  engine: Engine,
  log: string,
  leastSeq: number,
  root: Keyring["root"],
): readonly Uint8Array[] {
  const rows = engine.rows(
    "SELECT voucher FROM vouched WHERE log = :log AND last_seq >= :least ORDER BY voucher",
    { log, least: leastSeq },
  );
  return rows.flatMap(({ voucher }) => {
    if (typeof voucher !== "string") return [];
    const key = trustedKeyOf(engine, voucher, root);
    return key === null ? [] : [key];
  });
}
