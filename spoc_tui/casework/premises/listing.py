"""An asset of community value on the council's list: until when, and whether the owner objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.running_out import Term
from spoc_tui.casework.premises import dated, lists
from spoc_tui.casework.premises.clocks import INDICATIVE, Way, deadline, shown_before
from spoc_tui.casework.premises.disposal import Disposal
from spoc_tui.casework.premises.places import UPRN_HELP, check_place
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

ENDS_SHOWN = 6
"""So many months before its end the desk says that it is to be nominated again."""
ON = day("On", "blank: today", past=True)


class Step(Worded):
    """Where a listing stands."""

    LISTED = "listed"
    REVIEW_ASKED = "review-asked"
    ENDED = "ended"


class Outcome(Worded):
    """What a review came to."""

    STAYS = "stays"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True, repr=False)
class Listing(DeclaredRecord):
    """An entry in the list of assets of community value."""

    land: str = line("Land", "the building or ground", needed=True, searched=True, column=0)
    listed: date = day("Listed", "the day of the entry", needed=True, past=True)
    organisation: Linked | None = link("Nominated by", "organisation", "the body")
    nomination: Linked | None = link("Nomination", "nomination", "that it came of")
    owner: str = line("Owner", "whose it is", searched=True, personal=True)
    owner_told: date | None = day("Owner told", "the day of the notice to the owner", past=True)
    uprn: str = line("UPRN", UPRN_HELP, most=40, searched=True)
    postcode: str = line("Postcode", "of the building", most=20, searched=True)
    ward: str = line("Ward", "blank: that of the postcode", searched=True, column=18)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    ends: date | None = day("Ends", "the last day on the list", typed=False, column=10)
    review_by: date | None = day("Review by", "the owner’s last day to ask", typed=False)
    working: str = text("How counted", typed=False)
    review_asked: date | None = day("Review asked", "by the owner", typed=False)
    reviewed: date | None = day("Reviewed", typed=False)
    disposals: tuple[Disposal, ...] = its.records("Notices of disposal", Disposal, "listing")

    @property
    def subject(self) -> str:
        return self.land


def check(one: Listing) -> None:
    """It names a building; the owner had notice once it was listed."""
    check_place(one, one.land, "land")
    require_order(
        one.listed, one.owner_told, "The owner had no notice before it was listed", "owner_told"
    )


def require_review(one: Listing) -> None:
    """Refuses what makes sense only while a review is asked for."""
    if one.review_asked is None or one.reviewed is not None:
        raise Refused(f"No review of {one.reference} is asked for.")


def require_no_review(one: Listing) -> None:
    """Refuses a second review."""
    if one.review_asked is not None:
        raise Refused(f"A review of {one.reference} was asked on {show_day(one.review_asked)}.")


@act("The owner asks for a review", "review asked", needs=require_no_review, asks={"on": ON})
def ask_review(one: Listing, now: Now, *, on: date | None) -> Change:
    """The owner does not agree, and asks the council to look again."""
    day = on or now.today
    require_order(one.owner_told or one.listed, day, "That is before the owner had notice", "on")
    late = one.review_by is not None and day > one.review_by
    text = f"after the last day, {show_day(one.review_by)}" if late and one.review_by else ""
    return Change({"review_asked": day}, text=text)


@act(
    "It is reviewed",
    "reviewed",
    needs=require_review,
    asks={
        "outcome": choice("Outcome", Outcome, "stays or removed", needed=True),
        "on": ON,
    },
)
def review(one: Listing, now: Now, *, outcome: Outcome, on: date | None) -> Change:
    """The council looked again: it stays on the list, or is taken off, and then it is over."""
    day = on or now.today
    require_order(one.review_asked, day, "It was not reviewed before that was asked", "on")
    gone = outcome is Outcome.REMOVED
    return Change({"reviewed": day}, text=outcome.words, ends=gone)


@act(
    "It is off the list",
    "off the list",
    begins=Step.ENDED,
    ends=True,
    asks={"why": text("Why", "its years are over, it was sold, it was removed", needed=True)},
)
def close(one: Listing, now: Now, *, why: str) -> Change:
    """It is on the list no more, for a reason."""
    return Change(text=why)


def settle(one: Listing) -> Step:
    """It is listed until it is off the list; a review that is asked for is said before."""
    if not one.is_open:
        return Step.ENDED
    asked = one.review_asked is not None and one.reviewed is None
    return Step.REVIEW_ASKED if asked else Step.LISTED


def works_out(one: Listing, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """Its last day, and the owner's to ask for a review, both beginning with a day."""
    begins: Way = "beginning with"
    last = deadline(figures, dated.LISTED, "Listed", one.listed, "listed", begins)
    lines, review_by = [last.working], None
    if one.owner_told is not None:
        by = deadline(
            figures,
            dated.OWNER_REVIEW,
            "Owner had notice",
            one.owner_told,
            "owner_told",
            begins,
        )
        review_by = by.day
        lines.append(by.working)
    return {"ends": last.day, "review_by": review_by, "working": "\n".join([*lines, INDICATIVE])}


def due(one: Listing, days: WorkingDays) -> Iterator[Due]:
    """That the owner has notice; until when a review may be asked for, and that it is done; its
    end, by which it is to be nominated again.
    """
    if one.owner_told is None:
        yield Due("tell owner", one.listed, "no day is known", band="tidy")
    if one.review_by is not None and one.review_asked is None:
        shown = shown_before(one.review_by, days)
        yield Due("owner review", one.review_by, "until then", show=shown)
    if one.review_asked is not None and one.reviewed is None:
        yield Due("review", one.review_asked, "the owner asked for it", band="tidy")
    for each in Term(ends=one.ends, ends_shown=ENDS_SHOWN).due(days):
        yield each._replace(words="is it to be nominated again?")


KIND = Kind(
    code="listing",
    letters="LST",
    called="listing",
    plural="listings",
    record=Listing,
    area="premises",
    steps=Step,
    acts=(ask_review, review, close),
    settle=settle,
    check=check,
    works_out=works_out,
    lists=(lists.ASSETS,),
    due=due,
    leads_to=("disposal", "nomination", "enquiry"),
)
