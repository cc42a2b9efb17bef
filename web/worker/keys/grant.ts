/** What a device is given when it is let in; the mirror of infoview_sync/keys/grant.py. */
import { hlcReceivedMax } from "../../shared/clock.ts";
import { isId } from "../../shared/ids.ts";
import { Untrusted } from "../errors.ts";
import { fromText } from "./bytes.ts";
import { type EpochKey, isEpoch } from "./derivation.ts";
import type { Revealed } from "./pairing.ts";
import { keyBytes, once, type Primitives, signatureBytes } from "./primitives.ts";
import { isApproved } from "./signing.ts";

const none = new Uint8Array();

export interface Grant {
  readonly notebook: string;
  readonly token: string;
  readonly epochs: readonly EpochKey[];
  /** The notebook's first log and its signing key, to be pinned. */
  readonly root: { readonly log: string; readonly key: Uint8Array };
  readonly approvedBy: string;
  /** Over this device's log and keys, by `approvedBy`; as text, as the event holds it. */
  readonly approval: string;
  /** To start this device's clock above. */
  readonly hlc: number;
}

/**
 * The keys of the notebook, their approval checked. Throws Untrusted if they do not open, or the
 * server that was paired with did not approve.
 */
export async function takeGrant(
  primitives: Primitives,
  { grantKey, applicant, serverLog, serverKey }: Revealed,
  sealed: Uint8Array,
): Promise<Grant> {
  const grant = readGrant(await primitives.open(grantKey, once, sealed, none));
  const isOurs =
    grant.approvedBy === serverLog &&
    (await isApproved(
      primitives,
      serverKey,
      fromText(grant.approval, signatureBytes),
      applicant.keys,
      { notebook: grant.notebook, log: applicant.log },
    ));
  if (!isOurs) {
    throw new Untrusted("The computer did not approve this device with its own key");
  }
  return grant;
}

function readGrant(bytes: Uint8Array): Grant {
  try {
    const read = fieldsOf(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
    const root = fieldsOf(read["root"]);
    const approval = textOf(read["approval"]);
    fromText(approval, signatureBytes);
    return {
      notebook: idOf(read["notebook"]),
      token: textOf(read["token"]),
      epochs: epochsOf(read["epochs"]),
      root: { log: idOf(root["log"]), key: fromText(textOf(root["key"]), keyBytes) },
      approvedBy: textOf(read["approved_by"]),
      approval,
      hlc: numberOf(read["hlc"], isReadableHlc),
    };
  } catch (error) {
    throw new Untrusted("What the computer sent opens, but does not let a device in", {
      cause: error,
    });
  }
}

function epochsOf(value: unknown): readonly EpochKey[] {
  if (!Array.isArray(value) || value.length === 0) throw new TypeError("No epochs");
  return value.map((each: unknown) => {
    const { number, key } = fieldsOf(each);
    return { number: numberOf(number, isEpoch), key: fromText(textOf(key), keyBytes) };
  });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new TypeError("No object");
  return Object.fromEntries(Object.entries(value));
}

function textOf(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("No text");
  return value;
}

function idOf(value: unknown): string {
  const text = textOf(value);
  if (!isId(text)) throw new TypeError("No id");
  return text;
}

function numberOf(value: unknown, isGood: (number: number) => boolean): number {
  if (typeof value !== "number" || !isGood(value)) throw new TypeError("No such number");
  return value;
}

function isReadableHlc(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0 && number <= hlcReceivedMax;
}
