"""What a supplier promised beside the contract itself, for whom and by when; what of it was
delivered, with what shows that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.buying.matching import Match
from spoc_tui.casework.buying.steps import OfferStep
from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Change, LinkTo, act
from spoc_tui.casework.kinds.clocks import working_days_before
from spoc_tui.casework.kinds.fields import (
    Linked,
    day,
    line,
    link,
    money,
    number,
    rows,
    text,
    yes_no,
)
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.money import read_money, show_money
from spoc_tui.casework.organisations.wards import wards_in
from spoc_tui.casework.records.link import Says

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

SHOWN = 10
"""So many working days before it is due the desk shows it."""
_MOST = 1_000_000_000


@dataclass(frozen=True, kw_only=True, repr=False)
class Delivery(RecordRow):
    """What was delivered on a day."""

    on: date = day("On", "the day", needed=True, past=True)
    quantity: int | None = number("Quantity", "how many of its unit", said=True)
    amount: int | None = money("Sum", "in pounds", said=True)
    evidence: str = text("Shown by", "what shows it", needed=True, searched=True, column=0)


@dataclass(frozen=True, kw_only=True, repr=False)
class Offer(DeclaredRecord):
    """What a supplier promised to whoever needs it."""

    what: str = line("What", "in the supplier’s own words", needed=True, searched=True, column=0)
    supplier: str = line("Supplier", "who promised it", needed=True, searched=True, column=20)
    contract: Linked | None = link("Contract", "opportunity", "in whose bid it was promised")
    under: str = line("In words", "the contract, where it is not on record", searched=True)
    organisation: Linked | None = link(
        "For", "organisation", "whom it was promised to; blank: nobody in particular"
    )
    ward: str = line("Ward", "where it is to land", searched=True)
    quantity: int | None = number("Quantity", "how many of its unit", least=1)
    unit: str = line("Unit", "hours, places, days …")
    amount: int | None = money("Sum", "in pounds, where it is money")
    due_by: date | None = day("By", "the last day; blank: none was said", column=10)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    deliveries: tuple[Delivery, ...] = rows("Deliveries", Delivery, typed=False)
    delivered: date | None = day("Delivered", typed=False)
    failed: date | None = day("Not delivered", "since when that is known", typed=False)
    came_in: int | None = number("Delivered so far", typed=False, counts=None)
    came_sum: int | None = money("Sum so far", typed=False)
    matches: tuple[Match, ...] = ()

    @property
    def subject(self) -> str:
        return self.what

    @property
    def ward_names(self) -> tuple[str, ...]:
        """Those in which it is to land."""
        return wards_in(self.ward)

    @property
    def size(self) -> str:
        """“40 hours”, “£5,000”; blank where neither is said."""
        if self.amount is not None:
            return show_money(self.amount)
        return f"{self.quantity:,} {self.unit}" if self.quantity is not None else ""


def check(one: Offer) -> None:
    """What is counted has a unit, and is more than nothing."""
    if one.quantity is not None and not one.unit:
        raise BadInput(
            f"{one.quantity:,} of what? Say the unit: hours, places, days.", field="unit"
        )
    if one.unit and one.quantity is None:
        raise BadInput(f"How many {one.unit}? Say it, or leave the unit blank.", field="quantity")
    if one.amount == 0:
        raise BadInput("An offer is of more than £0. Leave it blank if not known.", field="amount")
    if one.amount is not None and one.quantity is not None:
        raise BadInput(
            "It is money or a thing: give the sum, or the quantity. Two promises are two offers.",
            field="amount",
        )


def works_out(one: Offer, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """How much of it came so far."""
    came = [each.quantity for each in one.deliveries if each.quantity is not None]
    pence = [each.amount for each in one.deliveries if each.amount is not None]
    return {
        "came_in": sum(came) if came else None,
        "came_sum": sum(pence) if pence else None,
    }


def settle(one: Offer) -> OfferStep:
    """What came of it; what was closed without either is closed."""
    if one.delivered is not None:
        return OfferStep.DELIVERED
    if one.failed is not None:
        return OfferStep.NOT_DELIVERED
    if not one.is_open:
        return OfferStep.CLOSED
    return OfferStep.PARTLY if one.deliveries else OfferStep.PROMISED


def due(one: Offer, days: WorkingDays) -> Iterator[Due]:
    """That it is delivered; by when, where nobody said; for whom, where nobody is named."""
    began = london_date(one.began_at) if one.began_at else date.min
    if one.delivered is None and one.failed is None:
        if one.due_by is not None:
            shown = working_days_before("Due", one.due_by, SHOWN, days).day
            yield Due("offer due", one.due_by, one.supplier, show=shown)
        else:
            yield Due("ask by when", began, one.supplier, band=TIDY)
        if one.organisation is None and not one.matches:
            yield Due("find a need", began, one.size, band=TIDY)
    elif one.delivered is not None:
        yield Due("close it", one.delivered, "it was delivered", band=TIDY)


def says(one: Offer) -> Iterator[tuple[str, str, str]]:
    """What it matches."""
    yield "matches", "Matches", "\n".join(each.described for each in one.matches)


def require_outstanding(one: Offer) -> None:
    """Refuses to deliver what was delivered, or was given up."""
    if one.delivered is not None:
        raise Refused(f"{one.reference} was delivered on {show_day(one.delivered)}.")
    if one.failed is not None:
        raise Refused(
            f"{one.reference} was not delivered: that is known since {show_day(one.failed)}."
        )


@act(
    "Record a delivery",
    "delivery",
    needs=require_outstanding,
    asks={
        "evidence": text("Shown by", "what shows it: whose word, which paper", needed=True),
        "much": line("How much", "of its unit, or in pounds; blank: it is not counted"),
        "whole": yes_no("All of it", "whether nothing more is to come; blank: by how much it is"),
        "on": day("On", "blank: today", past=True),
    },
)
def deliver(
    one: Offer, now: Now, *, evidence: str, much: str, whole: bool | None, on: date | None
) -> Change:
    """Some of it came, or all; what shows that is put down."""
    on_day = on or now.today
    quantity, amount = _read_much(one, much)
    new = Delivery(on=on_day, quantity=quantity, amount=amount, evidence=evidence)
    deliveries = (*one.deliveries, new)
    came, of = _so_far(one, deliveries)
    all_of_it = whole if whole is not None else (came >= of if of else None)
    if all_of_it is None:
        raise BadInput("Say whether that is all of it.", field="whole")
    late = one.due_by is not None and on_day > one.due_by
    text = f"{_size(one, new)}{evidence}{' (late)' if late else ''}"
    values: dict[str, Any] = {"deliveries": deliveries}
    return Change(values | ({"delivered": on_day} if all_of_it else {}), text=text)


def _read_much(one: Offer, much: str) -> tuple[int | None, int | None]:
    """The quantity and the pence that were typed, of which at most one is there."""
    if not much:
        return None, None
    if one.amount is not None:
        return None, read_money(much, field="much")
    if one.quantity is None:
        raise BadInput(
            f"{one.reference} is of no quantity or sum, and none is made up for it. Leave it "
            "blank, or edit the offer first.",
            field="much",
        )
    digits = much.replace(",", "").strip()
    if not (digits.isascii() and digits.isdecimal() and 0 < int(digits) < _MOST):
        raise BadInput(
            f"“{much[:40]}” is no number of {one.unit}: type digits alone.", field="much"
        )
    return int(digits), None


def _so_far(one: Offer, deliveries: Sequence[Delivery]) -> tuple[int, int]:
    """How much came, and of how much; 0 where that was not said."""
    if one.amount is not None:
        return sum(each.amount or 0 for each in deliveries), one.amount
    return sum(each.quantity or 0 for each in deliveries), one.quantity or 0


def _size(one: Offer, new: Delivery) -> str:
    if new.amount is not None:
        return f"{show_money(new.amount)}: "
    return f"{new.quantity:,} {one.unit}: " if new.quantity is not None else ""


@act(
    "It does not come",
    "not delivered",
    begins=OfferStep.NOT_DELIVERED,
    ends=True,
    needs=require_outstanding,
    asks={
        "why": text("Why", "what the supplier says", needed=True),
        "on": day("On", "blank: today", past=True),
    },
)
def fail(one: Offer, now: Now, *, why: str, on: date | None) -> Change:
    """The supplier does not keep it, or not all of it."""
    return Change({"failed": on or now.today}, text=why)


@act(
    "Match it with a need",
    "matched",
    needs=require_outstanding,
    asks={
        "need": link("Need", "need", "of the organisation that could use it", needed=True),
        "words": line("How", "what of it is for whom"),
    },
)
def match(one: Offer, now: Now, *, need: Linked, words: str) -> Change:
    """Somebody could use it: the two are linked, and the organisation is to hear."""
    if any(each.uid == need.uid for each in one.matches):
        raise BadInput(f"{need.name} is matched with it already.", field="need")
    return Change(
        text=": ".join(filter(None, (need.name, words))),
        then=(LinkTo(need.uid, Says.MATCHES, words),),
    )


def require_done(one: Offer) -> None:
    """Refuses to close what is still promised: that it does not come has its own words."""
    if one.delivered is None:
        raise Refused(
            f"{one.reference} was not delivered. Say that it does not come (“fail”), with why."
        )


@act(
    "Close it",
    "closed",
    ends=True,
    needs=require_done,
    asks={"why": text("Why", "what became of it", needed=True)},
)
def close(one: Offer, now: Now, *, why: str) -> Change:
    """It was delivered, and nothing more is to come of it."""
    return Change(text=why)


def likely(one: Offer) -> Iterator[str]:
    """A match, its delivery, its end."""
    if one.delivered is not None:
        yield "close"
        return
    if one.organisation is None and not one.matches:
        yield "match"
    yield "deliver"


ACTS: tuple[Act[Any], ...] = (deliver, match, fail, close, reopening(lambda one: ("failed",)))
KIND = Kind(
    code="offer",
    letters="OFR",
    called="offer",
    plural="offers",
    record=Offer,
    area="buying",
    steps=OfferStep,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    says=says,
    reads=("matches",),
    leads_to=("need", "feedback", "enquiry", "offer"),
)
