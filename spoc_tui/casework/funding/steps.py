"""Where bids and awards stand, and on what footing money is given."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class AwardStep(Worded):
    """Where an award stands."""

    RUNNING = "running"
    NOTICE_GIVEN = "notice-given"
    RENEWED = "renewed"
    ENDED = "ended"


class Basis(Worded):
    """On what footing money is given."""

    GRANT = "grant"
    CONTRACT = "contract"
    AGREEMENT = "service-level-agreement"
    WITHOUT_TENDER = "contract-without-tender"
    PER_REFERRAL = "per-referral"


class BidStep(Worded):
    """Where a bid stands."""

    SPOTTED = "spotted"
    INTEREST = "interest-registered"
    PREPARING = "in-preparation"
    SUBMITTED = "submitted"
    STAGE_2 = "stage-2"
    AWARDED = "awarded"
    UNSUCCESSFUL = "unsuccessful"
    WITHDRAWN = "withdrawn"


class Outcome(Worded):
    """What became of a bid."""

    AWARDED = "awarded"
    UNSUCCESSFUL = "unsuccessful"
    WITHDRAWN = "withdrawn"


class Role(Worded):
    """What those are who bid together."""

    PARTNER = "partner"
