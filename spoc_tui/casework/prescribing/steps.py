"""Where services and questions to the partnership board stand, and the words of their rows."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class ServiceStep(Worded):
    """Where a service stands, in the order of the Open Referral UK standard."""

    ACTIVE = "active"
    PAUSED = "temporarily-closed"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"

    @property
    def open_referral(self) -> str:
        """The same as the Open Referral UK standard has it."""
        return self.value.replace("-", " ")


class Room(Worded):
    """Whether a service has room, as it says itself."""

    YES = "yes"
    FEW = "few"
    NO = "no"
    NOT_KNOWN = "not-known"

    @property
    def words(self) -> str:
        return {"yes": "room", "few": "few places", "no": "full"}.get(self.value, "not known")


class Source(Worded):
    """From whom people were referred."""

    PCN = "pcn"
    GP = "gp"
    HOSPITAL = "hospital"
    COUNCIL = "council"
    SELF = "self"
    OTHER = "other"

    @property
    def words(self) -> str:
        return {
            "pcn": "primary care network",
            "gp": "GP practice",
            "self": "themselves",
        }.get(self.value, self.value)


class AssuranceStep(Worded):
    """Where a question to the partnership board stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    ASSURED = "assured"
    CLOSED = "closed"


class Satisfied(Worded):
    """Whether an answer gives the assurance that was asked for."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
