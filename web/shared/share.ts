/**
 * What another app shares with this one (the manifest's share_target). The service worker takes it,
 * so it reaches neither the server nor the address, and lays it down until the page has read it.
 */

/** Each part may be empty, and the link often stands in `text`. */
export interface Shared {
  readonly title: string;
  readonly text: string;
  readonly url: string;
}

/** The screen, and where the manifest sends it. */
export const sharePath = "/share";
/** Never one of the app's own caches, which an upgrade drops. */
export const shareCache = "infoview-shared";
/** Of one part: a link, a title, a message. What is longer is no introduction. */
export const sharedCharsMax = 4_000;
