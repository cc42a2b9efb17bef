/**
 * Lets this browser into the notebook of its server, or back in: asks (pairing.ts), then begins a log
 * with the keys that it was given. Nothing that it holds is ever lost by that.
 */
import { newId } from "../shared/ids.ts";
import type { Invitation } from "../shared/devices.ts";
import { CutOff, InfoViewError } from "./errors.ts";
import { keyBytes } from "./keys/primitives.ts";
import type { LogDatabase, ServerRecord } from "./log/database.ts";
import { type Keyring, readKeyring, readServer } from "./log/keyring.ts";
import { type Identity, readIdentity } from "./log/meta.ts";
import { join } from "./log/store.ts";
import { askToBeLetIn, type Person } from "./pairing.ts";
import type { Server } from "./sync/transport.ts";
import type { World } from "./world.ts";

export interface JoiningParts extends Person {
  readonly database: LogDatabase;
  /** The address of the server, ending in a slash. */
  readonly base: string;
  readonly server: Server;
  readonly world: World;
}

/** Throws InfoViewError in words for the person who was invited. */
export async function joinNotebook(parts: JoiningParts, invitation: Invitation): Promise<Identity> {
  const { base, database, world } = parts;
  const before = await readKeyring(database);
  const isKnown = before !== null && (await isStillLetIn(parts, before));
  const secrets = isKnown
    ? before
    : {
        log: newId(world.randomBytes),
        signingSeed: world.randomBytes(keyBytes),
        agreementSecret: world.randomBytes(keyBytes),
      };
  const { log, signingSeed, agreementSecret } = secrets;
  const primitives = await world.primitives();
  const keys = {
    publicKey: await primitives.signingPublic(signingSeed),
    agreementKey: await primitives.agreementPublic(agreementSecret),
  };
  const applicant = { log, keys, name: world.deviceName, form: world.deviceForm };
  const { grant, serverLog, serverKey } = await askToBeLetIn(
    base,
    invitation,
    applicant,
    world,
    parts,
  );
  const server: ServerRecord = { tag: "server", token: grant.token, log, serverLog, serverKey };
  const keyring: Keyring = {
    tag: "keyring",
    ...{ log, signingSeed, agreementSecret, root: grant.root, former: [] },
    epochs: new Map(grant.epochs.map(({ number, key }) => [number, key])),
    approval: { by: grant.approvedBy, signature: grant.approval },
  };
  const { notebook, hlc } = grant;
  const joining = { notebook, keyring, keys, server, hlc, before: before?.log ?? null };
  return await join(database, joining, world);
}

/**
 * Whether the log that this browser writes may go on. A log that was cut off never may, not even for
 * a device that is let in again: then it begins another, under other keys.
 */
async function isStillLetIn(
  { database, server }: JoiningParts,
  { log }: Keyring,
): Promise<boolean> {
  const identity = await readIdentity(database);
  if (identity?.log !== log || (await readServer(database)) === null) return false;
  try {
    await server.heads(false);
    return true;
  } catch (error) {
    if (error instanceof CutOff) return false;
    // The asking that follows meets the same trouble and names it.
    if (error instanceof InfoViewError) return true;
    throw error;
  }
}
