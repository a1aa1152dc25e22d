"""Where contracts, offers and needs stand; what a notice says, and what a bidder's part is."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class Step(Worded):
    """Where an opportunity stands."""

    HEARD = "heard"
    SECTOR_TOLD = "sector-told"
    ENGAGEMENT = "engagement"
    FORMING = "bidders-forming"
    QUESTIONS = "questions"
    SUBMITTED = "submitted"
    DECIDED = "decided"
    FEEDBACK_ASKED = "feedback-asked"
    TOLD = "told"
    DROPPED = "dropped"


class Notice(Worded):
    """By what it is known that something is to be bought."""

    PIPELINE = "pipeline"
    ENGAGEMENT = "engagement"
    PLANNED = "planned"
    TENDER = "tender"
    BELOW = "below-threshold"
    HEARD = "heard-by-phone"

    @property
    def is_tender(self) -> bool:
        """Whether bids are asked for."""
        return self in (Notice.TENDER, Notice.BELOW)


class Buys(Worded):
    """What is bought, as far as a threshold goes by it."""

    SERVICES = "services"
    GOODS = "goods"
    WORKS = "works"
    CONCESSION = "concession"


class WithTax(Worded):
    """Whether an estimate has VAT in it."""

    WITH = "with-vat"
    WITHOUT = "without-vat"

    @property
    def words(self) -> str:
        return {"with-vat": "with VAT", "without-vat": "without VAT"}[self.value]


class Reserved(Worded):
    """For whom a competition is reserved."""

    NONE = "none"
    UK = "uk"
    LOCAL = "local"
    SME = "sme"
    VCSE = "vcse"

    @property
    def words(self) -> str:
        return {
            "none": "nobody",
            "uk": "UK suppliers",
            "local": "local suppliers",
            "sme": "small and medium enterprises",
            "vcse": "the voluntary sector and social enterprises",
        }[self.value]


class Role(Worded):
    """How those came to hear of it who did."""

    SECTOR = "sector"
    IN_CONFIDENCE = "in-confidence"


class Part(Worded):
    """What an organisation does about an opportunity."""

    INTERESTED = "interested"
    LEAD = "lead"
    PARTNER = "partner"
    ALONE = "alone"
    DECLINED = "declined"

    @property
    def is_bid(self) -> bool:
        """Whether there is a bid by it: partners are in that of the one that leads."""
        return self in (Part.LEAD, Part.ALONE)

    @property
    def bids(self) -> bool:
        """Whether it has a part in a bid."""
        return self.is_bid or self is Part.PARTNER


class Result(Worded):
    """What became of a bid."""

    WON = "won"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    NOT_KNOWN = "not-known"

    @property
    def is_known(self) -> bool:
        """Whether it was won or not."""
        return self in (Result.WON, Result.LOST)


class OfferStep(Worded):
    """Where a supplier's promise stands."""

    PROMISED = "promised"
    PARTLY = "partly-delivered"
    DELIVERED = "delivered"
    NOT_DELIVERED = "not-delivered"
    CLOSED = "closed"


class NeedStep(Worded):
    """Where a need stands."""

    WANTED = "wanted"
    MET = "met"
    CLOSED = "closed"
