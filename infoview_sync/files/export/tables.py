"""CSV: one table a kind of thing, safe to open in any spreadsheet, people readable back.

UTF-8 with a byte order mark (Excel asks for it), CRLF, every cell quoted, no cell a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from infoview_sync.files.export.texts import strings_in, written
from infoview_sync.files.formulas import defused
from infoview_sync.projections.queries import Row

TABLES = (
    "people", "standing", "outreach", "interviews", "questions", "notes", "insights", "referrals",
    "advice", "opportunities", "mentorships", "help", "touches", "reminders", "journal", "goals",
)  # fmt: skip
"""Each is asked by sql/<name>.sql."""
_SEPARATOR_BY_LIST = {"e-mail": "; ", "phone": "; ", "url": "\n", "tags": "; "}
"""By which our importer tells several values in one cell apart."""
_TITLES = {"url": "URL"}


def table(rows: Sequence[Row], *, tz: ZoneInfo, columns: Sequence[str] = ()) -> bytes:
    """The CSV file of these rows. `columns` are needed where there may be no row to tell them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    keys = list(columns or (rows[0] if rows else ()))
    if keys:
        writer.writerow([title(key) for key in keys])
    writer.writerows([defused(_cell(key, row[key], tz)) for key in keys] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def title(key: str) -> str:
    """`Starts at` for `starts_at`."""
    return _TITLES.get(key) or key.replace("_", " ").capitalize()


def _cell(key: str, value: object, tz: ZoneInfo) -> str:
    separator = _SEPARATOR_BY_LIST.get(key)
    if separator is not None:
        return separator.join(strings_in(value))
    return written(key, value, tz)
