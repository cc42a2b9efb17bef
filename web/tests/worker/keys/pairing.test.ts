/** The golden pairing that Python runs too, and what a device refuses. */
import { describe, expect, test } from "vitest";
import { InputError, Untrusted } from "../../../worker/errors.ts";
import { fromText, joined, toText } from "../../../worker/keys/bytes.ts";
import { takeGrant } from "../../../worker/keys/grant.ts";
import {
  type Asking,
  type Begin,
  type Begun,
  begin,
  fingerprint,
  type Reveal,
  reveal,
} from "../../../worker/keys/pairing.ts";
import { once } from "../../../worker/keys/primitives.ts";
import { both, hex, hexOf, subtle, vectors } from "./both.ts";

interface GrantVector {
  readonly notebook: string;
  readonly token: string;
  readonly epochs: readonly { readonly number: number; readonly key: string }[];
  readonly root: { readonly log: string; readonly key: string };
  readonly approved_by: string;
  readonly approval: string;
  readonly hlc: number;
}

interface PairingVector {
  readonly device: Readonly<Record<string, string>>;
  readonly begin: Begin;
  readonly begun: Begun;
  readonly reveal: Reveal;
  readonly transcript: string;
  readonly digits: string;
  readonly grant: GrantVector;
  readonly sealed: string;
}

const vector = vectors<PairingVector>("pairing.json");
const device = (name: string): string => vector.device[name] ?? "";
const asking: Asking = {
  secret: hex(device("secret")),
  ephemeralSecret: hex(device("ephemeral_secret")),
  nonce: hex(device("nonce")),
  applicant: {
    log: device("log"),
    keys: { publicKey: hex(device("public_key")), agreementKey: hex(device("agreement_key")) },
    name: device("name"),
    form: device("form"),
  },
  server: hex(device("server")),
};

test.each(both)("%s: the golden pairing, message by message", async (_, primitives) => {
  expect(await begin(primitives, asking)).toEqual(vector.begin);
  const { message, revealed } = await reveal(primitives, asking, vector.begun);
  expect(message).toEqual(vector.reveal);
  expect(hexOf(revealed.transcript)).toBe(vector.transcript);
  expect(revealed.digits).toBe(vector.digits);
  const grant = await takeGrant(primitives, revealed, fromText(vector.sealed));
  expect({
    ...grant,
    epochs: grant.epochs.map(({ number, key }) => ({ number, key: toText(key) })),
    root: { ...grant.root, key: toText(grant.root.key) },
  }).toEqual({
    notebook: vector.grant.notebook,
    token: vector.grant.token,
    epochs: vector.grant.epochs,
    root: vector.grant.root,
    approvedBy: vector.grant.approved_by,
    approval: vector.grant.approval,
    hlc: vector.grant.hlc,
  });
});

describe("a device refuses", () => {
  const other = toText(asking.applicant.keys.agreementKey);

  test.each([
    { session: device("log") },
    { session: "no id" },
    { ephemeral: other },
    { nonce: other },
    { log: device("log") },
    { public_key: other },
    { signature: toText(new Uint8Array(64)) },
  ])("a server's answer with %o", async (changed) => {
    const answer = reveal(subtle, asking, { ...vector.begun, ...changed });
    await expect(answer).rejects.toBeInstanceOf(Untrusted);
  });

  test.each(["", "x", "=".repeat(43), "A".repeat(10_000)])("junk like %s", async (junk) => {
    for (const name of ["ephemeral", "nonce", "public_key", "signature"]) {
      const answer = reveal(subtle, asking, { ...vector.begun, [name]: junk });
      await expect(answer).rejects.toBeInstanceOf(InputError);
    }
  });

  test("another server than the code's; a typed code names none", async () => {
    const server = fingerprint(asking.applicant.keys.publicKey);
    const answer = reveal(subtle, { ...asking, server }, vector.begun);
    await expect(answer).rejects.toThrow("Another computer");
    const typed = await reveal(subtle, { ...asking, server: null }, vector.begun);
    expect(typed.revealed.digits).toBe(vector.digits);
  });

  test.each([
    { notebook: device("log") },
    { notebook: "no id" },
    { approved_by: device("log") },
    { approval: toText(new Uint8Array(64)) },
    { approval: "junk" },
    { epochs: [] },
    { epochs: [{ number: 1, key: "AAAA" }] },
    { epochs: null },
    { epochs: [{ number: 0, key: other }] },
    { epochs: [{ number: 2 ** 32, key: other }] },
    { epochs: [{ number: 1.5, key: other }] },
    { hlc: -1 },
    { hlc: 2 ** 53 - 1 },
    { root: { log: "no id", key: other } },
    { root: null },
    { hlc: "1" },
    { token: 1 },
  ])("a grant with %o", async (changed) => {
    const { revealed } = await reveal(subtle, asking, vector.begun);
    const json = joined(JSON.stringify({ ...vector.grant, ...changed }));
    const sealed = await subtle.seal(revealed.grantKey, once, json, new Uint8Array());
    await expect(takeGrant(subtle, revealed, sealed)).rejects.toBeInstanceOf(Untrusted);
  });

  test("a grant for another pairing", async () => {
    const { revealed } = await reveal(subtle, asking, vector.begun);
    const json = joined(JSON.stringify(vector.grant));
    const sealed = await subtle.seal(new Uint8Array(32), once, json, new Uint8Array());
    await expect(takeGrant(subtle, revealed, sealed)).rejects.toBeInstanceOf(Untrusted);
  });
});
