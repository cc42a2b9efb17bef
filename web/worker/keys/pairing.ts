/**
 * Pairing as the device that asks to be let in: Begin → Begun → Reveal → Grant. No input or output;
 * the mirror of infoview_sync/keys/pairing.py and pairing_device.py, which tell why each step is.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { idToBytes, isId } from "../../shared/ids.ts";
import { Untrusted } from "../errors.ts";
import { equalBytes } from "../events/chain.ts";
import { fromText, integerBytes, joined, toText } from "./bytes.ts";
import { keyBytes, type Primitives, signatureBytes } from "./primitives.ts";
import type { DeviceKeys } from "./signing.ts";

export const pairingNonceBytes = 32;
const invitationBytes = 8;
export const fingerprintBytes = 16;
const none = new Uint8Array();

/** Device → server. Bytes are base64url; `invitation` is 16 hex digits. */
export interface Begin {
  readonly commitment: string;
  readonly invitation: string;
}

/** Server → device: the server's half, signed by the key of the log that it writes. */
export interface Begun {
  readonly session: string;
  readonly ephemeral: string;
  readonly nonce: string;
  readonly log: string;
  readonly public_key: string;
  readonly signature: string;
}

/** Device → server: what was committed to, who asks, and the proof. */
export interface Reveal {
  readonly session: string;
  readonly ephemeral: string;
  readonly nonce: string;
  readonly log: string;
  readonly public_key: string;
  readonly agreement_key: string;
  readonly name: string;
  readonly form: string;
  readonly proof: string;
}

/** Who asks to be let in, as the approving person sees it and as the approval signs it. */
export interface Applicant {
  readonly log: string;
  readonly keys: DeviceKeys;
  readonly name: string;
  readonly form: string;
}

/** One attempt: `ephemeralSecret` and `nonce` are 32 fresh random bytes each. */
export interface Asking {
  readonly secret: Uint8Array;
  readonly ephemeralSecret: Uint8Array;
  readonly nonce: Uint8Array;
  readonly applicant: Applicant;
  /** The fingerprint from the QR code or link; null after a typed code, which has none. */
  readonly server: Uint8Array | null;
}

/** `digits` are to be shown; the rest waits for the grant. */
export interface Revealed {
  readonly digits: string;
  readonly transcript: Uint8Array;
  readonly grantKey: Uint8Array;
  readonly applicant: Applicant;
  readonly serverLog: string;
  readonly serverKey: Uint8Array;
}

/** What a QR code or a link holds of the server's signing key. */
export function fingerprint(publicKey: Uint8Array): Uint8Array {
  return sha256(publicKey).slice(0, fingerprintBytes);
}

export async function begin(primitives: Primitives, asking: Asking): Promise<Begin> {
  const ephemeral = await primitives.agreementPublic(asking.ephemeralSecret);
  return {
    commitment: toText(sha256(joined("infoview commit 1", ephemeral, asking.nonce))),
    invitation: bytesToHex(sha256(asking.secret).subarray(0, invitationBytes)),
  };
}

/**
 * What to send next, and what to remember. Throws Untrusted if the server is not the one of the QR
 * code, or did not sign what it said; InputError if its answer is malformed.
 */
export async function reveal(
  primitives: Primitives,
  asking: Asking,
  begun: Begun,
): Promise<{ readonly message: Reveal; readonly revealed: Revealed }> {
  const { applicant, ephemeralSecret, nonce } = asking;
  const serverKey = fromText(begun.public_key, keyBytes);
  if (asking.server !== null && !equalBytes(fingerprint(serverKey), asking.server)) {
    throw new Untrusted("Another computer answers than the one that showed the code");
  }
  const signed = begunBytes(await begin(primitives, asking), asking.secret, begun);
  const signature = fromText(begun.signature, signatureBytes);
  if (!(await primitives.isSigned(serverKey, signed, signature))) {
    throw new Untrusted("The computer's answer is not signed by its own key");
  }
  const ephemeral = await primitives.agreementPublic(ephemeralSecret);
  const own = joined(ephemeral, nonce, applicantBytes(applicant));
  const transcript = sha256(joined(signed, signature, own));
  const shared = await primitives.agree(ephemeralSecret, fromText(begun.ephemeral, keyBytes));
  const derive = (salt: Uint8Array, info: string, length: number) =>
    primitives.derive(shared, salt, joined(info), length);
  const proofKey = await derive(none, "infoview proof 1", keyBytes);
  const proof = hmac(sha256, proofKey, joined(sha256(asking.secret), transcript));
  return {
    message: {
      session: begun.session,
      ephemeral: toText(ephemeral),
      nonce: toText(nonce),
      log: applicant.log,
      public_key: toText(applicant.keys.publicKey),
      agreement_key: toText(applicant.keys.agreementKey),
      name: applicant.name,
      form: applicant.form,
      proof: toText(proof),
    },
    revealed: {
      digits: digitsOf(await derive(transcript, "infoview digits 1", 8)),
      transcript,
      grantKey: await derive(transcript, "infoview grant 1", keyBytes),
      applicant,
      serverLog: begun.log,
      serverKey,
    },
  };
}

/** What the server signs. */
function begunBytes({ commitment }: Begin, secret: Uint8Array, begun: Begun): Uint8Array {
  return joined(
    "infoview pairing 1",
    sha256(secret).subarray(0, invitationBytes),
    fromText(commitment, keyBytes),
    idBytesOf(begun.session),
    fromText(begun.ephemeral, keyBytes),
    fromText(begun.nonce, pairingNonceBytes),
    idBytesOf(begun.log),
    fromText(begun.public_key, keyBytes),
  );
}

function applicantBytes({ log, keys, name, form }: Applicant): Uint8Array {
  const [nameBytes, formBytes] = [joined(name), joined(form)];
  return joined(
    idToBytes(log),
    keys.publicKey,
    keys.agreementKey,
    integerBytes(nameBytes.length, 2),
    nameBytes,
    integerBytes(formBytes.length, 2),
    formBytes,
  );
}

/** Eight bytes as six digits; 2^64 is so much more that none is likelier than another. */
function digitsOf(bytes: Uint8Array): string {
  const number = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  return (number % 1_000_000n).toString().padStart(6, "0");
}

function idBytesOf(text: string): Uint8Array {
  if (!isId(text)) throw new Untrusted("The computer's answer names no log");
  return idToBytes(text);
}
