"""Cuts an iCalendar file into its events, each with the line where it begins.

The `icalendar` library parses what is cut out; given a whole file it would refuse all for one bad
line, and it knows no line numbers. Alarms in an event are left out: they are the sender's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from icalendar.parser import Contentline

from infoview_sync.files.cells import shown
from infoview_sync.files.folded import LINE_BYTES_MAX, physical_bytes

# More than ten years of meetings; one invitation holds one.
EVENTS_MAX = 10_000
# A real time zone's history has a few dozen lines.
ZONE_LINES_MAX = 1_000
# An invitation to a large meeting names some hundred people.
EVENT_LINES_MAX = 2_000
# A calendar holds a zone for each place that its events name.
ZONES_MAX = 200
# Real nesting is three deep: calendar, event, alarm.
DEPTH_MAX = 10
KINDS_MAX = 10
# Lines outside of everything are refused one by one, up to so many.
STRAY_MAX = 100


class Block:
    """One event or time zone as it stands in the file, unfolded."""

    def __init__(self, line: int, name: str) -> None:
        self.line = line
        self.name = name
        self.lines: list[str] = []
        self._numbers: list[int] = []
        self.is_closed = False
        self.fault: tuple[int, str] | None = None
        """The first line that cannot be read, and why."""

    def take(self, number: int, line: str, fault: str | None) -> None:
        limit = EVENT_LINES_MAX if self.name == "VEVENT" else ZONE_LINES_MAX
        if fault is None and len(self.lines) >= limit:
            fault = f"it has more than {limit:,} lines"
        if fault is None and ":" not in line:
            fault = "the line has no colon, so it is no property"
        if fault is not None:
            self.fault = self.fault or (number, fault)
        else:
            self.lines.append(line)
            self._numbers.append(number)

    def line_of(self, name: str) -> int:
        """Where its first property of this name stands; where it begins if it has none."""
        for number, line in zip(self._numbers, self.lines, strict=True):
            if line.partition(":")[0].split(";")[0].upper() == name:
                return number
        return self.line

    def unreadable_line(self) -> int | None:
        """The first line that the grammar of properties does not allow."""
        for number, line in zip(self._numbers, self.lines, strict=True):
            try:
                Contentline(line).raw_parts()  # type: ignore[no-untyped-call]  # untyped there
            except ValueError:
                return number
        return None

    def text(self) -> str:
        return "\r\n".join((f"BEGIN:{self.name}", *self.lines, f"END:{self.name}", ""))

    def value(self, name: str) -> str:
        """The raw value of its first property of this name; empty if there is none."""
        for line in self.lines:
            head, _, value = line.partition(":")
            if head.split(";")[0].upper() == name:
                return value.strip()
        return ""


class Cut:
    """What a calendar file holds."""

    def __init__(self) -> None:
        self.method = ""
        self.events: list[Block] = []
        self.zones: list[Block] = []
        self.left_out: dict[str, int] = {}
        """Other things in it, such as tasks, by name."""
        self.stray: list[tuple[int, str]] = []
        """Lines outside of all events that cannot be read or belong to nothing."""
        self.is_whole = True
        """The calendar is closed; otherwise the file may have been cut."""


def cut_calendar(chunks: Iterable[bytes], *, head: bytes, file_name: str) -> Cut:
    """Stops at the first event over EVENTS_MAX. Raises: BadEncoding for a damaged UTF-16 file."""
    cutter = _Cutter()
    for number, data in _unfolded(physical_bytes(chunks, head=head, file_name=file_name)):
        line, fault = _decoded(data)
        mark, _, value = line.partition(":")
        match mark.strip().upper():
            case "BEGIN":
                cutter.begin(number, line, value.strip().upper())
            case "END":
                cutter.end(number, line, value.strip().upper())
            case _:
                cutter.take(number, line, fault)
        if len(cutter.cut.events) > EVENTS_MAX:
            break
    cutter.cut.is_whole = not cutter.is_open()
    return cutter.cut


class _Cutter:
    """Where one stands in the file: what is open, outermost first, and the block being filled."""

    def __init__(self) -> None:
        self.cut = Cut()
        self._open: list[str] = []
        self._block: Block | None = None

    def is_open(self) -> bool:
        return bool(self._open)

    def begin(self, number: int, line: str, value: str) -> None:
        # An event cannot hold another: the one before was not closed.
        if value in ("VEVENT", "VCALENDAR") and "VEVENT" in self._open:
            self._open, self._block = self._open[: self._open.index("VEVENT")], None
        if len(self._open) >= DEPTH_MAX:
            self._stray(number, f"it stands more than {DEPTH_MAX} levels deep")
            return
        self._open.append(value)
        if value == "VTIMEZONE" and len(self.cut.zones) >= ZONES_MAX:
            self._stray(number, f"the file defines more than {ZONES_MAX} time zones")
        elif value in ("VEVENT", "VTIMEZONE"):
            self._block = Block(number, value)
            blocks = self.cut.events if value == "VEVENT" else self.cut.zones
            blocks.append(self._block)
        elif self._block is not None:
            self._take_into_zone(number, line)
        elif value != "VCALENDAR" and (
            value in self.cut.left_out or len(self.cut.left_out) < KINDS_MAX
        ):
            self.cut.left_out[value] = self.cut.left_out.get(value, 0) + 1

    def end(self, number: int, line: str, value: str) -> None:
        if self._block is not None and value == self._block.name:
            self._block.is_closed = True
            self._block = None
        elif self._block is not None:
            self._take_into_zone(number, line)
        if value in self._open:
            self._open = self._open[: self._open.index(value)]
            # What is around it ends, so it ends too, though nobody closed it.
            if self._block is not None and self._block.name not in self._open:
                self._block = None
        else:
            self._stray(number, f"END:{shown(value[:20])} without its BEGIN")

    def take(self, number: int, line: str, fault: str | None) -> None:
        """Any other line."""
        if self._block is None:
            self._take_outside(number, line, fault)
        elif self._block.name == "VTIMEZONE" or self._open[-1] == "VEVENT":
            self._block.take(number, line, fault)

    def _take_into_zone(self, number: int, line: str) -> None:
        """A zone's parts belong to it; an event's are its alarms."""
        if self._block is not None and self._block.name == "VTIMEZONE":
            self._block.take(number, line, None)

    def _take_outside(self, number: int, line: str, fault: str | None) -> None:
        name, _, value = line.partition(":")
        if self._open == ["VCALENDAR"] and name.upper() == "METHOD":
            self.cut.method = value.strip().upper()
        elif fault is not None or not self._open:
            self._stray(number, fault or "it stands outside of the calendar")

    def _stray(self, number: int, reason: str) -> None:
        if len(self.cut.stray) < STRAY_MAX:
            self.cut.stray.append((number, reason))


def _unfolded(lines: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytearray]]:
    """Each logical line with the number of its first physical one; blank lines are left out."""
    number, whole = 0, bytearray()
    for at, data in lines:
        if data[:1] in (b" ", b"\t") and whole:
            # A byte too many marks the line as too long, and the rest is not kept.
            whole += data[1 : 2 + LINE_BYTES_MAX - min(len(whole), LINE_BYTES_MAX + 1)]
            continue
        if whole.strip():
            yield number, whole
        number, whole = at, bytearray(data)
    if whole.strip():
        yield number, whole


def _decoded(data: bytearray) -> tuple[str, str | None]:
    """The text, and why it cannot be read."""
    if len(data) > LINE_BYTES_MAX:
        return data[:1_000].decode("utf-8", "replace"), (
            f"the line is longer than {LINE_BYTES_MAX:,} bytes"
        )
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace"), "its text is not UTF-8"
