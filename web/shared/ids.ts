/**
 * Random ids: 80 bits in Crockford base32, 16 lower-case characters. One shape for notebooks, logs
 * and subjects (docs/sync-protocol.md).
 */

export type RandomBytes = (count: number) => Uint8Array;

export const idBytes = 10;
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const pattern = new RegExp(`^[${alphabet}]{16}$`);

/** From the system's generator; works on plain http too, where randomUUID does not. */
export const systemRandom: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

export function newId(randomBytes: RandomBytes = systemRandom): string {
  return idFromBytes(randomBytes(idBytes));
}

export function isId(text: string): boolean {
  return pattern.test(text);
}

/** The 16 characters of 10 bytes, most significant bits first. */
export function idFromBytes(raw: Uint8Array): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of raw) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((held >> bits) & 31);
    }
  }
  return text;
}

/** The 10 bytes of an id. Throws RangeError if it is not one. */
export function idToBytes(id: string): Uint8Array {
  if (!isId(id)) throw new RangeError(`Not an id: ${JSON.stringify(id.slice(0, 32))}`);
  const raw = new Uint8Array(idBytes);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const char of id) {
    held = ((held << 5) | alphabet.indexOf(char)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      raw[at] = (held >> bits) & 255;
      at += 1;
    }
  }
  return raw;
}
