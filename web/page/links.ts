/** Addresses that came from data become links only if their scheme can do no harm. */

const schemes: readonly string[] = ["http:", "https:", "mailto:", "tel:"];

/** The address to link to, or null: then it is shown as plain text. */
export function safeHref(address: string): string | null {
  try {
    const url = new URL(address);
    return schemes.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** What a person typed as a link: without a scheme it is meant as https. */
export function asLink(typed: string): string {
  return typed === "" || /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
}

/** An address as one reads it: no scheme, no trailing slash. */
export function shortLink(address: string): string {
  return address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
}

export function mailHref(address: string, subject?: string, body?: string): string | null {
  if (!/^[^\s@,;?&]+@[^\s@,;?&]+$/.test(address)) return null;
  const fields = Object.entries({ subject, body })
    .filter((field): field is [string, string] => field[1] !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `mailto:${encodeURIComponent(address).replace("%40", "@")}${fields.length > 0 ? "?" : ""}${fields.join("&")}`;
}

export function phoneHref(phone: string): string | null {
  const digits = phone.replace(/[^\d+]/g, "");
  return digits.length >= 3 ? `tel:${digits}` : null;
}
