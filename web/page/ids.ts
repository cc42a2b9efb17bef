/** Ids of new subjects: 10 random bytes as 16 characters of Crockford base32 (docs/sync-protocol). */

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const idBytes = 10;

/** A fresh id. `getRandomValues` is there on plain http too, unlike `randomUUID`. */
export function newId(random: (bytes: Uint8Array<ArrayBuffer>) => void = fillRandom): string {
  const bytes = new Uint8Array(idBytes);
  random(bytes);
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return Array.from({ length: 16 }, (_, place) =>
    alphabet.charAt(Number((number >> BigInt(75 - place * 5)) & 31n)),
  ).join("");
}

function fillRandom(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes);
}
