"""Who of the people on an invitation is the one to talk with.

The user's own addresses are left out. Of those who remain the one is taken who is known; else the
only one; else the only guest, because the user will have invited them. If none of this decides,
the meeting is refused: an interview with the wrong person is worse than a question. So is one that
either of the two has declined.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Literal

import msgspec

from infoview_sync.files.cells import shown
from infoview_sync.files.found import FoundMeeting, FoundPerson, Invited, RefusedRow
from infoview_sync.files.identity import email_key, name_key
from infoview_sync.files.known import LIST_VALUES_MAX, KnownPerson

NAMED_MAX = 5


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the interview is with; `contact` is their id, known or to be made."""

    contact: str
    name: str
    added: FoundPerson | None = None
    """To be added, if nobody known is meant."""
    emails: tuple[str, ...] | None = None
    """The known contact's e-mails with the one that the invitation adds, if it adds one."""
    is_guess: bool = False
    """Nothing but the order of the invitation says that this is not the user."""
    others: tuple[Invited, ...] = ()


class Undecided(Exception):
    """It cannot be told who is meant, or what becomes of it now that one of the two declined."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy

    def row(self, line: int) -> RefusedRow:
        return RefusedRow(line=line, field="ATTENDEE", reason=self.reason, remedy=self.remedy)


class AddressBook:
    """The contacts by address and name, those added on the way included; `me` are own e-mails."""

    def __init__(
        self, known: Sequence[KnownPerson], *, me: Collection[str], fresh_id: Callable[[], str]
    ) -> None:
        self._me = {email_key(email) for email in me}
        self._fresh_id = fresh_id
        self._by_email: dict[str, list[KnownPerson]] = {}
        self._by_name: dict[str, list[KnownPerson]] = {}
        for person in known:
            self._enter(person)

    def partner(self, meeting: FoundMeeting) -> Partner:
        """Raises: Undecided."""
        others = [each for each in meeting.people if not self._is_me(each)]
        if not others:
            raise Undecided(
                "it names nobody to talk with",
                "Add the person as a guest and save it again, or use `infoview schedule`",
            )
        known = {each: person for each in others if (person := self._known(each)) is not None}
        guests = [each for each in others if not each.is_organizer]
        if len(known) == 1:
            (chosen,) = known
        elif len(others) == 1:
            (chosen,) = others
        elif len(guests) == 1 and not known:
            (chosen,) = guests
        else:
            named = ", ".join(shown(str(each)) for each in others[:NAMED_MAX])
            raise Undecided(
                f"it cannot be told with whom the talk is: {named}"
                + (f" and {len(others) - NAMED_MAX} more" if len(others) > NAMED_MAX else ""),
                "Say which address is yours with --me EMAIL (more than one may be given), or add"
                " the one person first with `infoview add`",
            )
        rest = tuple(each for each in others if each is not chosen)
        self._refuse_if_declined(
            meeting, [chosen], "Once another time is agreed, import that invitation, or use"
            " `infoview schedule`",
        )  # fmt: skip
        is_guess = not known and bool(rest)
        return self._partner(chosen, known.get(chosen), rest, is_guess=is_guess)

    def still_with(self, meeting: FoundMeeting, contact: str) -> None:
        """Of a known talk. Raises: Undecided if the contact, or the user, has declined it."""
        others = [each for each in meeting.people if not self._is_me(each)]
        theirs = [each for each in others if (one := self._known(each)) and one.id == contact]
        self._refuse_if_declined(
            meeting, theirs or [each for each in others if not each.is_organizer],
            "If the talk is off, say so with `infoview cancel`; for another time there is"
            " `infoview move`",
        )  # fmt: skip

    def _refuse_if_declined(
        self, meeting: FoundMeeting, theirs: Sequence[Invited], remedy: str
    ) -> None:
        """The user is who is known to be, else among all others. Raises: Undecided."""
        mine = [each for each in meeting.people if self._is_me(each)]
        for side in (theirs, mine or [each for each in meeting.people if each not in theirs]):
            if side and all(each.is_declined for each in side):
                raise Undecided(f"{shown(str(side[0]))} declined it", remedy)

    def who_calls_off(self, meeting: FoundMeeting) -> Literal["me", "them"]:
        """Only the organizer can cancel for all."""
        return (
            "me"
            if any(each.is_organizer and self._is_me(each) for each in meeting.people)
            else "them"
        )

    def _partner(
        self, chosen: Invited, known: KnownPerson | None, others: tuple[Invited, ...], *,
        is_guess: bool,
    ) -> Partner:  # fmt: skip
        email = chosen.email
        if known is None:
            name = chosen.name or chosen.email or ""
            person = FoundPerson(name=name, emails=(email,) if email else (), line=0)
            made = KnownPerson(id=self._fresh_id(), name=name, emails=person.emails)
            self._enter(made)
            return Partner(
                contact=made.id, name=name, added=person, is_guess=is_guess, others=others
            )
        is_new = email is not None and email_key(email) not in map(email_key, known.emails)
        emails = (*known.emails, email) if is_new and email else None
        if emails is not None and len(emails) <= LIST_VALUES_MAX:
            self._enter(msgspec.structs.replace(known, emails=emails))
        else:
            emails = None
        return Partner(contact=known.id, name=known.name, emails=emails, others=others)

    def _known(self, invited: Invited) -> KnownPerson | None:
        """By e-mail, else by name; nobody if several people fit."""
        fitting = self._by_email.get(email_key(invited.email), []) if invited.email else []
        name = name_key(invited.name or "")
        if len({one.id for one in fitting}) > 1:
            fitting = [one for one in fitting if name_key(one.name) == name]
        if not fitting and name:
            fitting = self._by_name.get(name, [])
        return fitting[-1] if len({one.id for one in fitting}) == 1 else None

    def _is_me(self, invited: Invited) -> bool:
        return invited.email is not None and email_key(invited.email) in self._me

    def _enter(self, person: KnownPerson) -> None:
        for email in person.emails:
            self._by_email.setdefault(email_key(email), []).append(person)
        self._by_name.setdefault(name_key(person.name), []).append(person)
