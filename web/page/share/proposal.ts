/** Whom a shared link or text may be about: a guess to look over, never saved by itself. Pure. */
import type { Shared } from "../../shared/share.ts";
import { isProfile, linkIn, urlKey } from "./addresses.ts";

export interface Proposal {
  /** Empty: only words were shared. */
  readonly url: string;
  readonly name: string;
  readonly title: string;
  readonly org: string;
  /** What else was said: for the notes. */
  readonly words: string;
}

const dashes = /\s+[-–—|·•]\s+/;
const sites =
  /^(?:linkedin|xing|github|researchgate|orcid|twitter|x|instagram|bluesky|about\.me)$/i;
const profileWords =
  /^(?:check out |see |view )?(.+?)[’']s? (?:\w+ )?profile(?: on linkedin)?[\s:.!]*$/i;
/** Two to five words of letters, as names are written. */
const nameForm = /^\p{L}[\p{L}\p{M}.'’-]*(?: \p{L}[\p{L}\p{M}.'’-]*){1,4}$/u;
const particles = new Set("al bin da de del der di du la le van von y zu".split(" "));

export function proposalFor(shared: Shared): Proposal {
  const link = [shared.url, shared.text, shared.title].map(linkIn).find((found) => found !== null);
  const url = link?.url ?? "";
  const text = linkIn(shared.text)?.rest ?? shared.text.trim();
  const said = profileWords.exec(text)?.[1] ?? "";
  const titled = url === "" || isProfile(url) ? fromTitle(shared.title) : noTitle;
  const name = titled.name || (isName(said) ? said : "") || nameIn(url);
  const heading = shared.title.trim();
  const isHeadingUsed = titled.isUsed || heading === text || linkIn(heading)?.rest === "";
  const words = [isHeadingUsed ? "" : heading, isName(said) ? "" : text]
    .filter((each) => each !== "")
    .join("\n");
  return { url, name, title: titled.title, org: titled.org, words };
}

/** Nothing was shared that could be about anybody. */
export function isEmpty({ url, name, words }: Proposal): boolean {
  return url === "" && name === "" && words === "";
}

interface Titled {
  readonly name: string;
  readonly title: string;
  readonly org: string;
  /** It says nothing more than that. */
  readonly isUsed: boolean;
}

const noTitle: Titled = { name: "", title: "", org: "", isUsed: false };

/** `(3) Ada Novak - Editor - Fieldnote | LinkedIn`, as sites entitle a profile. */
function fromTitle(title: string): Titled {
  const [name = "", ...about] = title
    .replace(/^\(\d+\+?\)\s*/, "")
    .split(dashes)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !sites.test(part));
  if (!isName(name) || about.length > 2) return noTitle;
  const [one = "", two] = about;
  const work = two === undefined ? { title: "", org: one } : { title: one, org: two };
  return { name, ...work, isUsed: true };
}

function isName(text: string): boolean {
  return text.length <= 60 && nameForm.test(text) && !linkIn(text);
}

/** `linkedin.com/in/ada-novak-1a2b3c` → Ada Novak; a slug of one word (`adanovak`) says too little. */
function nameIn(url: string): string {
  const [, slug = ""] =
    /^(?:linkedin\.com\/(?:in|pub)|xing\.com\/profile|researchgate\.net\/profile)\/([^/]+)/.exec(
      urlKey(url),
    ) ?? [];
  const words = slug.split(/[-_.\s]+/).filter((word) => /^[\p{L}\p{M}'’]+$/u.test(word));
  if (words.length < 2 || words.length > 5) return "";
  return words
    .map((word, place) => (place > 0 && particles.has(word) ? word : capital(word)))
    .join(" ");
}

function capital(word: string): string {
  const [first = "", ...rest] = word;
  return first.toUpperCase() + rest.join("");
}
