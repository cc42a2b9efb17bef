"""The hash chain of one log: a flipped, dropped or swapped bit changes every hash after it.

    hash[0] = SHA-256("infoview log 1" ‖ notebook ‖ log)            (10 bytes each)
    hash[n] = SHA-256(hash[n-1] ‖ n as 8 bytes, big-endian ‖ SHA-256(body[n]))

Only the body's hash enters, so a body that was erased leaves a chain that still verifies.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from infoview_sync.ids import id_to_bytes

HASH_BYTES = 32
_DOMAIN = b"infoview log 1"


class Head(NamedTuple):
    """Where a log ends: its last sequence number (0: nothing yet) and that event's hash."""

    seq: int
    hash: bytes


Heads = dict[str, Head]
"""Head by log: the version vector, the whole summary of what a device has."""


def genesis(*, notebook: str, log: str) -> Head:
    """The head of a log before its first event; binds the log to its notebook."""
    return Head(0, sha256(_DOMAIN + id_to_bytes(notebook) + id_to_bytes(log)).digest())


def body_hash(body: bytes) -> bytes:
    return sha256(body).digest()


def next_head(head: Head, hash_of_body: bytes) -> Head:
    """The head after one more event whose body has this hash."""
    seq = head.seq + 1
    return Head(seq, sha256(head.hash + seq.to_bytes(8, "big") + hash_of_body).digest())
