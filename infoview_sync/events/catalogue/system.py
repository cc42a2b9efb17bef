"""System: devices, imports, settings and undo."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from infoview_sync.events.catalogue.fields import UNSET, EventData, Id, Line, Name, UnsetType

SETTING_PATTERN = "^[a-z][a-z_]{0,39}$"
Tally = Annotated[int, Meta(ge=0, le=10_000_000)]


class ImportCompleted(EventData, frozen=True, kw_only=True):
    """A file was imported: how many of its rows were added, changed someone, or were skipped."""

    wire_type: ClassVar = "import.completed"
    kind: ClassVar = "import"
    creates: ClassVar = True

    source: Line
    file_name: Line | UnsetType = UNSET
    file_hash: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    """SHA-256 of the file's bytes."""
    added: Tally
    updated: Tally
    skipped: Tally


class SettingChanged(EventData, frozen=True, kw_only=True):
    """The user prefers another value, on all devices. The subject is the notebook's id."""

    wire_type: ClassVar = "setting.changed"
    kind: ClassVar = "setting"

    name: Annotated[str, Meta(pattern=SETTING_PATTERN)]
    value: Annotated[int, Meta(ge=0, le=1_000_000)] | Line
    """A number for a norm; an empty text goes back to the default."""


class EventRetracted(EventData, frozen=True, kw_only=True):
    """Undo: the event (log, seq), which has the same subject, no longer counts."""

    wire_type: ClassVar = "event.retracted"
    kind: ClassVar = "retraction"

    log: Id
    seq: Annotated[int, Meta(ge=1, le=2**49)]


class EventRestored(EventData, frozen=True, kw_only=True):
    """Redo: the retracted event (log, seq), which has the same subject, counts again."""

    wire_type: ClassVar = "event.restored"
    kind: ClassVar = "retraction"

    log: Id
    seq: Annotated[int, Meta(ge=1, le=2**49)]


class DeviceAdded(EventData, frozen=True, kw_only=True):
    """The first event of every log: which device writes it. The subject is the log's id."""

    wire_type: ClassVar = "device.added"
    kind: ClassVar = "device"
    creates: ClassVar = True

    name: Name
    form: Literal["laptop", "phone", "browser", "other"]
    public_key: Line | UnsetType = UNSET


class DeviceRenamed(EventData, frozen=True, kw_only=True):
    """A device goes by another name."""

    wire_type: ClassVar = "device.renamed"
    kind: ClassVar = "device"

    name: Name


class DeviceRevoked(EventData, frozen=True, kw_only=True):
    """A device was cut off; later segments of its log are refused."""

    wire_type: ClassVar = "device.revoked"
    kind: ClassVar = "device"

    last_seq: Tally
