"""People: who is on the list."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from infoview_sync.events.catalogue.fields import (
    UNSET,
    EventData,
    Id,
    Line,
    Lines,
    Name,
    Tag,
    Tags,
    Text,
    UnsetType,
)


class ContactAdded(EventData, frozen=True, kw_only=True):
    """A professional was put on the list; `source` says how (typed, linkedin, referral, …)."""

    wire_type: ClassVar = "contact.added"
    kind: ClassVar = "contact"
    creates: ClassVar = True

    name: Name
    org: Line | UnsetType = UNSET
    title: Line | UnsetType = UNSET
    emails: Lines | UnsetType = UNSET
    phones: Lines | UnsetType = UNSET
    urls: Lines | UnsetType = UNSET
    location: Line | UnsetType = UNSET
    source: Line
    met_through: Line | UnsetType = UNSET
    notes: Text | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    connected_on: Line | UnsetType = UNSET
    """The date on which a network says they connected, `2024-10-01`."""


class ContactCorrected(EventData, frozen=True, kw_only=True):
    """Some fields of a contact changed; only these are named. An empty text clears a field."""

    wire_type: ClassVar = "contact.corrected"
    kind: ClassVar = "contact"

    name: Name | UnsetType = UNSET
    org: Line | UnsetType = UNSET
    title: Line | UnsetType = UNSET
    emails: Lines | UnsetType = UNSET
    phones: Lines | UnsetType = UNSET
    urls: Lines | UnsetType = UNSET
    location: Line | UnsetType = UNSET
    source: Line | UnsetType = UNSET
    met_through: Line | UnsetType = UNSET
    notes: Text | UnsetType = UNSET
    connected_on: Line | UnsetType = UNSET


class ContactTagged(EventData, frozen=True, kw_only=True):
    """A tag was put on a contact."""

    wire_type: ClassVar = "contact.tagged"
    kind: ClassVar = "contact"

    tag: Tag


class ContactUntagged(EventData, frozen=True, kw_only=True):
    """A tag was taken off a contact."""

    wire_type: ClassVar = "contact.untagged"
    kind: ClassVar = "contact"

    tag: Tag


class ContactsMerged(EventData, frozen=True, kw_only=True):
    """Several entries are one person: the subject survives, `merged` are shown as it.

    The other fields are what the survivor takes over from them, so that undoing this one event
    gives everything back.
    """

    wire_type: ClassVar = "contacts.merged"
    kind: ClassVar = "merge"

    merged: Annotated[list[Id], Meta(min_length=1, max_length=50)]
    org: Line | UnsetType = UNSET
    title: Line | UnsetType = UNSET
    emails: Lines | UnsetType = UNSET
    phones: Lines | UnsetType = UNSET
    urls: Lines | UnsetType = UNSET
    location: Line | UnsetType = UNSET
    met_through: Line | UnsetType = UNSET
    notes: Text | UnsetType = UNSET
    connected_on: Line | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET


class ContactArchived(EventData, frozen=True, kw_only=True):
    """A contact was put away; nothing about them is due any more."""

    wire_type: ClassVar = "contact.archived"
    kind: ClassVar = "contact"


class ContactRestored(EventData, frozen=True, kw_only=True):
    """An archived contact was taken back."""

    wire_type: ClassVar = "contact.restored"
    kind: ClassVar = "contact"


class ContactForgotten(EventData, frozen=True, kw_only=True):
    """The words about a contact are erased on every device; the chain still verifies.

    `subjects` are all things that belonged to them (threads, interviews, notes …), because once
    erased these can no longer be traced. It cannot be undone.
    """

    wire_type: ClassVar = "contact.forgotten"
    kind: ClassVar = "forgetting"

    subjects: Annotated[list[Id], Meta(max_length=5000)]


class ContactClassified(EventData, frozen=True, kw_only=True):
    """How a contact tends to answer (Dalton's classes: boosters, obligates, curmudgeons)."""

    wire_type: ClassVar = "contact.classified"
    kind: ClassVar = "contact"

    attitude: Literal["booster", "obligate", "curmudgeon"]
