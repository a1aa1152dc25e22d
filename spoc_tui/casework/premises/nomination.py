"""A group says that land is of community value: it is decided, and listed or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import DayAndTime, show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.act import Begin, Change, act
from spoc_tui.casework.kinds.fields import Linked, choice, day, day_time, line, link, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.premises import dated, papers
from spoc_tui.casework.premises.clocks import INDICATIVE, deadline, shown_before
from spoc_tui.casework.premises.listing import Listing
from spoc_tui.casework.premises.places import UPRN_HELP, check_place
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

ON = day("On", "blank: today", past=True)


class Step(Worded):
    """Where a nomination stands."""

    RECEIVED = "received"
    LISTED = "listed"
    NOT_LISTED = "not-listed"
    WITHDRAWN = "withdrawn"


class Body(Worded):
    """Who nominates: the law names which bodies may (SI 2012/2421 regulations 4 and 5)."""

    PARISH = "parish-council"
    FORUM = "neighbourhood-forum"
    UNINCORPORATED = "unincorporated-body"
    CHARITY = "charity"
    COMPANY = "company"
    SOCIETY = "registered-society"
    CIC = "cic"
    PERSON = "one-person"

    @property
    def words(self) -> str:
        return {
            "cic": "community interest company",
            "company": "company limited by guarantee",
            "unincorporated-body": "unincorporated body of 21 people or more",
        }.get(self.value, super().words)


class Excluded(Worded):
    """What land cannot be listed (SI 2012/2421 schedule 1)."""

    HOME = "home"
    CARAVANS = "caravan-site"
    OPERATIONAL = "operational-land"

    @property
    def words(self) -> str:
        return {"home": "a home, with its land", "caravan-site": "a caravan site"}.get(
            self.value, "operational land of a statutory undertaker"
        )


@dataclass(frozen=True, kw_only=True, repr=False)
class Nomination(DeclaredRecord):
    """The nomination of an asset of community value, and what was decided on it."""

    land: str = line("Land", "the building or ground", needed=True, searched=True, column=0)
    organisation: Linked = link("Nominated by", "organisation", "the body", needed=True)
    body: Body = choice("Body", Body, "of what kind the body is", needed=True)
    received: DayAndTime = day_time(
        "Received", "the day, and the time if it came late", needed=True, past=True
    )
    owner: str = line("Owner", "whose it is", searched=True, personal=True)
    uprn: str = line("UPRN", UPRN_HELP, most=40, searched=True)
    postcode: str = line("Postcode", "of the building", most=20, searched=True)
    ward: str = line("Ward", "blank: that of the postcode", searched=True)
    excluded: Excluded | None = choice(
        "Cannot be listed", Excluded, "where it is a home, a caravan site, operational land"
    )
    value: str = text("Value", "what it is to the community", searched=True)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    decide_by: date | None = day("Decide by", "the last day in time", typed=False, column=10)
    working: str = text("How counted", typed=False)
    decided: date | None = day("Decided", typed=False)
    listed: date | None = day("Listed", typed=False)
    listings: tuple[Listing, ...] = its.records("Listing", Listing, "nomination")

    @property
    def subject(self) -> str:
        return self.land

    @property
    def is_in_time(self) -> bool | None:
        """Whether it was decided in time; None: it is not decided."""
        if self.decided is None or self.decide_by is None:
            return None
        return self.decided <= self.decide_by


def check(one: Nomination) -> None:
    """It comes from a body, and names a building."""
    check_place(one, one.land, "land")
    if one.body is Body.PERSON:
        raise BadInput(
            "One person cannot nominate: it takes a parish council, a charity or a like body, or "
            "an unincorporated one of at least 21 local people (SI 2012/2421 regulation 5). Help "
            "them find one that will.",
            field="body",
        )


def require_listable(one: Nomination) -> None:
    """Refuses to list land of a kind that cannot be."""
    if one.excluded is not None:
        raise Refused(
            f"{one.reference} is {one.excluded.words}: such land cannot be listed (SI 2012/2421 "
            "schedule 1). Decide not to list it, for that reason."
        )


def _decided(one: Nomination, on: date) -> str:
    """Words on whether that is in time; BadInput where it is before it came."""
    require_order(one.received.day, on, "It was not decided before it was received", "on")
    late = one.decide_by is not None and on > one.decide_by
    return f"after the last day, {show_day(one.decide_by)}" if late and one.decide_by else ""


@act(
    "Enter it in the list",
    "listed",
    begins=Step.LISTED,
    ends=True,
    needs=require_listable,
    asks={
        "on": ON,
        "owner_told": day("Owner told", "when the owner had notice; blank: not yet", past=True),
    },
)
def enter(one: Nomination, now: Now, *, on: date | None, owner_told: date | None) -> Change:
    """It is of community value: its listing begins, and is linked."""
    day = on or now.today
    late = _decided(one, day)
    require_order(day, owner_told, "The owner had no notice before it was listed", "owner_told")
    values = {
        "land": one.land,
        "listed": day,
        "organisation": one.organisation,
        "nomination": Linked(one.uid, one.land),
        "owner": one.owner,
        "owner_told": owner_told,
        "uprn": one.uprn,
        "postcode": one.postcode,
        "ward": one.ward,
    }
    return Change({"decided": day, "listed": day}, text=late, then=(Begin("listing", values),))


@act(
    "It is not listed",
    "not listed",
    begins=Step.NOT_LISTED,
    ends=True,
    asks={"why": text("Why", "the reasons that the nominator is given", needed=True), "on": ON},
)
def refuse(one: Nomination, now: Now, *, why: str, on: date | None) -> Change:
    """It is not of community value, or cannot be listed: the nominator is told why."""
    day = on or now.today
    late = _decided(one, day)
    return Change({"decided": day}, text="; ".join(filter(None, (why, late))))


@act(
    "It is withdrawn",
    "withdrawn",
    begins=Step.WITHDRAWN,
    ends=True,
    asks={"why": text("Why", "why nothing is to be decided", needed=True)},
)
def close(one: Nomination, now: Now, *, why: str) -> Change:
    """Nothing is to be decided any more, for a reason."""
    return Change(text=why)


reopen = reopening(lambda one: ("decided", "listed"))


def settle(one: Nomination) -> Step:
    """Withdrawn is what ended and was not decided."""
    if one.listed is not None:
        return Step.LISTED
    if one.decided is not None:
        return Step.NOT_LISTED
    return Step.RECEIVED if one.is_open else Step.WITHDRAWN


def works_out(
    one: Nomination, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Mapping[str, Any]:
    """By when it is decided: so long after it was received, which is day 0."""
    last = deadline(figures, dated.DECIDED, "Received", one.received.day, "received", "after")
    return {"decide_by": last.day, "working": f"{last.working} {INDICATIVE}"}


def due(one: Nomination, days: WorkingDays) -> Iterator[Due]:
    """That it is decided; and a nominator that is no more."""
    if one.decide_by is not None:
        yield Due("decide", one.decide_by, one.working, show=shown_before(one.decide_by, days))
    body = one.stand.get(one.organisation.uid)
    if body is not None and body.state == "closed":
        words = f"{one.organisation.name} is closed: may it still nominate?"
        yield Due("ask group", one.received.day, words, band="tidy")


KIND = Kind(
    code="nomination",
    letters="NOM",
    called="nomination",
    plural="nominations",
    record=Nomination,
    area="premises",
    steps=Step,
    acts=(enter, refuse, close, reopen),
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    papers=(papers.HELP_SHEET,),
    leads_to=("listing", "disposal", "enquiry"),
)
