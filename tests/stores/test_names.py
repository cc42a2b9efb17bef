"""A name says what is inside, in one spelling."""

from __future__ import annotations

import pytest

from infoview_sync.stores.names import LetterName, OpenerName, Place, SegmentName, named

LOG = "9q3rm2e8hk4t7w5z"
OTHER = "0123456789abcdef"
MARK = "0123456789abcdef"
SEGMENT = SegmentName(LOG, 1, 512, 3, MARK)
LETTER = LetterName(2, LOG, OTHER, MARK)
OPENER = OpenerName("fedcba9876543210", 2, OTHER, MARK)


@pytest.mark.parametrize("name", [SEGMENT, LETTER, OPENER, SegmentName(LOG, 1, 1, 0, MARK)])
def test_a_name_is_read_back_from_its_place(name: SegmentName | LetterName | OpenerName) -> None:
    assert named(name.place) == name


def test_the_spelling_is_fixed_for_ever() -> None:
    """If this fails, the change is wrong: folders of other versions hold these names."""
    assert str(SEGMENT.place) == (
        "9q3rm2e8hk4t7w5z/000000000000001-000000000000512-3-0123456789abcdef.segment"
    )
    assert str(LETTER.place) == (
        "keys/0000000002-9q3rm2e8hk4t7w5z-0123456789abcdef-0123456789abcdef.key"
    )
    assert str(OPENER.place) == (
        "recovery/fedcba9876543210-0000000002-0123456789abcdef-0123456789abcdef.opener"
    )


_NAME = SEGMENT.place.name


@pytest.mark.parametrize(
    "place",
    [
        (LOG, _NAME.replace(".segment", ".sync-conflict-20260501-101010-ABCDEFG.segment")),
        (LOG, _NAME.replace(".segment", " (Kim's conflicted copy).segment")),
        (LOG, _NAME.upper()),
        (LOG, f".{_NAME}.0a1b2c3d.part"),
        (LOG, _NAME + "\n"),
        (LOG, _NAME.replace("-3-", "-03-")),
        (LOG, _NAME.replace("0001", "0000")),
        (LOG, _NAME.replace("000000000000512", "000000000000000")),
        (LOG, _NAME.replace("1-", "\N{FULLWIDTH DIGIT ONE}-", 1)),
        (LOG, LETTER.place.name),
        ("keys", _NAME),
        ("recovery", LETTER.place.name),
        ("..", _NAME),
        (LOG.upper(), _NAME),
        ("", _NAME),
        (LOG, ""),
    ],
)
def test_anything_else_is_no_name(place: tuple[str, str]) -> None:
    assert named(Place(*place)) is None
