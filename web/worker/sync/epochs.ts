/** Takes the notebook's newer keys from the other side, wrapped for this device alone. */
import { InputError, Refused, Untrusted } from "../errors.ts";
import { fromText } from "../keys/bytes.ts";
import type { EpochKey } from "../keys/derivation.ts";
import { signatureBytes } from "../keys/primitives.ts";
import { unwrapEpoch, wrappedBytes } from "../keys/wrap.ts";
import { addEpochs, keyringOf, readServer } from "../log/keyring.ts";
import type { Notebook } from "../projections/notebook.ts";

const notFound = 404;

/** One key as it travels: `from`, the log of the device that wrapped it; bytes are base64url. */
export interface SentKey {
  readonly epoch: number;
  readonly from: string;
  readonly sealed: string;
  readonly signature: string;
}

/**
 * Takes the keys that are not here yet; false if there are none, since the other side wraps none for
 * a log that it does not know yet. Throws Untrusted if one is not signed by a device let in here.
 */
export async function takeKeys(
  notebook: Notebook,
  peer: { keys(): Promise<readonly SentKey[]> },
): Promise<boolean> {
  const keyring = await keyringOf(notebook.database);
  // A browser that goes on in a new log keeps its keys, and the server knows it by the old one.
  const server = await readServer(notebook.database);
  const recipient = server?.log ?? keyring.log;
  const primitives = await notebook.world.primitives();
  const added: EpochKey[] = [];
  const all = await peer.keys().catch((error: unknown) => {
    if (error instanceof Refused && error.status === notFound) return null;
    throw error;
  });
  if (all === null) return false;
  for (const sent of all) {
    if (keyring.epochs.has(sent.epoch)) continue;
    const sender = await notebook.trustedKey(
      sent.from,
      sent.from === server?.serverLog ? (server.serverKey ?? null) : null,
    );
    if (sender === null) {
      throw new Untrusted(
        "The notebook's new key comes from a device that is not known here: pair this one once" +
          " more with the computer there",
      );
    }
    const wrapped = { epoch: sent.epoch, recipient, ...bytesOf(sent) };
    const { agreementSecret } = keyring;
    const { notebook: id } = notebook.identity;
    added.push(await unwrapEpoch(primitives, wrapped, id, agreementSecret, sender));
  }
  await addEpochs(notebook.database, added);
  return true;
}

function bytesOf({ sealed, signature }: SentKey) {
  try {
    return {
      sealed: fromText(sealed, wrappedBytes),
      signature: fromText(signature, signatureBytes),
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new Untrusted("A wrapped key is malformed", { cause: error });
  }
}
