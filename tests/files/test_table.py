"""Plain tables: titles that tell, --map, what is kept beside, and what is refused."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest

from infoview_sync.files.columns import FIELDS
from infoview_sync.files.found import Reading
from infoview_sync.files.reading import read_stream
from infoview_sync.files.refusal import FileRefused


def read(content: str | bytes, columns: Sequence[tuple[str, str]] = ()) -> Reading:
    data = content.encode() if isinstance(content, str) else content
    return read_stream(
        io.BytesIO(data), file_name="people.csv", bytes_total=len(data), columns_said=columns
    )


@pytest.mark.parametrize(
    "header",
    [
        "Name,E-mail,Company,Job title,Phone,Website,City,Notes,Tags",
        "Vollständiger Name;E-Mail-Adresse;Firma;Beruf;Telefon;Webseite;Ort;Notizen;Kategorien",
        "Nom complet\tCourriel\tSociété\tPoste\tTéléphone\tSite web\tVille\tRemarques\tEtiquetas",
        "Nombre completo;Correo electrónico;Empresa;Cargo;Teléfono;Sito web;Ciudad;Notas;Etiquetas",
        "ФИО;Почта;Компания;Должность;Телефон;Сайт;Город;Заметки;Метки",
        "氏名,メール,会社,役職,電話,URL,住所,備考,Tags",
    ],
)
def test_titles_of_several_languages_tell_the_columns(header: str) -> None:
    delimiter = next(each for each in ";\t," if each in header)
    cells = ["Ada Novak", "ada@example.org", "Fieldnote", "Editor", "+1 555 0100",
             "example.org/ada", "Town", "Likes tea", "press"]  # fmt: skip
    (person,) = read(f"{header}\r\n{delimiter.join(cells)}\r\n").people
    assert person.name == "Ada Novak"
    assert person.emails == ("ada@example.org",)
    assert (person.org, person.title, person.location) == ("Fieldnote", "Editor", "Town")
    assert (person.phones, person.urls) == (("+1 555 0100",), ("https://example.org/ada",))
    assert (person.notes, person.tags) == ("Likes tea", ("press",))


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("First Name,Last Name,E-mail", "Ada,Novak,", "Ada Novak"),
        ("Prénom;Nom;Courriel", "Ada;Novak;", "Ada Novak"),
        ("Nom;Courriel", "Ada Novak;", "Ada Novak"),
        ("Vorname;Nachname", "Ada;Novak", "Ada Novak"),
        ("E-mail,City", "ada@example.org,Town", "ada@example.org"),
        ("Name", "Ada", "Ada"),
    ],
)
def test_names_in_one_column_or_two(header: str, row: str, name: str) -> None:
    assert read(f"{header}\n{row}\n").people[0].name == name


def test_outlooks_title_is_how_one_is_addressed() -> None:
    text = "Title,First Name,Last Name,Company,Job Title,E-mail Address\nDr.,Ada,Novak,F,Editor,\n"
    (person,) = read(text).people
    assert (person.title, person.notes) == ("Editor", "Title: Dr.")


def test_columns_that_fill_nothing_are_kept_in_the_notes_and_told() -> None:
    reading = read("My people\n\nName,Pronouns,,E-mail\nAda,she,x,a@example.org; b@example.org\n")
    (person,) = reading.people
    assert person.emails == ("a@example.org", "b@example.org")
    assert person.notes == "Pronouns: she\nColumn 3: x"
    assert reading.notes == (
        "columns read as: name = Name, email = E-mail",
        "kept in the notes: 'Pronouns', '(no name)'",
        "not read, because it stands above the header: line 1",
    )


def test_map_says_what_the_columns_mean() -> None:
    text = "wer;wo;wie\nAda;Fieldnote;ada@example.org\n"
    (person,) = read(text, [("name", "WER"), ("org", "wo"), ("email", "wie")]).people
    assert (person.name, person.org, person.emails) == ("Ada", "Fieldnote", ("ada@example.org",))


def test_map_wins_over_what_the_titles_tell() -> None:
    (person,) = read("Name,Nick\nAda Novak,Adi\n", [("name", "Nick")]).people
    assert (person.name, person.notes) == ("Adi", "Name: Ada Novak")


@pytest.mark.parametrize("title", ["Mail", "wie\u00a0auch"])
def test_a_column_that_is_not_there_is_refused_with_those_that_are(title: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read("wer,wo\nAda,F\n", [("name", "wer"), ("email", title)])
    assert refused.value.line == 1
    assert "'wer', 'wo'" in str(refused.value)
    assert "--map" in str(refused.value)


def test_a_column_said_by_map_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(FileRefused, match="more than once"):
        read("Name,Mail,Mail\nAda,a@example.org,\n", [("name", "Name"), ("email", "Mail")])


def test_titles_that_tell_nothing_are_refused_with_the_way_out() -> None:
    with pytest.raises(FileRefused) as refused:
        read("wer,wo\nAda,Fieldnote\n")
    assert refused.value.code == "file_no_header"
    told = str(refused.value)
    assert "'wer', 'wo'" in told
    assert '--map name="Full name"' in told
    assert all(field in told for field in FIELDS)
    assert "Ada" not in told


@pytest.mark.parametrize(
    "header",
    [
        "CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,CONTENT",
        "From,To,Sent At,Message,Direction",
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary",
        "Email Address,Confirmed,Primary,Updated On",
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    ],
)
def test_other_files_of_linkedins_archive_are_refused_even_when_mapped(header: str) -> None:
    text = f"{header}\n{','.join(['SECRETWORD'] * (header.count(',') + 1))}\n"
    for columns in ((), [("name", header.split(",", maxsplit=1)[0])]):
        with pytest.raises(FileRefused) as refused:
            read(text, columns)
        assert refused.value.code == "file_wrong_kind"
        assert "SECRETWORD" not in str(refused.value)


def test_a_page_of_prose_is_no_table() -> None:
    with pytest.raises(FileRefused):
        read("Dear Ada,\n\nthank you.\nName\nYours\n")


def test_two_columns_of_one_title_lose_nothing() -> None:
    (person,) = read("Name,Note,Note,Colour,Colour\nAda,one,two,red,blue\n").people
    assert str(person.notes).split("\n\n") == ["one", "two", "Colour: red\nColour: blue"]
