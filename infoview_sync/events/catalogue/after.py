"""After: thanks, advice, referrals, opportunities, mentorship and help given back."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import field

from infoview_sync.events.catalogue.fields import (
    UNSET,
    Channel,
    EventData,
    Id,
    Line,
    Minutes,
    Name,
    Text,
    UnsetType,
)


class ThankYouDrafted(EventData, frozen=True, kw_only=True):
    """A thank-you note for an interview was written, not sent."""

    wire_type: ClassVar = "thank_you.drafted"
    kind: ClassVar = "interview"

    channel: Channel
    text: Text


class ThankYouSent(EventData, frozen=True, kw_only=True):
    """The thank-you note for an interview went out."""

    wire_type: ClassVar = "thank_you.sent"
    kind: ClassVar = "interview"

    channel: Channel
    text: Text | UnsetType = UNSET


class AdviceReceived(EventData, frozen=True, kw_only=True):
    """A contact advised something."""

    wire_type: ClassVar = "advice.received"
    kind: ClassVar = "advice"
    creates: ClassVar = True

    contact: Id
    interview: Id | UnsetType = UNSET
    text: Text


class AdviceActedOn(EventData, frozen=True, kw_only=True):
    """The advice was followed."""

    wire_type: ClassVar = "advice.acted_on"
    kind: ClassVar = "advice"

    text: Text | UnsetType = UNSET


class AdviceReportedBack(EventData, frozen=True, kw_only=True):
    """The adviser was told what came of it."""

    wire_type: ClassVar = "advice.reported_back"
    kind: ClassVar = "advice"

    channel: Channel


class ReferralAsked(EventData, frozen=True, kw_only=True):
    """A contact was asked whom else to speak to."""

    wire_type: ClassVar = "referral.asked"
    kind: ClassVar = "referral_request"
    creates: ClassVar = True

    contact: Id
    interview: Id | UnsetType = UNSET


class ReferralReceived(EventData, frozen=True, kw_only=True):
    """`from` named somebody: a contact (`to`) or, until they become one, a name (`name_only`)."""

    wire_type: ClassVar = "referral.received"
    kind: ClassVar = "referral"
    creates: ClassVar = True

    from_: Id = field(name="from")
    to: Id | UnsetType = UNSET
    name_only: Name | UnsetType = UNSET
    interview: Id | UnsetType = UNSET
    may_use_name: bool = False
    intro_by: Literal["me", "them"] = "me"
    org: Line | UnsetType = UNSET


class ReferralPursued(EventData, frozen=True, kw_only=True):
    """The named person was approached; `to` links the contact that they became."""

    wire_type: ClassVar = "referral.pursued"
    kind: ClassVar = "referral"

    to: Id | UnsetType = UNSET


class ReferralDeclined(EventData, frozen=True, kw_only=True):
    """The referral will not be followed, and why."""

    wire_type: ClassVar = "referral.declined"
    kind: ClassVar = "referral"

    reason: Line | UnsetType = UNSET


class OpportunitySurfaced(EventData, frozen=True, kw_only=True):
    """A job, a project or an event came up in a talk."""

    wire_type: ClassVar = "opportunity.surfaced"
    kind: ClassVar = "opportunity"
    creates: ClassVar = True

    sort: Literal["job", "freelance", "project", "internship", "event"] = field(name="kind")
    title: Line
    contact: Id | UnsetType = UNSET
    source_interview: Id | UnsetType = UNSET


class OpportunityStageChanged(EventData, frozen=True, kw_only=True):
    """An opportunity moved on."""

    wire_type: ClassVar = "opportunity.stage_changed"
    kind: ClassVar = "opportunity"

    stage: Line


class OpportunityClosed(EventData, frozen=True, kw_only=True):
    """An opportunity came to its end."""

    wire_type: ClassVar = "opportunity.closed"
    kind: ClassVar = "opportunity"

    outcome: Line


class MentorshipProposed(EventData, frozen=True, kw_only=True):
    """A lasting mentorship was proposed to, or by, a contact."""

    wire_type: ClassVar = "mentorship.proposed"
    kind: ClassVar = "mentorship"
    creates: ClassVar = True

    contact: Id


class MentorshipStarted(EventData, frozen=True, kw_only=True):
    """The mentorship began."""

    wire_type: ClassVar = "mentorship.started"
    kind: ClassVar = "mentorship"


class MentorshipSessionHeld(EventData, frozen=True, kw_only=True):
    """Mentor and mentee met."""

    wire_type: ClassVar = "mentorship.session_held"
    kind: ClassVar = "mentorship"

    minutes: Minutes | UnsetType = UNSET
    text: Text | UnsetType = UNSET


class MentorshipEnded(EventData, frozen=True, kw_only=True):
    """The mentorship came to its end."""

    wire_type: ClassVar = "mentorship.ended"
    kind: ClassVar = "mentorship"

    reason: Line | UnsetType = UNSET


class HelpGiven(EventData, frozen=True, kw_only=True):
    """Something was done for a contact in return."""

    wire_type: ClassVar = "help.given"
    kind: ClassVar = "help"
    creates: ClassVar = True

    contact: Id
    text: Text
