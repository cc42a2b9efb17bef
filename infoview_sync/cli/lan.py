"""What `infoview up --lan` says: where phones come in, and how they know that it is us."""

from __future__ import annotations

import sys

from infoview_sync.cli.output import say
from infoview_sync.server.lan import Shown

PAIRS_A_LINE = 16


def tell_lan(shown: Shown) -> None:
    """The addresses and the fingerprint, again whenever the network has changed."""
    by_name, *by_address = shown.origins
    if not by_address:
        say("No local network now; others reach this computer again when it is back", "yellow")
        return
    say("\nFrom devices in this network:")
    if shown.announced == "nobody":
        say(f"  {by_address[0]}")
        say(f"  ({by_name} too, if something tells that name to the network; docs/lan.md)", "dim")
    else:
        say(f"  {by_name}")
        say(f"  or {', '.join(by_address)}", "dim")
    page = shown.pages[0] if shown.announced != "nobody" else shown.pages[1]
    say(f"Each of them must trust this computer once; {page} shows how")
    if page != shown.pages[1]:
        say(f"  or {shown.pages[1]}", "dim")
    say("Fingerprint of the certificate (SHA-256), to compare with what the phone shows:")
    pairs = shown.fingerprint.split(":")
    for at in range(0, len(pairs), PAIRS_A_LINE):
        say(f"  {' '.join(pairs[at : at + PAIRS_A_LINE])}")
    say("Then let the device in: infoview pair", "dim")
    if shown.plain:
        named, *numbered = shown.plain
        say("\nNOT ENCRYPTED, because of --plain-http:", "red")
        say(f"  {named if shown.announced != 'nobody' else numbered[0]}")
        say(
            "  Codes of `infoview pair` lead there as long as this runs. Anybody in this network"
            " can change the app on its way to the phone, and then read everything in your"
            " notebook. Not in a café; at home only if you trust everybody in your Wi-Fi.",
            "red",
        )
    sys.stdout.flush()
