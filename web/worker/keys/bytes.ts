/** Bytes joined, and as the text in which keys travel: base64url without padding, one spelling. */
import { InputError } from "../errors.ts";

const encoder = new TextEncoder();
const base64Url = /^[A-Za-z0-9_-]*$/;

export function joined(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const all = parts.map((part) => (typeof part === "string" ? encoder.encode(part) : part));
  const whole = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An integer, big-endian. Throws RangeError if it does not fit: it would read as another. */
export function integerBytes(value: number, size: 2 | 4 | 8): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** size) {
    throw new RangeError(`${value} is no integer of ${size} bytes`);
  }
  const whole = new Uint8Array(8);
  new DataView(whole.buffer).setBigUint64(0, BigInt(value));
  return whole.subarray(8 - size);
}

export function toText(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes of a text, `length` of them if given. Throws InputError if it is not one. */
export function fromText(text: string, length?: number): Uint8Array {
  const bytes = base64Url.test(text) && text.length % 4 !== 1 ? decoded(text) : null;
  // Loose bits at the end would give one key several spellings.
  if (bytes === null || toText(bytes) !== text) {
    throw new InputError(`Not base64url: ${JSON.stringify(text.slice(0, 32))}`);
  }
  if (length !== undefined && bytes.length !== length) {
    throw new InputError(`${length} bytes are expected here, not ${bytes.length}`);
  }
  return bytes;
}

function decoded(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
