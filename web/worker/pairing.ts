/**
 * Asks the server to let this browser in, as the person at its screen was invited to: begin, reveal,
 * wait for the other person's word, take the keys. What is said is judged in keys/pairing.ts.
 */
import type { Invitation, Pairing } from "../shared/devices.ts";
import { InfoViewError, InputError, Refused, Unreachable, Untrusted } from "./errors.ts";
import { fromText } from "./keys/bytes.ts";
import { type Grant, takeGrant } from "./keys/grant.ts";
import {
  type Applicant,
  type Asking,
  type Begun,
  begin,
  fingerprintBytes,
  pairingNonceBytes,
  type Reveal,
  reveal,
} from "./keys/pairing.ts";
import { keyBytes } from "./keys/primitives.ts";
import { request } from "./sync/transport.ts";
import type { World } from "./world.ts";

const answerTimeoutMs = 15_000;
/** The server holds the question for 20 s before it says that nothing is decided yet. */
const decisionTimeoutMs = 40_000;
/** Two minutes for the invitation, two to compare digits. */
const decisionsMax = 20;
const codeChars = 8;

export interface LetIn {
  readonly grant: Grant;
  readonly serverLog: string;
  readonly serverKey: Uint8Array;
}

/** The person at this screen: hears how it goes, and says whether both show the same digits. */
export interface Person {
  readonly tell: (pairing: Pairing) => void;
  readonly compare: () => Promise<boolean>;
}

/** Throws InfoViewError in words for the person: each wrong turn has its own. */
export async function askToBeLetIn(
  base: string,
  invitation: Invitation,
  applicant: Applicant,
  world: World,
  { tell, compare }: Person,
): Promise<LetIn> {
  const primitives = await world.primitives();
  const asking: Asking = {
    ...secretOf(invitation),
    ephemeralSecret: world.randomBytes(keyBytes),
    nonce: world.randomBytes(pairingNonceBytes),
    applicant,
  };
  tell({ tag: "asking" });
  const say = async (path: string, message: object, timeoutMs = answerTimeoutMs) => {
    try {
      return await post(base, path, message, timeoutMs);
    } catch (error) {
      throw inWords(error, invitation);
    }
  };
  const begun = begunOf(await say("pair/begin", await begin(primitives, asking)));
  const { message, revealed } = await reveal(primitives, asking, begun).catch((error: unknown) => {
    throw inWords(error, invitation);
  });
  await say("pair/reveal", message satisfies Reveal);
  if (invitation.type === "code" || !invitation.isHere) {
    const { digits } = revealed;
    tell({ tag: "comparing", digits, isSame: false });
    if (!(await compare())) throw new NotLetIn(differing);
    tell({ tag: "comparing", digits, isSame: true });
  }
  const { session } = begun;
  for (let asked = 0; asked < decisionsMax; asked += 1) {
    const { sealed } = fieldsOf(await say("pair/finish", { session }, decisionTimeoutMs));
    if (typeof sealed !== "string") continue;
    const grant = await takeGrant(primitives, revealed, fromText(sealed));
    return { grant, serverLog: revealed.serverLog, serverKey: revealed.serverKey };
  }
  throw new NotLetIn(tooLong);
}

/** This browser was not let in; says why and what to do. */
export class NotLetIn extends InfoViewError {
  constructor(message: string, options?: ErrorOptions) {
    super("not_let_in", message, options);
  }
}

/** A code as somebody typed it, as the server knows it. Throws NotLetIn if it cannot be one. */
export function typedCode(text: string): string {
  // Crockford: what looks alike is alike.
  const plain = text.toLowerCase().replaceAll(/[\s-]/g, "").replaceAll("o", "0");
  const code = plain.replaceAll(/[il]/g, "1");
  if (code.length !== codeChars || !/^[0-9a-hjkmnp-tv-z]*$/.test(code)) {
    throw new NotLetIn(
      "That is not a whole code: it has eight letters and digits, like 7K3M-Q9TX.",
    );
  }
  return code;
}

function secretOf(invitation: Invitation): Pick<Asking, "secret" | "server"> {
  if (invitation.type === "code") {
    return { secret: new TextEncoder().encode(typedCode(invitation.code)), server: null };
  }
  try {
    const secret = fromText(invitation.secret);
    return { secret, server: fromText(invitation.server, fingerprintBytes) };
  } catch (error) {
    throw new NotLetIn("This link is not whole. Open all of it, or scan the code once more.", {
      cause: error,
    });
  }
}

async function post(
  base: string,
  path: string,
  message: object,
  timeoutMs: number,
): Promise<unknown> {
  const answer = await request(new URL(path, base), {
    method: "POST",
    body: JSON.stringify(message),
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(timeoutMs),
  });
  return await answer.json().catch(() => null);
}

const tooLong = "Nobody answered in time. Ask for a new code or link, and begin again.";
const differing =
  "The digits differ, so nothing was taken: another computer may answer in the place of yours. Say no on the other screen too, then ask for a new code.";
const nobody =
  "The computer does not answer. See that InfoView runs there and that this device is in its network, then try again.";
const another =
  "Another computer answers here than the one that showed the code, so nothing was sent to it. Make sure that both are in the same network, and scan the code once more.";

/** A wrong turn, in words; what is not one of them stays as it is. */
function inWords(error: unknown, invitation: Invitation): unknown {
  if (error instanceof Untrusted || error instanceof InputError) {
    return new NotLetIn(another, { cause: error });
  }
  if (error instanceof Unreachable) return new NotLetIn(nobody, { cause: error });
  if (!(error instanceof Refused)) return error;
  const words = wordsOf(error, invitation);
  return words === null ? error : new NotLetIn(words, { cause: error });
}

function wordsOf({ code }: Refused, invitation: Invitation): string | null {
  const isTyped = invitation.type === "code";
  switch (code) {
    case "not_found":
      return isTyped
        ? "The computer does not know this code. Look at it once more: it holds for two minutes, for one device and a few tries. If it is too old, ask for a new one."
        : "This link was used already, or is too old. Make a new one: run infoview open on the computer, or show a new code there.";
    case "untrusted":
      return "The code did not match what the computer showed. Ask for a new one, and begin again.";
    case "expired":
      return tooLong;
    case "refused":
      return "The person at the computer said no. Nothing was shared with this browser.";
    case "forbidden":
      return "This link opens only on the computer that made it. On another device, scan the code in Settings, Devices and sync.";
    case "too_often":
      return "Too many devices ask at once. Wait a minute, then begin again.";
    default:
      return null;
  }
}

function begunOf(value: unknown): Begun {
  const fields = fieldsOf(value);
  const text = (name: keyof Begun): string => {
    const found = fields[name];
    if (typeof found !== "string") throw new NotLetIn(another);
    return found;
  };
  return {
    session: text("session"),
    ephemeral: text("ephemeral"),
    nonce: text("nonce"),
    log: text("log"),
    public_key: text("public_key"),
    signature: text("signature"),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
