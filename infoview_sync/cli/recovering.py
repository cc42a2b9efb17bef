"""`infoview recovery`: the 24 words that bring the notebook back, shown once, and known to nobody.

They exist in this process and on the screen, nowhere else: what is kept are public keys.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.confirming import ask_line, confirm
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import heading, print_json, say
from infoview_sync.devices.recovery import Recovery, recovery_now, set_recovery
from infoview_sync.errors import UsageError
from infoview_sync.events.author import local_moment
from infoview_sync.ids import RandomBytes
from infoview_sync.keys.phrase import PHRASE_WORDS, phrase_of
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.projections.notebook import Notebook

WORDS_ASKED = 3
TRIES_MAX = 5
"""Wrong answers in all, before the words count as not written down."""
_COLUMNS = 4
_CLEARED = "\x1b[H\x1b[2J\x1b[3J"
"""The screen and what could be scrolled back to."""


class Wish(StrEnum):
    """What is asked of the recovery phrase."""

    status = "status"
    new = "new"


async def recovery(
    notebook: Notebook,
    wish: Annotated[
        Wish,
        typer.Argument(
            metavar="new|status",
            help="new: make a phrase, which replaces the one before; status: whether one holds.",
            case_sensitive=False,
        ),
    ] = Wish.status,
    *,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes",
            "-y",
            help="Take the words as written down: print them, and ask for none of them back.",
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Make the 24 words that bring the notebook back on a new device, or say whether there are any.

    They are shown once and kept nowhere. Who has them and a backup can read everything.
    """
    now = await notebook.read(partial(recovery_now, notebook=notebook.who.notebook))
    if wish is Wish.status:
        _tell(now, notebook.world.tz, as_json=as_json)
        return
    if not yes and (as_json or not sys.stdin.isatty() or not sys.stdout.isatty()):
        raise UsageError(
            "the words are shown once and three of them asked back, in a terminal; --yes prints"
            " them without asking, and whoever reads that output can read the notebook's backups"
        )
    if now is not None:
        confirm(
            "A recovery phrase holds since"
            f" {words.moment(now.since_ms, notebook.world.tz)}. A new one replaces it; backups made"
            " until now still open with the old words only. Go on?",
            yes=yes, as_json=as_json,
        )  # fmt: skip
    secret = notebook.world.random_bytes(KEY_BYTES)
    phrase = phrase_of(secret)
    if as_json:
        print_json({"words": phrase, "replaced": now is not None})
    else:
        _show(phrase)
    # Whoever does not get to see the words must not have the old ones replaced by them.
    sys.stdout.flush()
    if not yes:
        ask_line("\nWrite them down on paper, by their numbers. Then press Enter: ")
        sys.stdout.write(_CLEARED)
        sys.stdout.flush()
        _ask_back(phrase, notebook.world.random_bytes)
    await set_recovery(notebook, secret)
    if not as_json:
        say("the recovery phrase holds", "green")
        say("`infoview backup FILE` makes a backup that these words open")


def _tell(now: Recovery | None, tz: str, *, as_json: bool) -> None:
    if as_json:
        since = None if now is None else local_moment(now.since_ms, tz)
        print_json({"holds": now is not None, "since": since})
    elif now is None:
        say("there is no recovery phrase yet; `infoview recovery new` makes one")
    else:
        say(f"a recovery phrase holds since {words.moment(now.since_ms, tz)}")
        say("its words are kept nowhere; if they are lost, make new ones", "dim")


def _show(phrase: list[str]) -> None:
    heading("Your recovery phrase. It is shown this once.")
    say("")
    rows = -(-PHRASE_WORDS // _COLUMNS)
    for row in range(rows):
        places = range(row, PHRASE_WORDS, rows)
        say("  " + "".join(f"{place + 1:>2} {phrase[place]:<12}" for place in places).rstrip())


def _ask_back(phrase: list[str], random_bytes: RandomBytes) -> None:
    """Returns if three words picked at random were written down. Raises: UsageError."""
    say("The words are off the screen now. Three of them, from your paper:")
    tries_left = TRIES_MAX
    for place in _picked(random_bytes):
        while ask_line(f"word {place + 1}: ").strip().lower() != phrase[place]:
            tries_left -= 1
            if tries_left == 0:
                raise UsageError(
                    "that was not what was shown, so these words are not used and nothing has"
                    " changed; run `infoview recovery new` again for new ones"
                )
            say("that is not it; look at the number and the spelling", "yellow")


def _picked(random_bytes: RandomBytes) -> list[int]:
    """Three places in the phrase, in order."""
    places = sorted(range(PHRASE_WORDS), key=lambda _place: random_bytes(8))
    return sorted(places[:WORDS_ASKED])
