"""The papers of the area, and what is published of it: what each is made of, what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.kinds.paper import AreaPaper, Paper

if TYPE_CHECKING:
    from spoc_tui.casework.funding.award import Award
    from spoc_tui.casework.funding.bid import Bid
    from spoc_tui.casework.funding.model import Model
    from spoc_tui.casework.organisations.identifiers import Identifier

JOINT_BID = Paper(
    "sheet",
    "Joint-bid sheet",
    "Write the sheet of a joint bid: the fund, what is asked for, who leads, who the partners are "
    "and what each said.",
    goes_out=True,
)
ENDINGS = AreaPaper(
    "endings",
    "What ends when",
    "Write which awards end when, what they come to, and by when notice is given: of all, of one "
    "directorate for those who commission, or of one organisation.",
    goes_out=False,
    of_one=("directorate", "organisation"),
)
LIBRARY = AreaPaper(
    "library",
    "Models elsewhere",
    "Write the library of models for recommendation 2a: how money reaches the sector elsewhere, "
    "with sums, years, sources, and whether each is still so.",
    goes_out=False,
)
TRANSPARENCY = AreaPaper(
    "transparency",
    "Grants for the Transparency Code",
    "Write the council’s grants of a financial year as the Transparency Code 2015 asks. For each: "
    "date, period, department, beneficiary, registration number, purpose, amount.",
    goes_out=True,
    of_a_year=True,
    forms=("csv",),
)
GIVING = AreaPaper(
    "360giving",
    "Grants as 360Giving data",
    "Write the council’s awards as 360Giving data (schema 1.4.3). The council’s name, its org-id "
    "and its 360Giving prefix are settings: publisher, org_id and grants_prefix.",
    goes_out=True,
    forms=("json", "csv"),
)
NEWS = AreaPaper(
    "news",
    "Funding news",
    "Write the news of money for groups: what can be bid for together, what became of bids, and "
    "who gave by an open call. Say for whom: those of a tag, a size, a ward.",
    goes_out=True,
    for_groups=True,
)
AREA_PAPERS = (ENDINGS, NEWS, LIBRARY, TRANSPARENCY, GIVING)
"""Those that are of no one record."""
NOT_SIZED = "size not known"


class Publisher(NamedTuple):
    """Who publishes grants, as the settings say; blank where they do not."""

    name: str = ""
    org_id: str = ""
    prefix: str = ""


class Recipient(NamedTuple):
    """What is known of whoever has an award."""

    name: str
    identifiers: tuple[Identifier, ...]
    size: str
    """Its size band, in words; blank: not known."""

    @property
    def registered(self) -> str:
        """Its numbers in registers: “GB-CHC-1123456, GB-COH-01234567”; blank: it has none."""
        return ", ".join(one.text for one in self.identifiers)


@dataclass(frozen=True)
class BidFacts:
    """A bid: what its sheet is made of."""

    bid: Bid
    today: date
    officer: str


@dataclass(frozen=True)
class MoneyFacts:
    """What a paper of the area is made of."""

    paper: AreaPaper
    awards: tuple[Award, ...]
    """What ends first comes first; of which it is not known, last."""
    bids: tuple[Bid, ...]
    """What closes first comes first; of which it is not known, last."""
    models: tuple[Model, ...]
    recipients: Mapping[str, Recipient]
    """By the uid that an award's organisation is read as."""
    directorates: Mapping[str, str]
    """By team, its directorate's name."""
    of: str
    """The one directorate or organisation, or for whom it is; blank: all."""
    year: int
    """In which the financial year begins."""
    publisher: Publisher
    today: date
    officer: str

    def recipient(self, one: Award) -> Recipient:
        """Who has an award."""
        return self.recipients[one.read_as(one.organisation)]

    def department(self, one: Award) -> str:
        """The team that gives it and its directorate, or the funder in words."""
        if one.team is None:
            return one.funder
        named = (one.team.name, self.directorates.get(one.team.uid, ""))
        return ", ".join(dict.fromkeys(filter(None, named)))


class LeftOut(NamedTuple):
    """An award that is not published, and what of it is lacking."""

    reference: str
    what: str
    why: str


def financial_year(year: int) -> tuple[date, date]:
    """The first and the last day of the financial year that begins in a year."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def year_of(day: date) -> int:
    """The year in which the financial year of a day begins."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def by_size(awards: Sequence[Award], facts: MoneyFacts) -> list[tuple[str, int, int]]:
    """By size band of who has them: how many awards, and what they come to in pence; the most
    money first.
    """
    counts: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for one in awards:
        band = facts.recipient(one).size or NOT_SIZED
        counts[band] += 1
        sums[band] += one.amount
    return sorted(
        ((band, counts[band], sums[band]) for band in counts), key=lambda row: (-row[2], row[0])
    )


def notice_words(one: Award, today: date) -> str:
    """“given Mon 7 Dec 2026”, “by Thu 31 Dec 2026”, “was due by …: none is on record”."""
    from spoc_tui.casework.dates.when import show_day

    if one.is_renewed:
        return "renewed"
    if one.noticed is not None:
        late = ", late" if one.has_short_notice(today) else ""
        return f"given {show_day(one.noticed)}{late}"
    if one.notice_by is None:
        return ""
    if one.has_short_notice(today):
        return f"was due by {show_day(one.notice_by)}: none is on record"
    return f"by {show_day(one.notice_by)}"


def against_keeping_notice(one: Award, today: date) -> str:
    """The sentence that an award is offered with as evidence against a commitment to give notice:
    its notice was late, or its day has passed and none is on record. Blank: it is none.
    """
    if not one.has_short_notice(today) or one.notice_by is None:
        return ""
    return f"{one.called}: notice of its end {notice_words(one, today)}."
