"""vCards of every version and make: what each property becomes, and what is refused."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from infoview_sync.files import known
from infoview_sync.files.cells import NOTES_CHARS_MAX
from infoview_sync.files.details import TAG_CHARS_MAX
from infoview_sync.files.found import FoundPerson, Reading
from infoview_sync.files.refusal import FileRefused
from infoview_sync.files.vcard_lines import BINARY_BYTES_KEPT
from tests.files.conftest import Read

OneCard = Callable[..., FoundPerson]


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


@pytest.fixture
def one(read: Read) -> OneCard:
    """The only person of a card with these lines."""

    def person(*lines: str, version: str = "3.0") -> FoundPerson:
        (found,) = read(card(*lines, version=version)).people
        return found

    return person


def test_the_usual_properties_fill_the_fields(one: OneCard) -> None:
    person = one(
        "N:Novak;Ada;Maria;Dr.;PhD", "FN:Dr. Ada Maria Novak\\, PhD", "ORG:Fieldnote\\; Ltd;Radio",
        "TITLE:Editor", "EMAIL;TYPE=work:ada@example.org", "EMAIL:ada@example.net",
        "TEL;TYPE=cell:+1 555 0100", "URL:https://example.org/ada", "NOTE:Likes\\ntea\\, black",
        "ADR;TYPE=work:;;1 Main St;Town;;123;Land", "CATEGORIES:Press,Radio\\, local,My Contacts",
        "BDAY:--0412", "NICKNAME:Adi",
    )  # fmt: skip
    assert person.name == "Dr. Ada Maria Novak, PhD"
    assert (person.org, person.title) == ("Fieldnote; Ltd", "Editor")
    assert person.emails == ("ada@example.org", "ada@example.net")
    assert person.phones == ("+1 555 0100",)
    assert person.urls == ("https://example.org/ada",)
    assert person.location == "1 Main St, Town, 123, Land"
    assert person.tags == ("Press", "Radio, local")
    assert person.notes == (
        "Likes\ntea, black\n\nDepartment: Radio\nBirthday: --0412\nNickname: Adi"
    )


def test_parts_of_the_name_that_fn_leaves_out_are_kept(one: OneCard) -> None:
    person = one("FN:Ada Novak", "N:Novak;Ada;Maria;Dr.;PhD", "FN:A. M. Novak")
    assert person.name == "Ada Novak"
    assert person.notes == (
        "Middle name: Maria\nName prefix: Dr.\nName suffix: PhD\nAlso named: A. M. Novak"
    )


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Novak;Ada;;;"], "Ada Novak"),
        (["N:Novak"], "Novak"),
        (["FN: ", "ORG:Fieldnote", "EMAIL:a@example.org"], "Fieldnote"),
        (["EMAIL:a@example.org", "TEL:+1 555 0100"], "a@example.org"),
        (["TEL:+1 555 0100"], "+1 555 0100"),
    ],
)
def test_who_has_no_name_is_called_by_what_there_is(
    one: OneCard, lines: list[str], name: str
) -> None:
    assert one(*lines).name == name


def test_bare_parameters_and_quoted_printable_of_2_1(one: OneCard) -> None:
    person = one(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=B3v=C3=A1k;Ada",
        "FN;CHARSET=UTF-8;QUOTED-PRINTABLE:Ada N=C3=B3=\r\nv=C3=A1k",
        "TEL;WORK;FAX:555 0100", "TEL;HOME;VOICE;PREF:555 0101",
        "NOTE;ENCODING=QUOTED-PRINTABLE:two=0D=0A=\r\nlines; C:\\new",
        version="2.1",
    )  # fmt: skip
    assert person.name == "Ada Nóvák"
    assert set(person.phones) == {"555 0101", "555 0100"}
    assert person.phones[0] == "555 0101"  # the preferred one first
    assert person.notes == "two\nlines; C:\\new\n\nPhone (fax): 555 0100"


@pytest.mark.parametrize("charset", ["windows-1251", "WINDOWS-1251", "koi8-r", "iso-8859-5"])
def test_cyrillic_of_older_charsets(read: Read, charset: str) -> None:
    name = "Зоя Ким".encode(charset)
    quoted = "".join(f"={byte:02X}" for byte in name)
    head = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=" + charset.encode()
    (raw,) = read(head + b":" + name + b"\nEND:VCARD\n").people
    (coded,) = read(
        head + b";ENCODING=QUOTED-PRINTABLE:" + quoted.encode() + b"\nEND:VCARD\n"
    ).people
    assert raw.name == coded.name == "Зоя Ким"


def test_a_character_cut_by_a_fold_is_whole_again(read: Read) -> None:
    whole = "FN:Anne-Zoë Müller-Łukaszewicz 佐藤".encode()
    for place in range(4, len(whole)):
        folded = whole[:place] + b"\r\n " + whole[place:]
        (person,) = read(b"BEGIN:VCARD\r\n" + folded + b"\r\nEND:VCARD\r\n").people
        assert person.name == "Anne-Zoë Müller-Łukaszewicz 佐藤"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_line_end_and_several_cards_in_a_file(read: Read, end: str) -> None:
    reading = read(card("FN:Ada", end=end) + card("FN:Boris", end=end) + end)
    assert [(one.name, one.line) for one in reading.people] == [("Ada", 1), ("Boris", 5)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(read: Read, encoding: str) -> None:
    (person,) = read(card("FN:Ada Nóvák").encode(encoding)).people
    assert person.name == "Ada Nóvák"


def test_apple_groups_carry_their_labels(one: OneCard) -> None:
    person = one(
        "FN:Ada", "item1.TEL:555 0100", "item1.X-ABLabel:School", "item2.X-ABDATE:2001-02-03",
        "item2.X-ABLabel:_$!<Anniversary>!$_", "item3.X-ABRELATEDNAMES:Boris",
        "item3.X-ABLabel:_$!<Spouse>!$_", "item4.X-PET:Cat\\, black;white",
    )  # fmt: skip
    assert person.phones == ("555 0100",)
    assert person.notes == (
        "Phone (School): 555 0100\nAnniversary: 2001-02-03\nSpouse: Boris\nPet: Cat, black; white"
    )


def test_a_year_that_apple_only_fills_in_is_left_out(one: OneCard) -> None:
    person = one(
        "FN:Eva", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-01",
        "item1.X-ABDATE;type=pref;x-apple-omit-year=1604:16040912",
        "item1.X-ABLabel:_$!<Anniversary>!$_", "X-ABDATE;X-APPLE-OMIT-YEAR=1604:1987-02-03",
    )  # fmt: skip
    assert person.notes == "Anniversary: --0912\nBirthday: --05-01\nDate: 1987-02-03"


def test_pictures_are_dropped_and_counted_however_they_are_folded(read: Read) -> None:
    picture = base64.b64encode(bytes(range(256)) * 40).decode()
    assert len(picture) > BINARY_BYTES_KEPT
    lines = [picture[place : place + 70] for place in range(0, len(picture), 70)]
    reading = read(
        card("FN:Ada", "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(lines))
        + card("FN:Boris", "PHOTO;BASE64:\r\n" + "\r\n".join(lines) + "\r\n", version="2.1")
        + card("FN:Carla", f"PHOTO:data:image/jpeg;base64,{picture}", version="4.0")
        + card("FN:Dora", f"LOGO;ENCODING=B:{picture * 12}", "KEY;ENCODING=B:AAAA")
        + card("FN:Emil", "PHOTO;VALUE=uri:https://example.org/emil.jpg")
    )
    assert [one.name for one in reading.people] == ["Ada", "Boris", "Carla", "Dora", "Emil"]
    assert reading.refused == ()
    assert reading.notes == (
        "pictures left out: 4 (a contact holds text only)",
        "sounds, keys and other data left out: 1",
    )
    assert reading.people[4].notes == "Photo: https://example.org/emil.jpg"
    assert all(one.notes is None for one in reading.people[:4])


def test_version_4_values(one: OneCard) -> None:
    person = one(
        "FN:Ada", 'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-555-0100;ext=7',
        "EMAIL;PREF=2:second@example.org", "EMAIL;PREF=1:first@example.org",
        "RELATED;TYPE=friend:urn:uuid:1", "GENDER:F", "ANNIVERSARY:20090808",
        version="4.0",
    )  # fmt: skip
    assert person.phones == ("+1-555-0100 ext. 7",)
    assert person.emails == ("first@example.org", "second@example.org")
    assert person.notes == "Related: urn:uuid:1\nGender: F\nAnniversary: 20090808"


def test_an_agent_in_the_card_is_not_a_card_of_its_own(read: Read) -> None:
    inner = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Boris\r\nTEL:555 0100\r\nEND:VCARD"
    (person,) = read(card("FN:Ada", "AGENT:", *inner.split("\r\n"), version="2.1")).people
    assert person.name == "Ada"
    assert "version" not in str(person.notes).lower()
    assert "Agent: Boris" in str(person.notes)
    assert "Agent's phone: 555 0100" in str(person.notes)


def test_what_has_no_shape_or_no_room_goes_to_the_notes(one: OneCard) -> None:
    many = [f"EMAIL:p{n}@example.org" for n in range(known.LIST_VALUES_MAX + 1)]
    person = one(
        "FN:Ada", "EMAIL:ada at example", "TEL:ask Boris", "URL:javascript:alert(1)", *many,
        "CATEGORIES:" + "x" * (TAG_CHARS_MAX + 1), "ORG:One", "ORG:Two", "TITLE:A", "TITLE:B",
        "ADR:;;First;;;;", "ADR;TYPE=dacha:;;Second;;;;",
    )  # fmt: skip
    assert len(person.emails) == known.LIST_VALUES_MAX
    assert (person.org, person.title, person.location) == ("One", "A", "First")
    assert person.urls == ()
    assert set(str(person.notes).split("\n")) == {
        "E-mail: ada at example", "Phone: ask Boris", "Web page: javascript:alert(1)",
        f"E-mail: p{known.LIST_VALUES_MAX}@example.org", "Label: " + "x" * (TAG_CHARS_MAX + 1),
        "Organisation: Two", "Title: B", "Address (dacha): Second",
    }  # fmt: skip


def test_damaged_bytes_are_marked_and_told(read: Read) -> None:
    reading = read(card("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ada=C3=91=80", version="2.1"))
    assert reading.people[0].name == "AdaÑ\ufffd"
    assert "replaced by \ufffd on line 3" in reading.notes[0]


def test_one_bad_card_does_not_lose_the_others(read: Read) -> None:
    reading: Reading = read(card("FN:Ada") + card("FN:B\x07") + card("FN:Carla"))
    assert [one.name for one in reading.people] == ["Ada", "Carla"]
    (row,) = reading.refused
    assert (row.line, row.field) == (7, "FN")
    assert "U+0007" in row.reason


def test_notes_and_all_the_rest_must_fit(one: OneCard) -> None:
    with pytest.raises(FileRefused, match="more than 20,000"):
        one("FN:Ada", "NOTE:" + "n" * (NOTES_CHARS_MAX - 3), "BDAY:--0412")


def test_five_thousand_cards_are_all_there(read: Read) -> None:
    reading = read("".join(card(f"FN:Person {n}", f"EMAIL:p{n}@example.org") for n in range(5_000)))
    assert len(reading.people) == 5_000
