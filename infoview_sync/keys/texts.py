"""Keys and signatures as text: base64url without padding, one spelling a value."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from infoview_sync.errors import InputError


def to_text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_text(text: str, *, length: int | None = None) -> bytes:
    """The bytes of a text, `length` of them if given. Raises: InputError if it is not one."""
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (Error, ValueError) as error:
        raise InputError(f"not base64url: {text[:32]!r}") from error
    # Loose bits at the end and stray characters would give one key several spellings.
    if to_text(raw) != text:
        raise InputError(f"not base64url: {text[:32]!r}")
    if length is not None and len(raw) != length:
        raise InputError(f"{length} bytes are expected here, not {len(raw)}")
    return raw
