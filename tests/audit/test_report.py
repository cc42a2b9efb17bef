"""The report to hand in: whole, without a script or an address, and no name becomes markup."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from infoview_sync.files.report import layout
from infoview_sync.files.report.anonymous import anonymous, initials
from infoview_sync.files.report.lines import lines
from infoview_sync.files.report.markdown import escaped, markdown
from infoview_sync.files.report.page import page
from infoview_sync.projections.audit import Window
from infoview_sync.projections.measures import Audit, ChainPerson, duration, per_hundred
from tests.audit.by_hand import Said, audited, said, talk

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></svg><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "</style><script src=//example.org/x.js></script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "javascript:alert(1)",
    "<!--",
    "]]>",
    "\x1b[31mred\x07",
    "\u202eevil\u2066",
    "{{7*7}} ${7*7}",
    "陽子 鈴木 🙂",
)
VOID = {"meta", "br", "img", "link", "hr", "input"}


def busy(
    names: tuple[str, ...] = ("Ada Novak", "Ben Ray", "Cy Om"), *, theme: str = ""
) -> list[Said]:
    """Each person named by the one before, interviewed and thanked; the first one long ago."""
    written = []
    for number, name in enumerate(names):
        who, day = f"c{number}", f"2026-05-{number + 1:02}"
        written.append(said("contact.added", who, f"{day} 08:00:00", name=name))
        if number:
            written.append(
                said("referral.received", f"r{number}", f"{day} 08:30:00", from_=f"c{number - 1}",
                     to=who)
            )  # fmt: skip
        written.append(said("outreach.sent", f"t{number}", f"{day} 09:00:00", contact=who))
        written += talk(f"{day} 12:00:00", name=f"k{number}", contact=who)
        written.append(said("thank_you.sent", f"k{number}", f"{day} 1{number % 8 + 2}:30:00"))
        written.append(
            said(
                "insight.captured",
                f"n{number}",
                f"{day} 13:00:00",
                contact=who,
                theme=theme or name[:60],
            )
        )
    return written


def report(written: list[Said], now: str = "2026-12-31 12:00:00") -> tuple[Audit, Audit]:
    return (
        audited(written, first="2026-05-01", last="2026-05-31", now=now),
        audited(written, first="2026-04-01", last="2026-04-30", now=now),
    )


class Strict(HTMLParser):
    """Fails where a tag is left open or closed twice; collects what was found."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def parsed(html: str) -> Strict:
    parser = Strict()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


@pytest.mark.parametrize("written", [busy(), [], busy(NASTY)], ids=["busy", "empty", "nasty"])
def test_the_page_is_whole_and_loads_nothing(written: list[Said]) -> None:
    html = page(*report(written))
    found = parsed(html)
    assert html.startswith("<!doctype html>")
    assert found.tags.isdisjoint({"script", "img", "link", "iframe", "object", "base", "form", "a"})
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert not [name for name, _ in found.attributes if name in {"src", "href", "style"}]
    assert "://" not in html
    assert "url(" not in html
    assert "@import" not in html
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.parametrize("name", NASTY)
def test_no_name_becomes_markup(name: str) -> None:
    html = page(*report(busy((name, "Ben Ray"))))
    plain = page(*report(busy(("Ada Novak", "Ben Ray"))))
    assert parsed(html).tags == parsed(plain).tags
    steering = {"\x1b", "\x07", "\u202e", "\u2066"}
    assert not steering & set(html)
    assert not steering & set(markdown(*report(busy((name, "Ben Ray")))))


def test_what_joins_letters_and_pictures_of_a_name_stays() -> None:
    joined = ("مه\u200cسا", "👩\u200d🏫 Ida")
    html, text = page(*report(busy(joined))), markdown(*report(busy(joined)))
    for name in joined:
        assert name in html
        assert name in text


def test_every_picture_has_a_title_and_its_numbers_in_a_table() -> None:
    html = page(*report(busy()))
    assert html.count("<svg ") == html.count('role="img"') == html.count("<title id=") == 4
    for title in re.findall(r'aria-labelledby="([^"]+)"', html):
        assert f'id="{title}"' in html
    for name in ("steps", "weeks", "times", "chain"):
        assert f'<table class="{name}">' in html
    assert "Cy Om" in html.split('<table class="chain">')[1]


def test_the_last_step_counts_who_named_somebody_not_who_was_written_to() -> None:
    named = [
        line
        for number, hour in (("r1", "08"), ("r2", "09"))
        for line in (
            said("referral.received", number, f"2026-05-02 {hour}:00:00", name_only=number),
            said("referral.pursued", number, f"2026-05-03 {hour}:00:00"),
        )
    ]
    html = page(*report([said("contact.added", "ada", "2026-05-01 08:00:00"), *named]))
    assert "named somebody 1, their referral pursued 1." in html


def test_anonymous_shows_initials_and_no_name() -> None:
    found, before = (anonymous(each) for each in report(busy(theme="role")))
    for text in (page(found, before), markdown(found, before)):
        assert "C. O." in text
        for name in ("Novak", "Ben Ray", "Cy Om"):
            assert name not in text


@pytest.mark.parametrize(
    ("name", "short"),
    [("Ada Novak", "A. N."), ("O'Brien, Sam", "O. S."), ("陽子 鈴木", "陽. 鈴."), ("42", "?"),
     (None, "?"), ("van der Berg", "V. D. B."), ("प्रिया शर्मा", "प. श."), ("สมศักดิ์ จันทร์", "ส. จ."),
     ("مُحَمَّد عَلِيّ", "م. ع."), ("Jose\u0301 Mu\u0308ller", "J. M."),
     ("E\u0301va Ny\u200cul", "É. N.")],
)  # fmt: skip
def test_initials(name: str | None, short: str) -> None:
    assert initials(name) == short


def test_anonymous_says_other_of_a_theme_that_is_the_users_own() -> None:
    found, before = (anonymous(each) for each in report(busy(theme="Ada at Fieldnote")))
    for text in (page(found, before), markdown(found, before), str(lines(found, before))):
        assert "most on other (3, from 3 people)" in text
        assert "Fieldnote" not in text
    known = anonymous(report(busy(theme="career_path"))[0])
    assert [each.theme for each in known.insights] == ["career_path"]


def test_change_says_how_far_and_which_way() -> None:
    written = [
        said("outreach.sent", "a", "2026-04-01 10:00:00"),
        said("reply.received", "a", "2026-04-02 10:00:00"),
        *(said("outreach.sent", f"b{n}", "2026-05-01 10:00:00") for n in range(4)),
        said("reply.received", "b0", "2026-05-02 10:00:00"),
    ]
    by_key = {line.key: line for line in lines(*report(written))}
    assert (by_key["reply_rate"].value, by_key["reply_rate"].change) == ("25 %", "−75 points")
    assert by_key["thank_time"].change == "—"
    assert by_key["weeks"].change == "+3"


def test_markdown_escapes_what_would_be_markup() -> None:
    assert escaped("- [x](y) *z* `q` <b> a|b 1. #") == r"\- \[x\](y) \*z\* \`q\` \<b\> a\|b 1. \#"
    assert escaped("1. Ada\nNovak") == r"1\. Ada Novak"
    text = markdown(*report(busy(NASTY)))
    rows = [line for line in text.splitlines() if line.startswith("|")]
    widths = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert widths == {8, 6}


@pytest.mark.parametrize(
    ("ms", "said_as"),
    [(None, "—"), (0, "0 s"), (59_000, "59 s"), (15_500, "15 s"), (90_000, "1 min 30 s"),
     (300_000, "5 min"), (3_600_000, "1 h 00 min"), (86_400_000, "24 h 00 min"),
     (172_800_000, "2 d 0 h"), (-600_000, "−10 min")],
)  # fmt: skip
def test_duration(ms: int | None, said_as: str) -> None:
    assert duration(ms) == said_as


def test_per_hundred_rounds_half_up() -> None:
    assert [per_hundred(*each) for each in ((1, 3), (2, 3), (1, 200), (5, 2), (0, 9))] == [
        33, 67, 1, 250, 0
    ]  # fmt: skip


def person(name: str, parent: str | None) -> ChainPerson:
    return ChainPerson(contact=name, name=name, depth=0, parent=parent, interviewed=True)


def test_a_tree_of_many_says_what_it_left_out() -> None:
    people = [person("root", None), person("lone", None)]
    people += [person(f"p{n}", "root") for n in range(200)]
    drawn = layout.tree(people)
    assert (len(drawn.nodes), drawn.left_out, drawn.alone) == (layout.TREE_NODES_MAX, 121, 1)


def test_a_chain_as_deep_as_the_picture_is_drawn_row_by_row() -> None:
    people = [person("p0", None), *(person(f"p{n}", f"p{n - 1}") for n in range(1, 5000))]
    drawn = layout.tree(people)
    assert [node.depth for node in drawn.nodes] == [*range(layout.TREE_NODES_MAX)]
    assert {node.row for node in drawn.nodes} == {0}


@pytest.mark.parametrize("days", [1, 90, 400, 5000])
def test_a_calendar_has_each_day_once_and_at_most_two_years(days: int) -> None:
    cells = layout.calendar({20_000: 3}, 20_000 - days + 1, 20_000)
    assert cells[-1].day == 20_000
    assert len({(cell.band, cell.week, cell.weekday) for cell in cells}) == len(cells)
    assert len(cells) == min(days, 7 * layout.CALENDAR_WEEKS_MAX - 6 + (20_000 + 3) % 7)
    assert (cells[-1].acts, cells[-1].shade) == (3, 3)


def test_a_calendar_says_from_which_day_on_it_is_drawn() -> None:
    window = {"last": "2026-11-30", "now": "2026-12-31 12:00:00"}
    whole = page(audited([], first="2024-11-25", **window))
    assert "Not drawn" not in whole
    assert "on 0 of 736 days" in whole
    html = page(audited([], first="2024-11-24", **window))
    said_of_it = "Not drawn: the days before 25 November 2024."
    assert "on 0 of 736 days; darker is more. " + said_of_it in html  # the picture's title
    assert "referrals pursued. " + said_of_it in html  # and its caption


def test_24_hours_lie_left_of_the_line_and_a_second_more_right_of_it() -> None:
    limit = int(layout.along(24 * layout.HOUR_MS) * layout.DOT_COLUMNS)
    written = [
        *talk("2026-05-04 10:00:00"), said("thank_you.sent", "talk", "2026-05-05 10:00:00"),
        *talk("2026-05-04 10:00:00", name="b"), said("thank_you.sent", "b", "2026-05-05 10:00:01"),
        *talk("2026-05-04 10:00:00", name="c"),
    ]  # fmt: skip
    found, _ = report(written)
    early, late = layout.dots(found.thank_times)
    assert (early.column < limit, early.in_time) == (True, True)
    assert (late.column >= limit, late.in_time) == (True, False)


def test_a_thank_you_from_before_the_end_is_not_called_later() -> None:
    thanked = [
        *talk("2026-05-04 10:00:00"), said("thank_you.sent", "talk", "2026-05-04 09:00:00"),
        *talk("2026-05-04 10:00:00", name="b"), said("thank_you.sent", "b", "2026-05-09 10:00:01"),
    ]  # fmt: skip
    told = "0 within 24 hours (filled), 1 later (hollow), 1 before the end (hollow), 0 not sent."
    assert told in page(*report(thanked))
    assert "before the end" not in page(*report(busy()))


def test_a_window_before_is_as_long_and_ends_where_this_one_begins() -> None:
    found, _ = report([])
    window = Window(found.first, found.last + timedelta(days=1))
    assert window.before().days == window.days == 31
    assert window.before().until == window.first
