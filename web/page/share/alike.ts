/** Whom somebody new may be: as `infoview add` and `infoview duplicates` tell. Pure. */
import { folded } from "../names.ts";
import { urlKey } from "./addresses.ts";
import type { Known } from "./rows.ts";

/** What is typed so far; "" is nothing yet. */
export interface Typed {
  readonly url: string;
  readonly email: string;
  readonly name: string;
}

/** Who has the same link, in whatever spelling, else the same e-mail, else the same name. */
export function alike(people: readonly Known[], { url, email, name }: Typed): Known | undefined {
  const [page, address, called] = [urlKey(url), addressKey(email), nameKey(name)];
  return (
    (page && people.find(({ urls }) => urls.some((each) => urlKey(each) === page))) ||
    (address && people.find(({ emails }) => emails.some((each) => addressKey(each) === address))) ||
    (called && people.find((each) => nameKey(each.name) === called)) ||
    undefined
  );
}

const addressKey = (email: string): string => email.trim().toLowerCase();
const nameKey = (name: string): string => folded(name).trim().replace(/\s+/g, " ");
