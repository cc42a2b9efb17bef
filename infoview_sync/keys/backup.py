"""A sealed file that only the recovery phrase opens, and that can be sealed without the phrase.

    key    = HKDF(X25519(ephemeral, recipient), salt = ephemeral public ‖ recipient public,
                  info = "infoview backup key 1" ‖ notebook)
    header = "IVBACKUP" ‖ format (1) ‖ notebook (10) ‖ hint (8)
             ‖ ephemeral public (32) ‖ AES-256-GCM(key, zero nonce, file key, AAD = what is before)
    hint   = the first 8 bytes of SHA-256("infoview backup hint 1" ‖ notebook ‖ recipient public)
    chunk  = AES-256-GCM(file key, counter (11) ‖ is last (1), at most 1 MiB,
                         AAD = "infoview backup chunk 1" ‖ SHA-256(header))

The recipient is the recovery phrase's X25519 key; the file key is 32 random bytes and seals this
one file. Every chunk but the last is full, the last may be empty: the STREAM construction (Hoang,
Reyhanitabar, Rogaway, Vizár 2015), so that a chunk that is changed, dropped, doubled, moved or
taken from another file is found, and an end that is missing too. The recipient's key itself does
not stand in the file: whoever only has backups cannot make one that opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO, NamedTuple

from infoview_sync.errors import InputError, Untrusted
from infoview_sync.ids import id_from_bytes, id_to_bytes
from infoview_sync.keys.primitives import (
    KEY_BYTES,
    NONCE_BYTES,
    ONCE,
    TAG_BYTES,
    agree,
    agreement_public,
    derive,
    open_sealed,
    seal,
)

MAGIC = b"IVBACKUP"
FORMAT = 1
CHUNK_BYTES = 1024 * 1024
_ID_BYTES = 10
_HINT_BYTES = 8
_CLEAR_BYTES = len(MAGIC) + 1 + _ID_BYTES + _HINT_BYTES
HEADER_BYTES = _CLEAR_BYTES + KEY_BYTES + KEY_BYTES + TAG_BYTES
_SEALED_BYTES = CHUNK_BYTES + TAG_BYTES
CHANGED = "the file was changed, cut off or damaged"


class Opening(NamedTuple):
    """What opens one file: its key and its header."""

    file_key: bytes
    header: bytes

    @property
    def notebook(self) -> str:
        return _notebook_in(self.header)


def new_opening(
    recipient: bytes, *, notebook: str, file_key: bytes, ephemeral_secret: bytes
) -> Opening:
    """The header of a new file. `file_key` and `ephemeral_secret`: 32 fresh random bytes each.

    Raises: Untrusted if the recipient's key is none.
    """
    public = agreement_public(ephemeral_secret)
    clear = MAGIC + bytes([FORMAT]) + id_to_bytes(notebook) + hint_of(notebook, recipient)
    key = _wrapping_key(agree(ephemeral_secret, recipient), public, recipient, notebook)
    return Opening(file_key, clear + public + seal(key, ONCE, file_key, aad=clear + public))


def opening_by(header: bytes, agreement_secret: bytes) -> Opening:
    """The file's key. Raises: InputError if these are no such file's first bytes or the format is
    newer, Untrusted if it was made for another phrase or was changed.
    """
    if len(header) != HEADER_BYTES or not header.startswith(MAGIC):
        raise InputError("this is no backup of InfoView")
    if header[len(MAGIC)] != FORMAT:
        raise InputError(
            f"this backup has format {header[len(MAGIC)]}, this version of InfoView reads"
            f" {FORMAT}: upgrade InfoView"
        )
    recipient = agreement_public(agreement_secret)
    notebook = _notebook_in(header)
    if header[_CLEAR_BYTES - _HINT_BYTES : _CLEAR_BYTES] != hint_of(notebook, recipient):
        raise Untrusted("this backup was made for another recovery phrase than this one")
    public = header[_CLEAR_BYTES : _CLEAR_BYTES + KEY_BYTES]
    key = _wrapping_key(agree(agreement_secret, public), public, recipient, notebook)
    aad, sealed = header[: _CLEAR_BYTES + KEY_BYTES], header[_CLEAR_BYTES + KEY_BYTES :]
    try:
        return Opening(open_sealed(key, ONCE, sealed, aad=aad), header)
    except Untrusted as error:
        raise Untrusted(f"the backup's key does not open: {CHANGED}") from error


class SealedWriter:
    """Writes header and chunks into a file; it is whole only after `finish`."""

    def __init__(self, file: BinaryIO, opening: Opening) -> None:
        self._file = file
        self._opening = opening
        self._waiting = bytearray()
        self._chunks = 0
        file.write(opening.header)

    def write(self, plaintext: bytes) -> None:
        self._waiting += plaintext
        # One byte more than a chunk shows that the chunk is not the last.
        while len(self._waiting) > CHUNK_BYTES:
            self._put(bytes(self._waiting[:CHUNK_BYTES]), is_last=False)
            del self._waiting[:CHUNK_BYTES]

    def finish(self) -> None:
        self._put(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _put(self, plaintext: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._chunks, is_last=is_last)
        aad = _chunk_aad(self._opening)
        self._file.write(seal(self._opening.file_key, nonce, plaintext, aad=aad))
        self._chunks += 1


def opened_chunks(file: BinaryIO, opening: Opening) -> Iterator[bytes]:
    """The plaintext, a chunk at a time; `file` stands behind the header.

    Raises: Untrusted at the first chunk that is not in its place as it was sealed, or if the end is
    missing; what was yielded before is as it was sealed.
    """
    aad = _chunk_aad(opening)
    number, sealed = 0, file.read(_SEALED_BYTES)
    while True:
        following = file.read(_SEALED_BYTES) if len(sealed) == _SEALED_BYTES else b""
        nonce = _nonce(number, is_last=not following)
        if len(sealed) < TAG_BYTES:
            raise Untrusted(f"the backup ends at part {number + 1}: {CHANGED}")
        try:
            plaintext = open_sealed(opening.file_key, nonce, sealed, aad=aad)
        except Untrusted as error:
            raise Untrusted(f"part {number + 1} of the backup does not open: {CHANGED}") from error
        yield plaintext
        if not following:
            return
        number, sealed = number + 1, following


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(NONCE_BYTES - 1, "big") + bytes([is_last])


def _chunk_aad(opening: Opening) -> bytes:
    return b"infoview backup chunk 1" + sha256(opening.header).digest()


def _notebook_in(header: bytes) -> str:
    return id_from_bytes(header[len(MAGIC) + 1 : len(MAGIC) + 1 + _ID_BYTES])


def hint_of(notebook: str, recipient: bytes) -> bytes:
    """Tells one phrase's files from another's, and nothing about the phrase."""
    said = b"infoview backup hint 1" + id_to_bytes(notebook) + recipient
    return sha256(said).digest()[:_HINT_BYTES]


def _wrapping_key(shared: bytes, ephemeral: bytes, recipient: bytes, notebook: str) -> bytes:
    info = b"infoview backup key 1" + id_to_bytes(notebook)
    return derive(shared, salt=ephemeral + recipient, info=info)
