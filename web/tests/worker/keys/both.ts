/** Both implementations of the primitives, and the vectors that Python runs too. */
import { readFileSync } from "node:fs";
import { nobleCiphers, nobleCurves } from "../../../worker/keys/noble.ts";
import type { Primitives } from "../../../worker/keys/primitives.ts";
import { subtleCiphers, subtleCurves } from "../../../worker/keys/subtle.ts";

export const noble: Primitives = { ...nobleCiphers, ...nobleCurves };
export const subtle: Primitives = {
  ...subtleCiphers(crypto.subtle),
  ...subtleCurves(crypto.subtle),
};
export const both: readonly (readonly [string, Primitives])[] = [
  ["WebCrypto", subtle],
  ["noble", noble],
];

const folder = new URL("../../../../tests/vectors/", import.meta.url);

export function vectors<T>(name: string): T {
  // Our own frozen files: their shape is what this type says.
  return JSON.parse(readFileSync(new URL(name, folder), "utf8")) as T;
}

export function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "hex"));
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export function base64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}
