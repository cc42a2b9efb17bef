/**
 * The way in that stands behind the # of a link: one use, some minutes. It must not stay in the
 * address bar, where the next person at the screen or a synced history would read it.
 */
import type { Invitation } from "../shared/devices.ts";

/** What a location's fragment invites to: `#here=…` or `#pair=…`, a secret, a dot, a fingerprint. */
export function invitationIn(hash: string): Invitation | null {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const here = given.get("here");
  const [secret = "", server = ""] = (here ?? given.get("pair") ?? "").split(".");
  return secret === "" ? null : { type: "link", isHere: here !== null, secret, server };
}

/** Takes the invitation out of the address, history included, before anything else can read it. */
export function takeInvitation(): Invitation | null {
  const invitation = invitationIn(window.location.hash);
  if (invitation !== null) {
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, "", pathname + search);
  }
  return invitation;
}
