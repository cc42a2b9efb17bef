"""When two spellings mean the same page or person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from infoview_sync.files.identity import email_address, profile_key, url_key, web_address

ANN = "linkedin.com/in/ann-lee"


VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors/addresses.json").read_text(encoding="utf-8")
)
"""The app reads shared links by the same rules: web/page/share/addresses.ts."""


def test_the_app_and_imports_mean_the_same_by_the_same_page() -> None:
    for each in VECTORS["same_page"]:
        assert url_key(each["url"]) == each["key"]
        assert (profile_key(each["url"]) is not None) == each["is_profile"], each
    for each in VECTORS["safe"]:
        assert web_address(each["text"]) == each["kept"], each


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/ann-lee",
        "http://linkedin.com/in/ann-lee/",
        "https://de.linkedin.com/in/ann-lee?trk=people",
        "https://WWW.LinkedIn.com/in/Ann-Lee#about",
        "https://m.linkedin.com/in/ann%2Dlee//",
        "https://www.linkedin.com/in/ann-lee/de",
        "https://www.linkedin.com/in/ann-lee/details/experience/",
    ],
)
def test_spellings_of_one_profile_have_one_key(url: str) -> None:
    assert url_key(url) == ANN
    assert profile_key(url) == ANN


def test_percent_encoding_does_not_count() -> None:
    assert profile_key("https://www.linkedin.com/in/zo%C3%AB") == profile_key(
        "https://www.linkedin.com/in/zoë"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/company/quill",
        "https://linkedin.com.example.org/in/ann-lee",
        "https://example.org/in/ann-lee",
    ],
)
def test_other_pages_are_nobodys_profile(url: str) -> None:
    assert profile_key(url) is None


def test_the_query_tells_people_apart_outside_linkedin() -> None:
    assert url_key("https://example.org/p?id=1") != url_key("https://example.org/p?id=2")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("linkedin.com/in/ann", "https://linkedin.com/in/ann"),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org/a", None),
        ("https://", None),
        ("https://user:secret@example.org", None),
        ("https://example.org/a b", None),
        ("https://example.org:99999/", None),
        ("http://[bad/", None),
        ("https://example.org/" + "a" * 3000, None),
        ("n/a", None),
    ],
)
def test_only_safe_web_addresses_are_kept(text: str, kept: str | None) -> None:
    assert web_address(text) == kept


def test_an_e_mail_needs_the_shape_of_one() -> None:
    assert email_address("ann.lee+news@example.org") == "ann.lee+news@example.org"
    for text in (
        "ann",
        "@example.org",
        "ann@",
        "a@b@c",
        "Ann <ann@example.org>",
        "a b@example.org",
    ):
        assert email_address(text) is None
