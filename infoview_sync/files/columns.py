"""Which column of a plain table holds what: as the user says with --map, or by its title.

The words are those that people and programs write over such columns, in a few languages; a title
that is not among them is not guessed at, and its cells go to the notes under that title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from infoview_sync.files.cells import clean_label, shown
from infoview_sync.files.details import Details
from infoview_sync.files.header import Header

FIELDS = (
    "name", "given", "surname", "org", "title", "email", "phone", "url", "location", "notes",
    "tags",
)  # fmt: skip
"""What --map can name. email, phone, url, notes and tags may be said of several columns."""
MANY = frozenset({"email", "phone", "url", "notes", "tags"})
_WHO = frozenset({"name", "given", "surname", "email"})
"""Without one of these columns nobody can be told from anybody."""

TITLES_SHOWN_MAX = 12

_WORDS_BY_FIELD = {
    "name": (
        "name, full name, fullname, display name, contact, contact name, person, nom complet,"
        " nombre completo, nome completo, vollständiger name, kontakt, imię i nazwisko, фио, имя"
        " и фамилия, полное имя, 姓名, 名前, 氏名, 이름, الاسم, שם, naam, namn, navn, nimi,"
        " ad soyad, ονοματεπώνυμο"
    ),
    "given": (
        "first name, firstname, given name, forename, vorname, prénom, prenom, nombre, nome,"
        " voornaam, förnamn, fornavn, fornamn, imię, имя, etunimi, ad, jméno, 名"
    ),
    "surname": (
        "last name, lastname, surname, family name, nachname, familienname, nom, nom de famille,"
        " apellido, apellidos, cognome, sobrenome, achternaam, efternamn, etternavn, efternavn,"
        " nazwisko, фамилия, sukunimi, soyad, příjmení, 姓"
    ),
    "org": (
        "company, company name, organisation, organization, organisation name, organization name,"
        " employer, firm, firma, unternehmen, arbeitgeber, société, entreprise, empresa,"
        " compañía, azienda, società, bedrijf, företag, firmanavn, компания, организация, 会社,"
        " 公司, 회사, yritys, şirket, affiliation, newsroom, outlet"
    ),
    "title": (
        "job title, jobtitle, position, role, occupation, beruf, stelle, funktion, poste,"
        " fonction, cargo, puesto, posizione, ruolo, functie, stanowisko, должность, 職位, 职位,"
        " 役職, 직책, titel, titre, título, titolo, befattning, stilling"
    ),
    "email": (
        "email, e-mail, e mail, mail, email address, e-mail address, e-mail-adresse,"
        " emailadresse, mailadresse, courriel, adresse e-mail, adresse électronique, correo,"
        " correo electrónico, posta elettronica, indirizzo e-mail, e-postadress, e-post, epost,"
        " e-posta, адрес электронной почты, электронная почта, почта, メール, 邮箱, 電子郵件,"
        " 이메일, e-mail 1, e-mail 2, email 1, email 2, email 3,"
        " e-mail 2 address, e-mail 3 address,"
        " sähköposti, adres e-mail, البريد الإلكتروني"
    ),
    "phone": (
        "phone, phone number, telephone, tel, mobile, mobile phone, cell, cell phone, telefon,"
        " telefonnummer, handy, mobil, téléphone, portable, teléfono, móvil, telefono, cellulare,"
        " telefone, celular, telefoon, mobiel, телефон, мобильный, 電話, 电话, 手机, 전화,"
        " home phone, business phone, business phone 2, home phone 2, work phone, primary phone,"
        " puhelin, numer telefonu, هاتف"
    ),
    "url": (
        "url, website, web page, web site, homepage, linkedin, linkedin url, linkedin profile,"
        " profile, profile url, webseite, site web, página web, sito web, сайт, link"
    ),
    "location": (
        "location, city, town, place, address, ort, stadt, adresse, anschrift, ville, lieu,"
        " ciudad, ubicación, dirección, città, indirizzo, cidade, endereço, stad, plaats, адрес,"
        " город, 住所, 地址, 城市, 주소"
    ),
    "notes": (
        "notes, note, comment, comments, remark, remarks, notiz, notizen, bemerkung, kommentar,"
        " remarque, remarques, commentaire, notas, comentario, comentarios, observaciones, nota,"
        " commenti, notities, anteckningar, заметки, примечание, комментарий, 備考, 备注, 메모"
    ),
    "tags": (
        "tags, tag, labels, label, category, categories, group, groups, kategorie, kategorien,"
        " gruppe, catégorie, groupe, etiquetas, categoría, categorie, gruppo, метки, группа"
    ),
}
_FIELD_BY_WORD = {
    word.strip(): field for field, words in _WORDS_BY_FIELD.items() for word in words.split(",")
}


# How people write several addresses or tags into one cell.
_SEPARATOR_BY_FIELD = {
    "email": re.compile(r"[;,\n]| ::: "),
    "phone": re.compile(r"[;\n]| ::: "),
    "tags": re.compile(r"[;,\n]| ::: "),
    "url": re.compile(r"\s+| ::: "),
}


class UnknownColumn(Exception):
    """A --map names a column that the header does not have, or has twice."""

    def __init__(self, title: str, *, is_twice: bool) -> None:
        super().__init__(title)
        self.title = title
        self.is_twice = is_twice


class Columns(msgspec.Struct, frozen=True):
    """Which field each mapped column fills, by its place in the row."""

    field_by_place: dict[int, str]

    def shown(self, header: Header) -> str:
        """`name = Full name, email = E-mail`, as one would say it with --map."""
        return ", ".join(
            f"{field} = {header.titles[place]}"
            for place, field in sorted(
                self.field_by_place.items(), key=lambda pair: (FIELDS.index(pair[1]), pair[0])
            )
        )


def is_table_header(labels: frozenset[str]) -> bool:
    """Some column says who a row is about."""
    return any(_FIELD_BY_WORD.get(label) in _WHO for label in labels)


def guessed(header: Header) -> Columns:
    """By the titles. Of several columns for a field that takes one, the first has it."""
    field_by_place: dict[int, str] = {}
    for place, label in enumerate(header.labels):
        field = _FIELD_BY_WORD.get(label)
        # Outlook's "Title" is Mr or Mrs where a "Job Title" stands beside it, else the job.
        if field is None and label == "title" and "job title" not in header.labels:
            field = "title"
        if field is not None and (field in MANY or field not in field_by_place.values()):
            field_by_place[place] = field
    return Columns(_one_word_names(header, field_by_place))


def field_of(label: str) -> str | None:
    """The field that a column with this title fills; None if the title does not tell."""
    return _FIELD_BY_WORD.get(label)


def take_cell(details: Details, field: str, cell: str, title: str) -> None:
    """One cell of a column other than a name's. Raises: BadCell."""
    takers = {
        "org": details.org, "title": details.title, "location": details.location,
        "notes": details.note, "url": details.url, "email": details.email,
        "phone": details.phone, "tags": details.tag,
    }  # fmt: skip
    pattern = _SEPARATOR_BY_FIELD.get(field)
    for part in pattern.split(cell) if pattern is not None else [cell]:
        takers[field](part, field=title)


def mapped(header: Header, title_by_field: Sequence[tuple[str, str]]) -> Columns:
    """As the user said. Raises: UnknownColumn."""
    field_by_place: dict[int, str] = {}
    for field, title in title_by_field:
        label = clean_label(title)
        if header.labels.count(label) != 1:
            raise UnknownColumn(title, is_twice=label in header.labels)
        field_by_place[header.labels.index(label)] = field
    return Columns(field_by_place)


def titles_found(titles: Sequence[str]) -> str:
    """The header's cells for a message."""
    named = [f"'{shown(title[:30])}'" for title in titles if title]
    more = len(named) - TITLES_SHOWN_MAX
    return ", ".join(named[:TITLES_SHOWN_MAX]) + (f" and {more} more" if more > 0 else "")


def _one_word_names(header: Header, field_by_place: Mapping[int, str]) -> dict[int, str]:
    """`Nom` is a surname beside `Prénom` and a whole name alone; so are `Nome`, `Ad`, `Имя`."""
    fields = set(field_by_place.values())
    if fields & {"name"} or {"given", "surname"} <= fields:
        return dict(field_by_place)
    lone = {"nom", "nome", "nombre", "имя", "ad", "jméno", "名", "姓"}
    return {
        place: "name" if header.labels[place] in lone else field
        for place, field in field_by_place.items()
    }
