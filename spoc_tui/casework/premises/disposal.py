"""The owner of listed land wants to sell: until when that must wait, who is warned, who would
buy it.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import DayAndTime, show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.act import Change, Values, act
from spoc_tui.casework.kinds.asking import WHO_FIELD, party_of
from spoc_tui.casework.kinds.fields import Linked, day, day_time, line, link, text, yes_no
from spoc_tui.casework.kinds.kind import Due, Kind, Takes
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.premises import papers
from spoc_tui.casework.premises.clocks import moratorium, shown_before
from spoc_tui.casework.premises.places import UPRN_HELP, check_place
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import counted, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

ON = day("On", "blank: today", past=True)


class Step(Worded):
    """Where a disposal stands."""

    NOTICE = "notice-received"
    INTEREST = "group-interested"
    SOLD = "sold"
    ENDED = "ended"


class Role(Worded):
    """What those are who are warned of it, or are interested."""

    GROUP = "group"
    TENANT = "tenant"
    BIDDER = "bidder"
    COUNCILLOR = "councillor"

    @property
    def words(self) -> str:
        return {"group": "group of the ward", "bidder": "would bid"}.get(self.value, self.value)


@dataclass(frozen=True, kw_only=True, repr=False)
class Disposal(DeclaredRecord):
    """The notice of an owner who wants to dispose of land that is listed."""

    property: str = line("Property", "the building or ground", needed=True, searched=True, column=0)
    received: DayAndTime = day_time(
        "Received", "when the council had the notice", needed=True, past=True, column=19
    )
    listing: Linked | None = link("Listing", "listing", "by which it is protected")
    owner: str = line("Owner", "who would sell", searched=True, personal=True)
    uprn: str = line("UPRN", UPRN_HELP, most=40, searched=True)
    postcode: str = line("Postcode", "of the building", most=20, searched=True)
    ward: str = line("Ward", "whose groups are warned; blank: that of the postcode", searched=True)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    interim_end: date | None = day("Interim ends", "when interest must be in", typed=False)
    work_to: date | None = day("Work to", "the last working day by then", typed=False, column=10)
    full_end: date | None = day("Full ends", "where a group is interested", typed=False)
    protected_end: date | None = day("Protected until", typed=False)
    right_to_buy: bool | None = yes_no(
        "Right to buy", "whether the 2026 Act counts, as its figure says", typed=False
    )
    working: str = text("How counted", typed=False)
    interest: date | None = day("Interest", "when the first group asked in time", typed=False)
    quiet: date | None = day("No interest", "no group had asked by then", typed=False)
    sold: date | None = day("Sold", typed=False)
    sold_to: str = line("Sold to", typed=False, personal=True)

    @builtins.property  # “property” is a field here
    def subject(self) -> str:
        return self.property

    @builtins.property
    def to_warn(self) -> tuple[Party, ...]:
        """Those who stand on it and have not been told, nor passed over."""
        return tuple(one for one in self.parties if one.told is None and not one.excused)


def check(one: Disposal) -> None:
    """Its building has a name, and its numbers can be such."""
    check_place(one, one.property, "property")


def require_to_warn(one: Disposal) -> None:
    """Refuses where nobody is to be told any more."""
    if not one.to_warn:
        raise Refused(
            f"Everybody who stands on {one.reference} was told. Give it its ward if nobody does."
        )


def _told(one: Disposal, who: Party, on: date) -> Party:
    require_order(one.received.day, on, "Nobody was told before the notice came", "on")
    return party.tell(who, on)


def _numbered(one: Disposal) -> str:
    """Those who are still to be told, each by its number on the record."""
    waiting = {each.key for each in one.to_warn}
    return "\n".join(f"{each.number}. {each.who}" for each in one.parties if each.key in waiting)


@act(
    "Warn one of them",
    "warned",
    needs=require_to_warn,
    recalls=_numbered,
    asks={"who": WHO_FIELD, "on": ON},
)
def tell(one: Disposal, now: Now, *, who: str, on: date | None) -> Change:
    """A group of the ward, or the tenant, heard that it is to be sold, and by when they may bid."""
    told = _told(one, party_of(one, who), on or now.today)
    return Change(text=told.who, then=(told,))


@act("Warn all of them", "all warned", needs=require_to_warn, asks={"on": ON})
def tell_all(one: Disposal, now: Now, *, on: date | None) -> Change:
    """All who stand on it and were not told yet were, by one letter."""
    told = tuple(_told(one, each, on or now.today) for each in one.to_warn)
    return Change(text=names_in_short([each.who for each in told]), then=told)


@act(
    "Pass one over",
    "passed over",
    needs=require_to_warn,
    recalls=_numbered,
    asks={"who": WHO_FIELD, "why": line("Why", "why they are not told", needed=True)},
)
def excuse(one: Disposal, now: Now, *, who: str, why: str) -> Change:
    """One of them is not told, for a reason."""
    found = party_of(one, who)
    if found.told is not None:
        raise Refused(f"{found.who} was told already, on {show_day(found.told)}.")
    return Change(text=f"{found.who}: {why}", then=(replace(found, excused=why),))


@act(
    "A group would bid",
    "interested",
    asks={
        "organisation": link("Organisation", "organisation", "that asked in writing", needed=True),
        "on": ON,
    },
)
def interested(one: Disposal, now: Now, *, organisation: Linked, on: date | None) -> Change:
    """A group asked in writing to be treated as a bidder: in time, the full moratorium runs."""
    day = on or now.today
    require_order(one.received.day, day, "No group could ask before the notice came", "on")
    new = Party(
        role=Role.BIDDER.value,
        organisation=organisation,
        asked=day,
        answered=day,
        answer="would bid",
        told=day,
    )
    if any(each.key == new.key for each in one.parties):
        raise Refused(f"{organisation.name} asked on {one.reference} already.")
    heard = [
        replace(each, told=day)
        for each in one.to_warn
        if each.organisation is not None and each.organisation.uid == organisation.uid
    ]
    if one.interim_end is not None and day > one.interim_end:
        late = f"after the interim period ended on {show_day(one.interim_end)}: ask Legal"
        return Change(text=f"{organisation.name}, {late}", then=(new, *heard))
    first = min(filter(None, (one.interest, day)))
    return Change({"interest": first}, text=organisation.name, then=(new, *heard))


def require_over_and_quiet(one: Disposal) -> None:
    """Refuses where a group asked in time, or there is no interim period."""
    if one.interest is not None:
        raise Refused(f"A group asked on {one.reference} on {show_day(one.interest)}.")
    if one.interim_end is None:
        raise Refused(f"{one.reference} has no interim period: the Act of its day has none.")
    if one.quiet is not None:
        raise Refused(f"That was said of {one.reference} on {show_day(one.quiet)}.")


@act("Say that nobody asked in time", "no interest", needs=require_over_and_quiet)
def no_interest(one: Disposal, now: Now) -> Change:
    """The interim period is over and no group asked: the owner may sell until the protected time
    ends.
    """
    if one.interim_end is not None and now.today <= one.interim_end:
        raise Refused(f"{one.reference}: a group may still ask, until {show_day(one.interim_end)}.")
    return Change({"quiet": now.today})


@act(
    "It is sold",
    "sold",
    begins=Step.SOLD,
    ends=True,
    asks={"to": line("To", "who bought it", needed=True), "on": ON},
)
def sell(one: Disposal, now: Now, *, to: str, on: date | None) -> Change:
    """The owner sold it; whether that was too early is said."""
    day = on or now.today
    require_order(one.received.day, day, "It was not sold before the notice came", "on")
    until = one.full_end if one.interest or one.interim_end is None else one.interim_end
    early = until is not None and day <= until
    words = f"{to}, before {show_day(until)}: ask Legal" if early and until else to
    return Change({"sold": day, "sold_to": to}, text=words)


@act(
    "Nothing comes of it",
    "ended",
    begins=Step.ENDED,
    ends=True,
    asks={"why": text("Why", "withdrawn, or the protected time is over", needed=True)},
)
def close(one: Disposal, now: Now, *, why: str) -> Change:
    """It is not sold under this notice, for a reason."""
    return Change(text=why)


reopen = reopening(lambda one: ("sold", "sold_to"))


def settle(one: Disposal) -> Step:
    """By whether a group asked in time, and whether it is over."""
    if one.sold is not None:
        return Step.SOLD
    if not one.is_open:
        return Step.ENDED
    return Step.NOTICE if one.interest is None else Step.INTEREST


def works_out(
    one: Disposal, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Mapping[str, Any]:
    """Until when it must wait, by the Act that counts on the day of the notice."""
    return moratorium(figures, one.received.day, days).values


def of_listing(one: Any, values: Values) -> Values:
    """What a disposal has of the listing by which it is protected."""
    return {name: getattr(one, name) for name in ("owner", "uprn", "postcode", "ward")}


def likely(one: Disposal) -> Iterator[str]:
    """All are told; then a group asks, or it is sold."""
    if one.to_warn:
        yield from ("tell-all", "tell")
    yield from ("sell", "interested") if one.interest else ("interested", "sell")


def due(one: Disposal, days: WorkingDays) -> Iterator[Due]:
    """Who is to be warned, from the first day; that a group asks in time; when the owner may
    sell, and until when.
    """
    if one.to_warn:
        waiting = counted(len(one.to_warn), "group")
        yield Due("warn", one.received.day, f"{waiting} of the ward not told yet")
    elif not one.parties:
        nobody = f"no group of {one.ward} is on record" if one.ward else "its ward is not known"
        yield Due("whom to warn", one.received.day, nobody, band="tidy")
    if one.quiet is None and one.interest is None and one.work_to and one.interim_end:
        interim = f"no interest yet; the interim ends on {show_day(one.interim_end)}"
        yield Due("interest", one.work_to, interim, show=one.received.day)
    elif one.quiet is None and one.full_end is not None:
        shown = shown_before(one.full_end, days)
        yield Due("bar ends", one.full_end, "then the owner may sell", show=shown)
    if one.protected_end is not None:
        shown = shown_before(one.protected_end, days)
        yield Due("sell by", one.protected_end, "then a new notice is needed", show=shown)


KIND = Kind(
    code="disposal",
    letters="DSP",
    called="disposal",
    plural="disposals",
    record=Disposal,
    area="premises",
    steps=Step,
    acts=(tell_all, tell, interested, no_interest, excuse, sell, close, reopen),
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    takes=Takes("listing", of_listing),
    due=due,
    roles=Role,
    outcome=lambda one: one.received.day,
    comes_by="say when the notice came",
    calls_in=("ward", "postcode", "property", "uprn"),
    papers=(papers.WHO_MAY_BID,),
    leads_to=("feedback", "meeting", "enquiry"),
)
