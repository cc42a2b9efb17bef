"""Random ids: 80 bits in Crockford base32, 16 lower-case characters.

One shape for notebooks, logs and subjects. 80 bits keep two ids apart for any number of
devices and people one notebook could meet (a million ids collide once in 10^12 notebooks).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ID_CHARS = 16
ID_BYTES = 10
_VALUE_BY_CHAR = {char: value for value, char in enumerate(ALPHABET)}
_ID = re.compile(f"[{ALPHABET}]{{{ID_CHARS}}}")

RandomBytes = Callable[[int], bytes]


def new_id(random_bytes: RandomBytes = secrets.token_bytes) -> str:
    """A fresh id; `random_bytes(n)` returns n bytes and is passed in by tests."""
    return id_from_bytes(random_bytes(ID_BYTES))


def is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def id_from_bytes(raw: bytes) -> str:
    """The 16 characters of 10 bytes."""
    number = int.from_bytes(raw, "big")
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5))


def id_to_bytes(identifier: str) -> bytes:
    """The 10 bytes of an id. Raises: ValueError if it is not one."""
    if not is_id(identifier):
        raise ValueError(f"not an id: {identifier[:32]!r}")
    number = 0
    for char in identifier:
        number = number << 5 | _VALUE_BY_CHAR[char]
    return number.to_bytes(ID_BYTES, "big")
