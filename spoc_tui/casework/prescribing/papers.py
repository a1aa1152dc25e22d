"""The papers of prescribing: what each is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.kinds.paper import AreaPaper, Paper
from spoc_tui.casework.prescribing.rows import month_after

if TYPE_CHECKING:
    from spoc_tui.casework.organisations.organisation import Organisation
    from spoc_tui.casework.prescribing.assurance import Assurance
    from spoc_tui.casework.prescribing.service import Service

CARD = Paper(
    "card",
    "Card for council staff",
    "Write the card of a service for colleagues: for whom it is, when and where, whether it has "
    "room, what to say, and whom to ring.",
    goes_out=True,
)
REQUEST = Paper(
    "request",
    "Request for assurance",
    "Write to those who are asked: what is to be assured, why, with what is known of room and "
    "money, and by when.",
    goes_out=True,
    at_steps=("asked", "answered"),
)
RESOURCE = AreaPaper(
    "resource",
    "Resource follows referral",
    "Write the note for the board: for each organisation how many were referred in the last twelve "
    "months, what room there is, and what money: of all, or of one organisation.",
    goes_out=False,
    of_one=("organisation",),
)
DIRECTORY = AreaPaper(
    "directory",
    "Directory as Open Referral UK data",
    "Write the services as Open Referral UK data (3.0), as JSON or CSV: those of organisations "
    "that agreed to be published. No person is in it.",
    goes_out=True,
    forms=("json", "csv"),
)
AREA_PAPERS = (RESOURCE, DIRECTORY)
"""Those that are of no one record."""
MONTHS = 12
"""How many whole months the note for the board goes back."""
UNDER_RECORDED = (
    "Counts of referrals say less than there was: much of what practices do about social needs is "
    "recorded under other codes, or not at all. They come from the services, as far as these give "
    "them."
)
"""Said beside every figure of referrals."""


@dataclass(frozen=True)
class CardFacts:
    """A service, and how it is reached."""

    paper: Paper
    service: Service
    organisation: Organisation
    rings: str
    """Whom to ring: “01634 960001”; blank: no number is known."""
    today: date
    officer: str


@dataclass(frozen=True)
class RequestFacts:
    """A question, and what is known that bears on it."""

    paper: Paper
    assurance: Assurance
    services: tuple[Service, ...]
    today: date
    officer: str


@dataclass(frozen=True)
class ResourceFacts:
    """Services by organisation: what the note for the board is made of."""

    paper: AreaPaper
    services: tuple[Service, ...]
    organisations: Mapping[str, Organisation]
    """By the uid that a service's organisation is read as."""
    of: str
    """The one organisation; blank: all."""
    today: date
    officer: str

    def organisation(self, one: Service) -> Organisation:
        """Whose a service is."""
        return self.organisations[one.read_as(one.organisation)]


class LeftOut(NamedTuple):
    """A service that is not published, and why."""

    reference: str
    what: str
    why: str


class Totals(NamedTuple):
    """What some services come to in some months."""

    referred: int
    turned_away: int
    unfunded: int
    """Of those referred, in months without money."""


def months_before(today: date) -> tuple[date, ...]:
    """The first days of the last twelve whole months, the earliest first."""
    first = date(today.year - 1, today.month, 1)
    months = [first]
    while len(months) < MONTHS:
        months.append(month_after(months[-1]))
    return tuple(months)


def totals(services: Iterable[Service], months: Collection[date]) -> Totals:
    """What these services come to in these months."""
    its = list(services)
    counted = [each for one in its for each in one.months if each.month in months]
    without = [each for one in its for each in one.gaps if each.month in months]
    return Totals(
        sum(each.referred for each in counted),
        sum(each.turned_away or 0 for each in counted),
        sum(each.referred for each in without),
    )


Facts = CardFacts | RequestFacts | ResourceFacts
