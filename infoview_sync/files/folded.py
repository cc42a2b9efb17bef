"""Physical lines of vCard and iCalendar files, as bytes: both fold long lines, and some programs
fold in the middle of a character, so nothing can be decoded before the lines are unfolded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from infoview_sync.files.lines import LINE_CHARS_MAX, encoding_of, physical_lines

# The same for bytes: longer than any text that a contact or an interview may hold.
LINE_BYTES_MAX = LINE_CHARS_MAX

_LINE_END = re.compile(rb"\r\n|\n|\r")


def physical_bytes(
    chunks: Iterable[bytes], *, head: bytes, file_name: str
) -> Iterator[tuple[int, bytes]]:
    """Lines without their ends; of a very long one, a byte more than LINE_BYTES_MAX.

    Raises: BadEncoding for a file in UTF-16 that is damaged.
    """
    if encoding_of(head).name == "UTF-16":
        for line in physical_lines(chunks, head=head, file_name=file_name):
            more = "=" if line.is_cut else ""
            yield line.number, (line.text.rstrip("\r\n") + more).encode()
        return
    number, data, to_skip = 1, b"", encoding_of(head).bom_bytes
    for chunk in chunks:
        data += chunk[to_skip:]
        start, to_skip = 0, 0
        for end in _LINE_END.finditer(data):
            # A CR at the very end may be the first half of a CR LF.
            if end.end() == len(data) and data.endswith(b"\r"):
                break
            yield number, data[start : end.start()][: LINE_BYTES_MAX + 1]
            number, start = number + 1, end.end()
        data = data[start:]
        if len(data) > LINE_BYTES_MAX + 1:
            data = data[: LINE_BYTES_MAX + 1] + data[-1:]
    if data:
        yield number, data.rstrip(b"\r")
