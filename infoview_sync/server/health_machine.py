"""What `infoview doctor` finds out around the notebook: modes, disk, certificate, versions."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from cryptography import x509

from infoview_sync import __version__
from infoview_sync.errors import InputError
from infoview_sync.locking import served_at
from infoview_sync.log.database import format_known
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.server import certificate_files, certificates
from infoview_sync.server.health import ATTENTION, OK, Finding
from infoview_sync.settings import DATABASE_NAME
from infoview_sync.sync.heads import PROTOCOL

FREE_BYTES_MIN = 500 * 2**20
"""Less, and a first sync, a backup or an export may not fit; twice the notebook counts as well."""
TRUST_AGAIN_BEFORE = timedelta(days=30)
RACE_MENDED = (3, 51, 3)
"""From 3.7.0 until then SQLite has a rare race between two checkpoints; here only one process
checkpoints at a time."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def machine_findings(home: Path, *, now: datetime, day: Callable[[datetime], str]) -> list[Finding]:
    """`day` says a date in words."""
    return [
        *_modes(home),
        _disk(home),
        *_certificates(home, now=now, day=day),
        _server(home),
        _versions(),
    ]


def _modes(home: Path) -> Iterator[Finding]:
    if os.name != "posix":
        yield Finding("modes", OK, "left to the system, which keeps a user's folder to that user")
        return
    lan = home / certificate_files.FOLDER
    private = [
        *(path for path in sorted(home.iterdir()) if path.is_file()),
        *(path for path in (lan, *sorted(lan.glob("*"))) if path.exists()),
    ]
    open_to_others = [path for path in private if path.stat().st_mode & _OTHERS]
    if not open_to_others:
        yield Finding("modes", OK, f"only you can read the {len(private):,} files in {home}")
    for path in open_to_others:
        mode = stat.S_IMODE(path.stat().st_mode)
        told = f"{path} can be read or written by others ({mode:04o})"
        yield Finding("modes", ATTENTION, told, f"chmod go= '{path}'")


def _disk(home: Path) -> Finding:
    free = shutil.disk_usage(home).free
    wanted = max(FREE_BYTES_MIN, 2 * (home / DATABASE_NAME).stat().st_size)
    told = f"{free / 2**30:,.1f} GiB free"
    if free >= wanted:
        return Finding("disk", OK, told)
    return Finding("disk", ATTENTION, told, f"make room: {wanted / 2**30:,.1f} GiB are wise")


def _certificates(
    home: Path, *, now: datetime, day: Callable[[datetime], str]
) -> Iterator[Finding]:
    try:
        kept = certificate_files.kept_credentials(home)
    except InputError as error:
        yield Finding("certificate", ATTENTION, str(error), "see docs/lan.md")
        return
    if kept is None:
        yield Finding("certificate", OK, "none yet: `infoview up --lan` makes one")
        return
    ends = kept.authority.not_valid_after_utc
    told = f"the authority for {kept.name} lasts until {day(ends)}"
    if ends - now < certificates.LEAF_LIFE + TRUST_AGAIN_BEFORE:
        remedy = "`infoview up --lan` makes a new one a year before; phones must trust that one"
        yield Finding("authority", ATTENTION, told, remedy)
    else:
        yield Finding("authority", OK, f"{told}; SHA-256 {kept.fingerprint[:23]}…")
    ends = kept.leaf.not_valid_after_utc
    told = f"the certificate lasts until {day(ends)} and names {', '.join(_names(kept.leaf))}"
    if ends - now > timedelta(0):
        yield Finding("certificate", OK, told)
    else:
        yield Finding("certificate", ATTENTION, told, "`infoview up --lan` renews it by itself")


def _names(leaf: x509.Certificate) -> list[str]:
    found = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = found.get_values_for_type(x509.IPAddress)
    return [*found.get_values_for_type(x509.DNSName), *map(str, addresses)]


def _server(home: Path) -> Finding:
    at = served_at(home)
    if at is None:
        return Finding("server", OK, "not running")
    outside = "" if at.outside is None else f", and {at.outside} for others"
    return Finding("server", OK, f"running at {at.here}{outside}")


def _versions() -> Finding:
    told = (
        f"InfoView {__version__}, protocol {PROTOCOL}, file format {format_known()}, views"
        f" {sql_files().hash[:8]}, Python {platform.python_version()}, SQLite"
        f" {sqlite3.sqlite_version}, cryptography {version('cryptography')}"
    )
    if sqlite3.sqlite_version_info < RACE_MENDED:
        told += " (this SQLite has a rare race between checkpoints, which InfoView keeps out of)"
    return Finding("versions", OK, told)


def now_utc(now_ms: int) -> datetime:
    return datetime.fromtimestamp(now_ms / 1000, UTC)
