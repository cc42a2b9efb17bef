"""Every error a caller can meet, grouped by what the caller can do about it.

    InfoViewError
    ├── UsageError          the caller asked for something that cannot be: change the request
    │   ├── NotFound            no such person, interview, event …
    │   ├── Ambiguous           several answer to that name: say which
    │   └── InvalidEvent        a field of an event breaks the catalogue's rules
    ├── InputError          a file or message cannot be read: mend it (names place and remedy)
    ├── SyncError           two sides could not exchange logs
    │   ├── BadSegment          bytes are not a well-formed, well-chained segment
    │   │   ├── TooNew              written by a newer version: upgrade this one
    │   │   └── UnknownEpoch        sealed by a key that is not here yet: fetch keys, then sync
    │   ├── Untrusted           a seal, a signature or a proof does not verify
    │   ├── NotAdmitted         a log whose device nobody here has let in (yet): pair it
    │   │   └── Revoked             its device was cut off before these events
    │   ├── Withheld            the other side names events and does not send or keep them
    │   ├── Gap                 events are missing before these: send from the head on
    │   ├── Fork                the same (log, seq) exists with another hash
    │   ├── ForeignNotebook     the segments are of another notebook
    │   └── Unreachable         nobody answers, or it refuses us: try again later
    │       └── Unauthorised        it does not know our token (any more): give it another
    └── StoreError          the notebook on this disk needs attention
        ├── NewerFormat         written by a newer version: upgrade this one
        ├── NotebookMissing     there is no notebook here yet
        └── Corrupt             the chain or the database is damaged: names log and seq

`code` is stable and crosses the wire; the message names the thing and the remedy.
"""

from __future__ import annotations

from typing import ClassVar, Final, TypeAlias

import msgspec

NOT_JSON: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises for bytes from outside that are not JSON of the wanted shape; the last one
if somebody nested it ten thousand deep."""


class InfoViewError(Exception):
    """The root. `code` is stable; `status` is the HTTP status an edge answers with."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400

    def fields(self) -> dict[str, str | int]:
        """Data beside the message, for the wire and `--json`."""
        return {}


class UsageError(InfoViewError):
    """What was asked cannot be done as asked."""

    code = "usage"


class NotFound(UsageError):
    """Nothing answers to that name or id."""

    code = "not_found"
    status = 404


class Ambiguous(UsageError):
    """Several things answer to that name."""

    code = "ambiguous"


class InvalidEvent(UsageError):
    """A field of an event breaks the catalogue's rules."""

    code = "invalid_event"
    status = 422


class InputError(InfoViewError):
    """A file or a message cannot be read; the message names the place and the remedy."""

    code = "bad_input"


class SyncError(InfoViewError):
    """Two sides could not exchange logs."""

    code = "sync"
    status = 409


class BadSegment(SyncError):
    """Bytes are not a well-formed segment, or its chain does not add up."""

    code = "bad_segment"
    status = 422


class TooNew(BadSegment):
    """It says of itself that a newer version wrote it: unreadable here, and not damaged."""


class UnknownEpoch(BadSegment):
    """The segment is sealed in an epoch whose key this device does not hold (yet)."""

    code = "unknown_epoch"

    def __init__(self, epoch: int) -> None:
        super().__init__(f"a segment is sealed by key {epoch}, which is not here: fetch keys first")
        self.epoch = epoch

    def fields(self) -> dict[str, str | int]:
        return {"epoch": self.epoch}


class Untrusted(SyncError):
    """A seal does not open, or a signature or proof does not verify."""

    code = "untrusted"
    status = 403


class UnknownSender(Untrusted):
    """Keys come from a log of which nothing is known here."""


class NotAdmitted(SyncError):
    """Nobody whom this notebook knows has let the log's device in."""

    code = "not_admitted"
    status = 403


class Revoked(NotAdmitted):
    """The log's device was cut off before these events."""

    code = "revoked"


class Withheld(SyncError):
    """The other side names events that it does not send, or does not keep what it is sent."""

    code = "withheld"


class ForeignNotebook(SyncError):
    """The other side keeps another notebook."""

    code = "foreign_notebook"


class Unreachable(SyncError):
    """Nobody answers there, or it refuses us."""

    code = "unreachable"
    status = 503


class Unauthorised(Unreachable):
    """The server there does not know the token, or no longer."""

    code = "unauthorised"
    status = 401


class CutOff(Unauthorised):
    """The server there let this device in once, and does so no more."""


class _AtEvent(InfoViewError):
    """An error that names one place in one log."""

    def __init__(self, message: str, *, log: str, seq: int) -> None:
        super().__init__(message)
        self.log = log
        self.seq = seq

    def fields(self) -> dict[str, str | int]:
        return {"log": self.log, "seq": self.seq}


class Gap(_AtEvent, SyncError):
    """Events before (log, seq) are missing here; send from our head on."""

    code = "gap"


class Fork(_AtEvent, SyncError):
    """(log, seq) is here with another hash: two devices wrote as one."""

    code = "fork"


LeftOut: TypeAlias = NotAdmitted | Fork
"""Why a log is left out while all others go on."""


class StoreError(InfoViewError):
    """The notebook on this disk needs attention."""

    code = "store"
    status = 500


class NewerFormat(StoreError):
    """A newer version of InfoView wrote this; this one will not touch it."""

    code = "newer_format"


class NotebookMissing(StoreError):
    """There is no notebook in this folder yet."""

    code = "no_notebook"


class Corrupt(_AtEvent, StoreError):
    """The chain breaks at (log, seq)."""

    code = "corrupt"
