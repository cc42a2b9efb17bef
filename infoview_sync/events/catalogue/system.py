"""System: devices, imports, settings and undo."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from infoview_sync.events.catalogue.fields import UNSET, EventData, Id, Line, Name, UnsetType

SETTING_PATTERN = "^[a-z][a-z_]{0,39}$"
Tally = Annotated[int, Meta(ge=0, le=10_000_000)]
KEY_PATTERN = "^[A-Za-z0-9_-]{43}$"
SIGNATURE_PATTERN = "^[A-Za-z0-9_-]{86}$"
APPROVER_PATTERN = "^([0-9a-hjkmnp-tv-z]{16}|recovery)$"
KeyText = Annotated[str, Meta(pattern=KEY_PATTERN)]
"""32 bytes in base64url without padding."""
SignatureText = Annotated[str, Meta(pattern=SIGNATURE_PATTERN)]
"""64 bytes in base64url without padding."""


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
    """The first event of every log: which device writes it. The subject is the log's id.

    A log's keys are those of the earliest such event in the log itself that holds keys.
    """

    wire_type: ClassVar = "device.added"
    kind: ClassVar = "device"
    creates: ClassVar = True

    name: Name
    form: Literal["laptop", "phone", "browser", "other"]
    public_key: KeyText | UnsetType = UNSET
    """Ed25519: this log's heads are signed with it."""
    agreement_key: KeyText | UnsetType = UNSET
    """X25519: epoch keys are wrapped to it."""
    approved_by: Annotated[str, Meta(pattern=APPROVER_PATTERN)] | UnsetType = UNSET
    """The log of the device that let it in, or `recovery`; absent in the notebook's first log."""
    approval: SignatureText | UnsetType = UNSET
    """That device's signature over notebook, log and keys (docs/security.md)."""


class DeviceRenamed(EventData, frozen=True, kw_only=True):
    """A device goes by another name."""

    wire_type: ClassVar = "device.renamed"
    kind: ClassVar = "device"

    name: Name


class DeviceRevoked(EventData, frozen=True, kw_only=True):
    """A device was cut off: of its log, the events up to `last_seq` count; later ones are refused.

    Cannot be undone: a device that was cut off by mistake is paired again. Whoever already held
    more of that log when it heard of this says so by another such event; the highest counts.
    """

    wire_type: ClassVar = "device.revoked"
    kind: ClassVar = "device"

    last_seq: Tally


class LogVouched(EventData, frozen=True, kw_only=True):
    """This device stands for a log that has no keys of its own: one from a file, or an old one."""

    wire_type: ClassVar = "log.vouched"
    kind: ClassVar = "device"

    last_seq: Tally
    """Its events up to this one are history."""


class RecoverySet(EventData, frozen=True, kw_only=True):
    """A new recovery phrase holds, and the one before no more. The subject is the notebook's id."""

    wire_type: ClassVar = "recovery.set"
    kind: ClassVar = "recovery"

    public_key: KeyText
    agreement_key: KeyText
    root_signature: SignatureText | UnsetType = UNSET
    """The phrase's word for the notebook's first log: who has only the words knows it by this."""
