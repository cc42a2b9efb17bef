/**
 * When two spellings mean the same web address, and which addresses are somebody's profile. The
 * mirror of infoview_sync/files/identity.py, so that a shared link finds whom an import brought;
 * tests/vectors/addresses.json holds both to it. Pure.
 */

/** What one line of a contact may hold (docs/events.md). */
const addressCharsMax = 500;

const withoutScheme = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:\/\S*)?$/i;
const parts = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const linkedIn = /^(?:[a-z]{1,3}\.)?linkedin\.com$/;
/** A link within running text; the marks that end a sentence or a bracket are not part of it. */
const linkInText =
  /(?:https?:\/\/|www\.)[^\s<>"]*[^\s<>"'.,;:!?)\]}»”’]|\b[a-z]{0,3}\.?linkedin\.com\/in\/[^\s<>"]*[^\s<>"'.,;:!?)\]}»”’]/i;

/** By their key: the pages that are one person's each. */
const profiles: readonly RegExp[] = [
  /^linkedin\.com\/(?:in|pub)\/./,
  /^(?:xing\.com|researchgate\.net|bsky\.app)\/profile\/[^/]+/,
  /^(?:github\.com|gitlab\.com|x\.com|twitter\.com|instagram\.com|about\.me|muckrack\.com)\/[^/?]+$/,
  /^orcid\.org\/\d/,
  /^[^/]+\/@[^/?]+$/,
];

/** The address if a link to it is safe to follow, with a scheme; else null. */
export function webAddress(text: string): string | null {
  const address = withoutScheme.test(text) ? `https://${text}` : text;
  const [, , host = ""] = parts.exec(address) ?? [];
  if (host === "" || host.includes("@") || address.length > addressCharsMax) return null;
  // A space, or what is invisible, has no place in an address.
  return /[\p{C}\p{Z}]/u.test(address) || !URL.canParse(address) ? null : address;
}

/** Equal for all spellings of one page. */
export function urlKey(url: string): string {
  const [, , authority = "", path = "", query = ""] = parts.exec(url) ?? [];
  if (authority === "") return url;
  const host = authority
    .toLowerCase()
    .replace(/:\d*$/, "")
    .replace(/\.$/, "")
    .replace(/^www\./, "");
  const plain = unquoted(path).normalize("NFC").replace(/\/+$/, "");
  if (linkedIn.test(host)) {
    const lower = plain.toLowerCase();
    // A profile's sub-pages and languages (/in/ann/de, /in/ann/details) are the same person.
    return `linkedin.com${lower.startsWith("/in/") ? lower.split("/").slice(0, 3).join("/") : lower}`;
  }
  return query === "" ? `${host}${plain}` : `${host}${plain}?${query}`;
}

/** Whether one person alone has this page. */
export function isProfile(url: string): boolean {
  const key = urlKey(url);
  return profiles.some((form) => form.test(key));
}

/** The first link in a text, and the words around it; null if there is none. */
export function linkIn(text: string): { readonly url: string; readonly rest: string } | null {
  const found = linkInText.exec(text);
  const url = found === null ? null : webAddress(found[0]);
  if (found === null || url === null) return null;
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return { url: withoutTracking(url), rest: rest.replace(/\s+/g, " ").trim() };
}

/** Without what only tells the site where the link was shared. */
function withoutTracking(url: string): string {
  const [whole, scheme = "", host = "", path = "", query = ""] = parts.exec(url) ?? [];
  if (whole === undefined) return url;
  const page = `${scheme}://${host}${path}`;
  if (linkedIn.test(host.toLowerCase().replace(/^www\./, ""))) return page;
  const kept = query.split("&").filter((each) => !/^(?:utm_\w+|fbclid|gclid|igsh|si)=/.test(each));
  return kept.join("") === "" ? page : `${page}?${kept.join("&")}`;
}

/** Percent signs that encode nothing stay, as in Python. */
function unquoted(path: string): string {
  const decoder = new TextDecoder();
  return path.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    decoder.decode(Uint8Array.from(run.slice(1).split("%"), (pair) => Number.parseInt(pair, 16))),
  );
}
