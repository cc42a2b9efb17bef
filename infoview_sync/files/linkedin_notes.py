"""What the user should hear about a LinkedIn file beyond its people and its refused rows."""

from __future__ import annotations

from collections.abc import Sequence

from infoview_sync.files.found import FoundPerson

# A note names this many lines or columns and counts the rest.
NAMED_MAX = 5


class Tally:
    """Counts while the rows are read; one per file."""

    def __init__(self, *, has_email_column: bool) -> None:
        self.urls_left_out: list[int] = []
        self.emails_left_out: list[int] = []
        self.month_first_read = 0
        self.month_first_refused = 0
        self._has_email_column = has_email_column
        self._noted: dict[str, int] = {}

    def has_odd_dates(self) -> bool:
        """Some numeric dates do not exist month first: the file may mean the day first."""
        return self.month_first_refused > 0

    def column_noted(self, title: str) -> None:
        """A cell that is not blank stands in a column that LinkedIn does not write."""
        self._noted[title] = self._noted.get(title, 0) + 1

    def notes(self, people: Sequence[FoundPerson]) -> tuple[str, ...]:
        """The sentences, most important first."""
        notes: list[str] = []
        if self.month_first_read or self.month_first_refused:
            notes.append(
                f"numeric dates were read month first (M/D/Y): {self.month_first_read} read, "
                f"{self.month_first_refused} refused"
                + ("; check them all, the file may write the day first" * self.has_odd_dates())
            )
        if self.urls_left_out:
            notes.append(
                "web addresses that are not plain http or https, or very long, were left out on "
                + some_lines(self.urls_left_out)
            )
        if self.emails_left_out:
            notes.append(
                "e-mail addresses that do not look like one were left out on "
                + some_lines(self.emails_left_out)
            )
        if self._noted:
            notes.append("columns kept in the notes: " + _some(list(self._noted)))
        blank = sum(not person.emails for person in people)
        if not self._has_email_column:
            notes.append("the file has no e-mail column")
        elif blank * 2 > len(people):
            notes.append(
                f"the e-mail column is mostly blank ({blank} of {len(people)}): LinkedIn only "
                "exports addresses that people share"
            )
        return tuple(notes)


def some_lines(numbers: Sequence[int]) -> str:
    return ("line " if len(numbers) == 1 else "lines ") + _some([str(n) for n in numbers])


def _some(names: list[str]) -> str:
    more = len(names) - NAMED_MAX
    return ", ".join(names[:NAMED_MAX]) + (f" and {more} more" if more > 0 else "")
