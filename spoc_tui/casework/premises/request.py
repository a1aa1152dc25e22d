"""A group looks for somewhere to meet: what it needs, which spaces it was offered, what came of
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.clocks import working_days_after
from spoc_tui.casework.kinds.fields import (
    Linked,
    day,
    line,
    link,
    money,
    number,
    rows,
    text,
)
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.kinds.rows import numbered
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.premises.matching import Fit, Wanted, fitting
from spoc_tui.casework.premises.space import Space
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

ANSWERED_IN = 10
"""So many working days after it was asked something is offered."""
MOST_SHOWN = 8
ON = day("On", "blank: today", past=True)


class Step(Worded):
    """Where a request stands."""

    ASKED = "asked"
    OFFERED = "offered"
    AGREED = "agreed"
    NONE = "none"

    @property
    def words(self) -> str:
        return {"none": "nothing found"}.get(self.value, self.value)


@dataclass(frozen=True, kw_only=True, repr=False)
class Offer(RecordRow):
    """A space that was offered, and whether it did."""

    space: Linked = link("Space", "space", "that was offered", needed=True, column=0)
    on: date = day("On", "the day", needed=True, column=10)
    declined: str = line("Not taken", "why it did not do", said=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class Request(DeclaredRecord):
    """What a group needs a space for, and what came of that."""

    organisation: Linked = link("Organisation", "organisation", "who asks", needed=True)
    need: str = line("Need", "what for, how often", needed=True, searched=True, column=0)
    ward: str = line("Ward", "where it would be best; blank: anywhere", searched=True, column=18)
    people: int | None = number("People", "how many come; blank: not known", least=1, column=6)
    budget: int | None = money("At most", "what they can pay for an hour; blank: not known")
    starts: date | None = day("From", "when they would begin")
    times: str = line("When", "Tuesday evenings")
    access: str = line("Access", "what they cannot do without", searched=True)
    asked: date | None = day("Asked", "blank: the day it is put on record", past=True)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    offers: tuple[Offer, ...] = rows("Offered", Offer, typed=False)
    space: Linked | None = link("Space", "space", "that they have", typed=False)
    agreed: date | None = day("Agreed", typed=False)
    given_up: date | None = day("Given up", "nothing was found", typed=False)
    theme: Linked | None = link("Why nothing", "theme", typed=False)
    spaces: tuple[Space, ...] = ()
    """All that are to be had today."""

    @property
    def subject(self) -> str:
        return self.need

    @property
    def fits(self) -> list[Fit]:
        """The spaces that fit and were not offered yet, the best first."""
        offered = {each.space.uid for each in self.offers}
        wanted = Wanted(self.ward, self.people, self.budget)
        return [one for one in fitting(self.spaces, wanted) if one.space.uid not in offered]

    @property
    def waiting(self) -> tuple[Offer, ...]:
        """What was offered, and was not declined."""
        return tuple(each for each in self.offers if not each.declined)


def fits_in_words(one: Request) -> str:
    """The spaces that fit, a line each."""
    fits = one.fits
    more = [f"and {len(fits) - MOST_SHOWN:,} more"] if len(fits) > MOST_SHOWN else []
    return "\n".join([*(fit.words for fit in fits[:MOST_SHOWN]), *more])


def says(one: Request) -> Iterator[tuple[str, str, str]]:
    """The spaces that fit, while something is looked for."""
    looks = one.is_open and one.agreed is None
    yield "fits", "Spaces that fit", (fits_in_words(one) or "none") if looks else ""


def require_fits(one: Request) -> None:
    """Refuses where no space fits that was not offered."""
    if not one.fits:
        raise Refused(
            f"No space fits {one.reference} that was not offered. Ask Property, or offer another."
        )


def require_offered(one: Request) -> None:
    """Refuses where nothing was offered that they could have."""
    if not one.waiting:
        raise Refused(f"Nothing is offered on {one.reference}. Offer a space first.")


def _with(one: Request, spaces: list[Linked], on: date) -> Change:
    require_order(one.asked, on, "Nothing is offered before it is asked for", "on")
    new = tuple(Offer(space=each, on=on) for each in spaces)
    return Change({"offers": (*one.offers, *new)}, text=names_in_short([s.name for s in spaces]))


@act(
    "Offer a space",
    "offered",
    recalls=fits_in_words,
    asks={"space": link("Space", "space", "its number or name", needed=True), "on": ON},
)
def offer(one: Request, now: Now, *, space: Linked, on: date | None) -> Change:
    """A space is offered to them, whether it fits or not."""
    if any(each.space.uid == space.uid for each in one.offers):
        raise Refused(f"{space.name} was offered on {one.reference} already.")
    return _with(one, [space], on or now.today)


@act("Offer all that fit", "all that fit offered", needs=require_fits, recalls=fits_in_words)
def offer_fitting(one: Request, now: Now) -> Change:
    """Every space that fits by ward, size and price is offered, but for those of other wards where
    one of their own does.
    """
    fits = one.fits
    own = [fit for fit in fits if not fit.other_ward] or fits
    return _with(one, [Linked(fit.space.uid, fit.space.subject) for fit in own], now.today)


def _numbered(one: Request) -> str:
    return numbered(one.offers)


@act(
    "They do not take one",
    "not taken",
    needs=require_offered,
    recalls=_numbered,
    asks={
        "number": number("Number", "of the offer", needed=True, least=1, most=1_000),
        "why": line("Why", "too dear, too far, steps", needed=True),
    },
)
def decline(one: Request, now: Now, *, number: int, why: str) -> Change:
    """One of the spaces that were offered does not do, for a reason."""
    _require_number(one, number)
    declined = replace(one.offers[number - 1], declined=why)
    offers = (*one.offers[: number - 1], declined, *one.offers[number:])
    return Change({"offers": offers}, text=f"{declined.space.name}: {why}")


@act(
    "They have one",
    "agreed",
    begins=Step.AGREED,
    ends=True,
    needs=require_offered,
    recalls=_numbered,
    asks={
        "number": number("Number", "of the offer; blank: the only one", least=1, most=1_000),
        "on": ON,
    },
)
def agree(one: Request, now: Now, *, number: int | None, on: date | None) -> Change:
    """They have a space that was offered."""
    if number is None:
        if len(one.waiting) > 1:
            raise BadInput("Several were offered. Say which, by its number.", field="number")
        (taken,) = one.waiting
    else:
        _require_number(one, number)
        taken = one.offers[number - 1]
    day = on or now.today
    require_order(taken.on, day, "It was not agreed before it was offered", "on")
    return Change({"space": taken.space, "agreed": day}, text=taken.space.name)


def _require_number(one: Request, number: int) -> None:
    if number > len(one.offers):
        raise BadInput(f"They are numbered 1 to {len(one.offers)}.", field="number")


@act(
    "Nothing is found",
    "nothing found",
    begins=Step.NONE,
    ends=True,
    asks={
        "why": text("Why", "why nothing does, or they need none any more", needed=True),
        "theme": link("Theme", "theme", "what stands in the way; blank: none of them"),
    },
)
def close(one: Request, now: Now, *, why: str, theme: Linked | None) -> Change:
    """Nothing came of it, for a reason; by its theme such reasons are counted."""
    return Change({"theme": theme, "given_up": now.today}, text=why)


reopen = reopening(lambda one: ("space", "agreed", "given_up", "theme"))


def settle(one: Request) -> Step:
    """Agreed where they have one; nothing found is what ended without."""
    if one.agreed is not None:
        return Step.AGREED
    if not one.is_open:
        return Step.NONE
    return Step.OFFERED if one.waiting else Step.ASKED


def works_out(one: Request, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """The day on which they asked: where none is given, that on which it was put on record."""
    began = london_date(one.began_at) if one.began_at else None
    return {"asked": one.asked or began}


def likely(one: Request) -> Iterator[str]:
    """An offer, then whether they take it."""
    if one.waiting:
        yield from ("agree", "decline")
    yield from ("offer-fitting", "offer") if one.fits else ("offer",)


def due(one: Request, days: WorkingDays) -> Iterator[Due]:
    """Something is to be offered in time; then they are to say whether they take it."""
    if one.waiting:
        last = max(each.on for each in one.waiting)
        yield Due("ask if taken", *working_days_after("Offered", last, ANSWERED_IN, days))
    elif one.asked is not None:
        yield Due("offer", *working_days_after("Asked", one.asked, ANSWERED_IN, days))


KIND = Kind(
    code="request",
    letters="REQ",
    called="request",
    plural="requests",
    record=Request,
    area="premises",
    steps=Step,
    acts=(offer_fitting, offer, agree, decline, close, reopen),
    likely=likely,
    settle=settle,
    works_out=works_out,
    due=due,
    beside={"spaces": "space"},
    says=says,
    leads_to=("holding", "feedback", "enquiry"),
)
