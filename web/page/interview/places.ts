/** Where a talk takes place, as links one can follow: the call, the number, the map. Pure. */
import type { IconName } from "../components/Icon.tsx";
import { phoneHref, safeHref, shortLink } from "../links.ts";

export interface Way {
  readonly icon: IconName;
  readonly words: string;
  readonly href: string;
  /** Another site: opened beside the app, so that the notes stay. */
  readonly isElsewhere: boolean;
}

/** OpenStreetMap is asked only when the link is followed: the app itself asks nobody. */
const mapSearch = "https://www.openstreetmap.org/search?query=";
const address = /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/i;
const number = /^\+?[\d\s()./-]{5,}$/;

/** The ways to the talk; `phones` are the person's own numbers. */
export function waysTo(mode: string, place: string, phones: readonly string[]): readonly Way[] {
  const at = place.trim();
  const link = safeHref(at) ?? (address.test(at) ? safeHref(`https://${at}`) : null);
  if (link !== null) {
    const words = mode === "video" ? `Join: ${shortLink(link)}` : shortLink(link);
    return [{ icon: "link", words, href: link, isElsewhere: true }];
  }
  if (mode === "phone") {
    const numbers = number.test(at) ? [at] : phones;
    return numbers.slice(0, 2).flatMap((phone) => {
      const href = phoneHref(phone);
      return href === null
        ? []
        : [{ icon: "phone" as const, words: `Call ${phone}`, href, isElsewhere: false }];
    });
  }
  if (mode === "in_person" && at !== "") {
    const href = `${mapSearch}${encodeURIComponent(at.replace(/\p{Surrogate}/gu, ""))}`;
    return [{ icon: "place", words: "Find on the map", href, isElsewhere: true }];
  }
  return [];
}

/** Whether the place is said by one of the links already. */
export function isSaidByLink(place: string, ways: readonly Way[]): boolean {
  return ways.some(
    ({ icon, words }) => icon !== "place" && words.includes(shortLink(place.trim())),
  );
}
