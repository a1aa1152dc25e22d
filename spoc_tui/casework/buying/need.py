"""What an organisation could use: a thing, hours, a skill. It is matched with what suppliers offer,
and the organisation hears of each match.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.buying.matching import Match
from spoc_tui.casework.buying.steps import NeedStep
from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.dates.working_days import ONE_DAY
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import Linked, day, line, link, rows, text, yes_no
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.organisations.wards import wards_in
from spoc_tui.casework.records.link import ANY_RECORD

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now


@dataclass(frozen=True, kw_only=True, repr=False)
class Heard(RecordRow):
    """That the organisation heard of a match."""

    other: Linked = link("Of", ANY_RECORD, "what it was told of", needed=True)
    on: date = day("Told", "the day", needed=True, past=True)
    words: str = line("In words", "what was agreed", column=0)


@dataclass(frozen=True, kw_only=True, repr=False)
class Need(DeclaredRecord):
    """What an organisation could use."""

    organisation: Linked = link("Organisation", "organisation", "whose need it is", needed=True)
    what: str = line("What", "what it could use", needed=True, searched=True, column=0)
    ward: str = line("Ward", "where it is wanted", searched=True, column=14)
    until: date | None = day("Until", "the last day of use; blank: any time", column=10)
    quote: bool | None = yes_no("May be quoted", "whether procurement may; blank: not asked")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    heard: tuple[Heard, ...] = rows("Told of", Heard, typed=False)
    met: date | None = day("Met", typed=False)
    matches: tuple[Match, ...] = ()

    @property
    def subject(self) -> str:
        return self.what

    @property
    def ward_names(self) -> tuple[str, ...]:
        """Those in which it is wanted."""
        return wards_in(self.ward)

    @property
    def untold(self) -> tuple[Match, ...]:
        """The matches of which the organisation has not heard since they are there."""
        told = {(one.other.uid, one.on) for one in self.heard}
        return tuple(
            one
            for one in self.matches
            if not any(uid == one.uid and on >= one.on for uid, on in told)
        )


def settle(one: Need) -> NeedStep:
    """Whether it was met."""
    if one.met is not None:
        return NeedStep.MET
    return NeedStep.WANTED if one.is_open else NeedStep.CLOSED


def due(one: Need, days: WorkingDays) -> Iterator[Due]:
    """That the organisation hears of each match; whether it may be quoted; its end."""
    for each in one.untold:
        yield Due("tell match", each.on, each.reference)
    began = london_date(one.began_at) if one.began_at else date.min
    if one.quote is None:
        yield Due("may we quote", began, "by procurement: ask them", band=TIDY)
    if one.until is not None:
        yield Due("still wanted", one.until + ONE_DAY, "its last day has passed", band=TIDY)


def says(one: Need) -> Iterator[tuple[str, str, str]]:
    """What it matches."""
    yield "matches", "Matches", "\n".join(each.described for each in one.matches)


def require_untold(one: Need) -> None:
    """Refuses to tell of what is not matched, or was told."""
    if not one.matches:
        raise Refused(f"Nothing is matched with {one.reference} yet.")
    if not one.untold:
        raise Refused(f"{one.who} has heard of each match of {one.reference}.")


@act(
    "Tell of a match",
    "match told",
    needs=require_untold,
    recalls=lambda one: "\n".join(each.described for each in one.untold),
    asks={
        "match": line("Match", "the reference of the offer; blank: each"),
        "words": line("In words", "what was agreed"),
        "on": day("On", "blank: today", past=True),
    },
)
def tell_match(one: Need, now: Now, *, match: str, words: str, on: date | None) -> Change:
    """The organisation hears what is there for it, and says whether it is of use."""
    day = on or now.today
    its = [each for each in one.untold if not match or each.reference == match.strip().upper()]
    if not its:
        there = ", ".join(each.reference for each in one.untold)
        raise BadInput(f"“{match[:40]}” is no match to tell of. There is: {there}.", field="match")
    early = next((each for each in its if day < each.on), None)
    if early is not None:
        raise BadInput(
            f"{early.reference} was matched on {show_day(early.on)}: nobody heard of it before.",
            field="on",
        )
    new = tuple(Heard(other=Linked(each.uid, each.reference), on=day, words=words) for each in its)
    named = ", ".join(each.reference for each in its)
    text = ": ".join(filter(None, (named, words)))
    return Change({"heard": (*one.heard, *new)}, text=text)


@act(
    "It is met",
    "met",
    begins=NeedStep.MET,
    ends=True,
    asks={"why": text("How", "by what it was met", needed=True)},
)
def meet(one: Need, now: Now, *, why: str) -> Change:
    """The organisation has what it could use."""
    return Change({"met": now.today}, text=why)


def likely(one: Need) -> Iterator[str]:
    """A match is told; it is met."""
    if one.untold:
        yield "tell-match"
    yield "meet"


ACTS: tuple[Act[Any], ...] = (tell_match, meet, reopening(lambda one: ("met",)))
KIND = Kind(
    code="need",
    letters="NED",
    called="need",
    plural="needs",
    record=Need,
    area="buying",
    steps=NeedStep,
    acts=ACTS,
    likely=likely,
    settle=settle,
    due=due,
    says=says,
    reads=("matches",),
    leads_to=("offer", "feedback", "enquiry"),
)
