"""Where a compact and its commitments stand, whose they are, and what was found at a review."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class Step(Worded):
    """Where a compact stands."""

    DRAFTING = "drafting"
    CONSULTING = "consulting"
    AGREED = "agreed"
    SIGNED = "signed"
    IN_FORCE = "in-force"
    UNDER_REVIEW = "under-review"
    REPLACED = "replaced"
    DROPPED = "dropped"


class Role(Worded):
    """What those are who sign."""

    COUNCIL = "council"
    SECTOR = "sector"
    PARTNER = "partner"


class Source(Worded):
    """From where a principle is."""

    NATIONAL = "national-2010"
    LOCAL = "local"
    COVENANT = "covenant-2025"

    @property
    def words(self) -> str:
        return {
            "national-2010": "the national Compact of 2010",
            "local": "local compacts",
            "covenant-2025": "the Civil Society Covenant of 2025",
        }[self.value]


class CommitmentStep(Worded):
    """Where a commitment stands."""

    STANDING = "standing"
    REWORDED = "reworded"
    ENDED = "ended"


class Side(Worded):
    """Who promised it."""

    COUNCIL = "council"
    SECTOR = "sector"
    PARTNER = "partner"


class Result(Worded):
    """Whether a commitment was kept, as a review found. What was not tested was never kept."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not-kept"
    NOT_TESTED = "not-tested"


class Offered(Worded):
    """What is offered as evidence on a commitment, for the officer to say whether it speaks."""

    LATE_PAYMENTS = "late-payments"
    SHORT_NOTICES = "short-notices"
