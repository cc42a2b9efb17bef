"""The authority and the certificate as they are kept in the home, made and renewed when needed.

`lan/authority.pem` and `lan/server.pem` hold secret keys (0600, in a folder of 0700);
`lan/infoview.crt` is the authority's certificate alone, to be carried to a phone by hand.
Why the authority's key is kept: docs/decisions/0016.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cryptography import x509

from infoview_sync.errors import InputError
from infoview_sync.server import certificates
from infoview_sync.server.addresses import Address
from infoview_sync.server.certificates import Certified

FOLDER = "lan"
AUTHORITY_NAME = "authority.pem"
SERVER_NAME = "server.pem"
PUBLIC_NAME = "infoview.crt"


class Credentials(NamedTuple):
    """`pem`: the file with the server's key and certificate. `name`: as others call this machine.

    The name is the authority's, so it stays when somebody renames the computer: a phone's browser
    keeps the notebook by the address that it was opened at.
    """

    name: str
    authority: x509.Certificate
    leaf: x509.Certificate
    pem: Path

    @property
    def fingerprint(self) -> str:
        return certificates.fingerprint(self.authority)


def ready_credentials(
    home: Path, *, name: str, addresses: list[Address], now: datetime
) -> Credentials:
    """What is kept, if it still serves; else renewed. `name` counts for a new authority only.

    Raises: InputError if a file there cannot be read as what it should be.
    """
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority = _read(folder / AUTHORITY_NAME)
    # What it issues must end before it does.
    if authority is None or not certificates.lasts(
        authority.certificate, until=now + certificates.LEAF_LIFE
    ):
        authority = certificates.make_authority(name, now=now)
        _write(folder / AUTHORITY_NAME, certificates.to_pem(authority))
    _write_public(folder / PUBLIC_NAME, authority.certificate)
    name = certificates.name_of(authority.certificate)
    leaf = _read(folder / SERVER_NAME)
    if (
        leaf is None
        or not certificates.serves(leaf.certificate, authority.certificate, addresses)
        or not certificates.lasts(leaf.certificate, until=now + certificates.RENEW_BEFORE)
    ):
        leaf = certificates.issue(authority, name=name, addresses=addresses, now=now)
        _write(folder / SERVER_NAME, certificates.to_pem(leaf))
    return Credentials(name, authority.certificate, leaf.certificate, folder / SERVER_NAME)


def kept_credentials(home: Path) -> Credentials | None:
    """What is kept, as it is: nothing is made or renewed. Raises: InputError as above."""
    folder = home / FOLDER
    authority, leaf = _read(folder / AUTHORITY_NAME), _read(folder / SERVER_NAME)
    if authority is None or leaf is None:
        return None
    name = certificates.name_of(authority.certificate)
    return Credentials(name, authority.certificate, leaf.certificate, folder / SERVER_NAME)


def _read(path: Path) -> Certified | None:
    try:
        pem = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        certified = certificates.from_pem(pem)
        if path.name == AUTHORITY_NAME:
            certificates.name_of(certified.certificate)
    except (ValueError, TypeError) as error:
        raise InputError(
            f"{path} is not what InfoView wrote there ({error}): remove it and a new one is made;"
            " if it is the authority, phones must trust the new one again"
        ) from error
    return certified


def _write_public(path: Path, authority: x509.Certificate) -> None:
    pem = certificates.to_public_pem(authority)
    if not path.exists() or path.read_bytes() != pem:
        _write(path, pem)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
