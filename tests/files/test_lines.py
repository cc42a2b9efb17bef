"""Physical lines: numbering and decoding do not depend on how the bytes arrive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_sync.files.lines import LINE_CHARS_MAX, physical_lines
from infoview_sync.files.refusal import BadEncoding

ENCODINGS = {"utf-8": b"", "utf-8-sig": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def texts(data: bytes, chunk_bytes: int = 1 << 16) -> list[str]:
    chunks = [data[at : at + chunk_bytes] for at in range(0, len(data), chunk_bytes)]
    # The head a reader is given is never shorter than a byte order mark.
    return [line.text for line in physical_lines(_joined(chunks), head=data[:4], file_name="a.csv")]


def _joined(chunks: list[bytes]) -> list[bytes]:
    """The first chunk holds at least the byte order mark, as the source's head does."""
    while len(chunks) > 1 and len(chunks[0]) < 4:
        chunks[:2] = [chunks[0] + chunks[1]]
    return chunks


@given(
    lines=st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="\r\n\ufeff", exclude_categories=["Cs"])),
            st.sampled_from(["\n", "\r\n"]),
        ),
        max_size=8,
    ),
    chunk_bytes=st.integers(1, 9),
    encoding=st.sampled_from(sorted(ENCODINGS)),
)
def test_lines_are_the_same_however_the_bytes_are_cut(
    lines: list[tuple[str, str]], chunk_bytes: int, encoding: str
) -> None:
    expected = [text + end for text, end in lines]
    data = ENCODINGS[encoding] + "".join(expected).encode(encoding)
    assert texts(data, chunk_bytes) == expected


def test_only_cr_and_lf_end_a_line() -> None:
    text = "a\u2028b\x0bc\x0cd\x85e\rf\ng\r\nh"
    assert texts(text.encode()) == ["a\u2028b\x0bc\x0cd\x85e\r", "f\n", "g\r\n", "h"]


@given(st.binary(max_size=60), st.integers(1, 7))
def test_the_first_bad_byte_is_named_with_its_line(data: bytes, chunk_bytes: int) -> None:
    data = b"first\r\nsecond\r" + data
    good = data.decode("utf-8", "surrogateescape")
    bad_at = next((at for at, char in enumerate(good) if "\udc80" <= char <= "\udcff"), None)
    if bad_at is None:
        assert "".join(texts(data, chunk_bytes)) == good
        return
    before = good[:bad_at]
    with pytest.raises(BadEncoding) as refused:
        texts(data, chunk_bytes)
    assert f"byte {len(before.encode())} " in str(refused.value)
    line_ends = before.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert refused.value.line == line_ends + 1


def test_a_line_over_the_limit_is_cut_and_the_next_is_whole() -> None:
    for extra, is_cut in ((0, False), (1, True), (200_000, True)):
        long = "x" * (LINE_CHARS_MAX - 1 + extra) + "\n"
        data = (long + "next\r\n").encode()
        chunks = [data[at : at + 65_536] for at in range(0, len(data), 65_536)]
        first, second = physical_lines(chunks, head=data[:4], file_name="a.csv")
        assert (first.is_cut, second.text, second.number) == (is_cut, "next\r\n", 2)
        assert len(first.text) <= LINE_CHARS_MAX
