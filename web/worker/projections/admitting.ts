/**
 * Lets runs of other logs in, and says what others need to let in what is held here. As
 * infoview_sync/projections/write.py does; who may come in is decided in roster.ts.
 */
import type { Draft } from "../../shared/messages.ts";
import { localMoment } from "../../shared/moment.ts";
import { Fork, type LeftOut, NotAdmitted } from "../errors.ts";
import type { LogDatabase } from "../log/database.ts";
import { isOwn, type Keyring, signedUntil } from "../log/keyring.ts";
import type { World } from "../world.ts";
import type { Engine } from "./engine.ts";
import {
  changesRoster,
  checkRun,
  inNeedOfVouching,
  type Judging,
  type LogUntil,
  longerThanRevoked,
  type SignedRun,
} from "./roster.ts";

/** What judging and letting in takes. */
export interface Gate extends Omit<Judging, "root"> {
  readonly database: LogDatabase;
  readonly engine: Engine;
  readonly keyring: Keyring;
  /** Keeps runs that were judged; whom they let in counts when this returns. */
  readonly take: (runs: readonly SignedRun[]) => Promise<number>;
}

/** How many events were new, and, by log, why some were not taken. */
export interface Admitted {
  readonly count: number;
  readonly refused: ReadonlyMap<string, LeftOut>;
  /** They may say who else comes in. */
  readonly isRosterNew: boolean;
}

/** How often what waits is judged anew in one call, as write.py has it: honest senders need two. */
const passesMax = 8;

/**
 * Takes those runs for which somebody stands. A run whose log nobody knows yet waits for the others
 * of this call: they may say who let it in. A log that goes on otherwise here is left out, and hinders
 * no other. Throws BadSegment, Gap.
 */
export async function admitRuns(gate: Gate, runs: readonly SignedRun[]): Promise<Admitted> {
  const begun = { count: 0, isRosterNew: false, late: runs };
  const pass: Pass = { ...begun, refused: new Map(), forked: new Map() };
  // Each pass takes at least one run, or is the last.
  for (let number = 0, left = -1; number < passesMax; number += 1) {
    if (pass.late.length === 0 || pass.late.length === left) break;
    left = pass.late.length;
    await passOnce(gate, pass);
  }
  return { ...pass, refused: new Map([...pass.refused, ...pass.forked]) };
}

interface Pass {
  count: number;
  isRosterNew: boolean;
  late: readonly SignedRun[];
  refused: Map<string, LeftOut>;
  readonly forked: Map<string, LeftOut>;
}

async function passOnce(gate: Gate, pass: Pass): Promise<void> {
  const late: SignedRun[] = [];
  /** Judged and not yet taken: all up to one after which the rules may decide otherwise. */
  let ready: SignedRun[] = [];
  const refused = new Map<string, LeftOut>();
  for (const run of pass.late) {
    if (pass.forked.has(run.log)) continue;
    const refusal = refused.get(run.log) ?? (await refusalOf(gate, run));
    if (refusal !== null) {
      refused.set(run.log, refusal);
      late.push(run);
      continue;
    }
    ready.push(run);
    if (!changesRoster(run.events)) continue;
    pass.isRosterNew = true;
    pass.count += await takeBut(pass.forked, gate, ready);
    ready = [];
  }
  pass.count += await takeBut(pass.forked, gate, ready);
  pass.late = late;
  pass.refused = refused;
}

/** Takes what of these runs continues what is here; the logs of the others are noted as forked. */
async function takeBut(
  forked: Map<string, LeftOut>,
  gate: Gate,
  runs: readonly SignedRun[],
): Promise<number> {
  const rest = runs.filter(({ log }) => !forked.has(log));
  if (rest.length === 0) return 0;
  try {
    return await gate.take(rest);
  } catch (error) {
    if (!(error instanceof Fork)) throw error;
    forked.set(error.log, error);
    return await takeBut(forked, gate, rest);
  }
}

async function refusalOf(gate: Gate, run: SignedRun): Promise<NotAdmitted | null> {
  try {
    await checkRun({ ...gate, root: gate.keyring.root }, run);
    return null;
  } catch (error) {
    if (error instanceof NotAdmitted) return error;
    throw error;
  }
}

/**
 * What to say so that others take all that is held here: whom this device vouches for, and how much
 * of a log that was cut off was taken before that was known here.
 */
export async function standingBy(
  { database, engine, keyring }: Gate,
  world: World,
): Promise<readonly Draft[]> {
  const occurred_at = localMoment(world.wallMs(), world.zone());
  const said = (type: "device.revoked" | "log.vouched") => {
    return ({ log, seq }: LogUntil): Draft => {
      return { type, subject: log, data: { last_seq: seq }, occurred_at };
    };
  };
  const unsigned = await inNeedOfVouching(engine, keyring.log, async (log) =>
    // What this browser wrote itself, it signs whenever it sends.
    isOwn(keyring, log) ? Number.POSITIVE_INFINITY : await signedUntil(database, log),
  );
  return [
    ...longerThanRevoked(engine, keyring.log).map(said("device.revoked")),
    ...unsigned.map(said("log.vouched")),
  ];
}
