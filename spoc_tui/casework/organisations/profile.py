"""What is asked of every organisation: how big it is, whom it rests on, where its money comes from.

The bands, the dependence and the nine challenges are those of the survey in “The voluntary sector
in Medway” (4.4 to 4.8); every one may be unknown.
"""

from __future__ import annotations

from typing import Self

from spoc_tui.casework.records.worded import Worded


class SizeBand(Worded):
    """How big an organisation is, by its yearly income."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    MAJOR = "major"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return {
            "micro": "micro (under £10,000)",
            "small": "small (£10,000 to £100,000)",
            "medium": "medium (£100,000 to £1 million)",
            "large": "large (£1 million to £10 million)",
            "major": "major (£10 million and over)",
        }.get(self.value, self.value)


UPPER_PENCE = (
    (SizeBand.MICRO, 10_000_00),
    (SizeBand.SMALL, 100_000_00),
    (SizeBand.MEDIUM, 1_000_000_00),
    (SizeBand.LARGE, 10_000_000_00),
)
"""Each band but the last with the yearly income, in pence, that is no longer in it."""


def band_of(income_pence: int | None) -> SizeBand:
    """The band of a yearly income in pence; unknown where that is."""
    if income_pence is None:
        return SizeBand.UNKNOWN
    return next((band for band, upper in UPPER_PENCE if income_pence < upper), SizeBand.MAJOR)


class Dependence(Worded):
    """How far an organisation depends on volunteers."""

    NONE = "none"
    PARTLY = "partly"
    COMPLETELY = "completely"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return {"none": "not at all", "unknown": "unknown"}.get(self.value, self.value)


class IncomeSource(Worded):
    """How an organisation's income is generated."""

    FEES = "fees"
    TRADING = "trading"
    STATUTORY = "statutory"
    GRANTS = "grants"
    DONATIONS = "donations"
    OTHER = "other"

    @property
    def words(self) -> str:
        return {
            "fees": "fees from members",
            "statutory": "statutory bodies",
            "grants": "grants from trusts and the lottery",
            "donations": "donations and fundraising",
        }.get(self.value, self.value)


class Challenge(Worded):
    """A challenge to an organisation: one of the survey's nine."""

    INCOME = "income"
    AWARENESS = "awareness"
    CAPACITY = "capacity"
    RECRUITING = "recruiting"
    ENGAGING = "engaging"
    SPACE = "space"
    NETWORKING = "networking"
    SAFEGUARDING = "safeguarding"
    OTHER = "other"

    @property
    def words(self) -> str:
        return {
            "income": "generating income",
            "awareness": "increasing awareness of the organisation",
            "capacity": "lack of staff or volunteer capacity to deliver work",
            "recruiting": "recruiting volunteers",
            "engaging": "engaging service users",
            "space": "space to work in",
            "networking": "networking opportunities",
        }.get(self.value, self.value)


class PreferredWay(Worded):
    """How a person would rather be reached; blank is unknown."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    UNKNOWN = ""

    @property
    def words(self) -> str:
        return {"email": "e-mail", "": "unknown"}.get(self.value, self.value)

    @classmethod
    def read(cls, text: str, *, field: str, what: str = "") -> Self:
        return super().read(text, field=field, what=what or "way to reach a person")


MEMBERSHIPS = ("Better Together Consortium", "Medway Voluntary Action")
"""Networks that are offered; any other may be typed."""
