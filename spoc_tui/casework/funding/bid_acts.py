"""What is done about a bid, from the first interest until its partners heard of the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.funding.steps import BidStep, Outcome
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import day, money, text
from spoc_tui.casework.money import show_money
from spoc_tui.casework.records.require import require_closed, require_order
from spoc_tui.casework.text import names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.funding.bid import Bid
    from spoc_tui.casework.kinds.now import Now

ON = day("On", "blank: today", past=True)
LESSONS = text("Lessons", "what to do otherwise the next time")


def require_undecided(one: Bid) -> None:
    """Refuses what makes sense only until it is known what became of it."""
    if one.outcome is not None and one.decided is not None:
        raise Refused(
            f"{one.reference} was {one.outcome.words} on {show_day(one.decided)}. Take that back "
            "first."
        )


def require_decided(one: Bid) -> None:
    """Refuses what makes sense only once it is known what became of it."""
    if one.outcome is None:
        raise Refused(f"It is not known yet what became of {one.reference}. Say that first.")


def _require_before(name: str, said: str) -> Any:
    def need(one: Bid) -> None:
        require_undecided(one)
        day = getattr(one, name)
        if day is not None:
            raise Refused(f"{one.reference} was {said} on {show_day(day)}.")

    return need


@act(
    "Register interest",
    "interest registered",
    begins=BidStep.INTEREST,
    needs=_require_before("submitted", "submitted"),
    asks={"on": ON},
)
def register(one: Bid, now: Now, *, on: date | None) -> Change:
    """The funder knows that a bid may come."""
    return Change({"interest": on or now.today})


@act(
    "Begin to prepare it",
    "in preparation",
    begins=BidStep.PREPARING,
    needs=_require_before("submitted", "submitted"),
    asks={"on": ON},
)
def prepare(one: Bid, now: Now, *, on: date | None) -> Change:
    """It is being written."""
    day = on or now.today
    require_order(one.interest, day, "It was not prepared before interest was registered", "on")
    return Change({"preparing": day})


@act(
    "Submit it",
    "submitted",
    begins=BidStep.SUBMITTED,
    needs=_require_before("submitted", "submitted"),
    asks={"on": ON},
)
def submit(one: Bid, now: Now, *, on: date | None) -> Change:
    """The funder has it."""
    day = on or now.today
    require_order(one.preparing or one.interest, day, "It was not submitted before that", "on")
    late = one.closes is not None and day > one.closes.day
    text = f"after it closed on {show_day(one.closes.day)}" if late and one.closes else ""
    return Change({"submitted": day}, text=text)


def require_submitted(one: Bid) -> None:
    """Refuses what makes sense only once the funder has it."""
    require_undecided(one)
    if one.submitted is None:
        raise Refused(f"{one.reference} was not submitted yet. Submit it first.")


@act(
    "It goes to stage 2",
    "in the next stage",
    begins=BidStep.STAGE_2,
    needs=require_submitted,
    asks={"on": ON},
)
def stage_2(one: Bid, now: Now, *, on: date | None) -> Change:
    """The funder takes it to the next stage."""
    day = on or now.today
    require_order(one.submitted, day, "It did not go on before it was submitted", "on")
    return Change({"second": day})


@act(
    "It is awarded",
    "awarded",
    begins=BidStep.AWARDED,
    needs=require_submitted,
    asks={
        "amount": money("Amount", "in pounds, in all; blank: what was asked for"),
        "on": ON,
        "lessons": LESSONS,
    },
)
def award(one: Bid, now: Now, *, amount: int | None, on: date | None, lessons: str) -> Change:
    """The money comes. The award itself is put on record as one that came of the bid."""
    won = one.total if amount is None else amount
    if not won:
        raise BadInput("Say how much is awarded, more than £0.", field="amount")
    values = {"won": won, **_decided(one, Outcome.AWARDED, on or now.today, lessons)}
    return Change(values, text=show_money(won))


@act(
    "It is unsuccessful",
    "unsuccessful",
    begins=BidStep.UNSUCCESSFUL,
    needs=require_submitted,
    asks={
        "why": text("Why", "what the funder said", needed=True),
        "on": ON,
        "lessons": LESSONS,
    },
)
def lose(one: Bid, now: Now, *, why: str, on: date | None, lessons: str) -> Change:
    """The money does not come, and why not; partners are to hear of it."""
    values = {"why": why, **_decided(one, Outcome.UNSUCCESSFUL, on or now.today, lessons)}
    return Change(values, text=why)


@act(
    "Withdraw it",
    "withdrawn",
    begins=BidStep.WITHDRAWN,
    needs=require_undecided,
    asks={"why": text("Why", "why nobody bids any more", needed=True), "on": ON},
)
def withdraw(one: Bid, now: Now, *, why: str, on: date | None) -> Change:
    """Nobody bids any more, for a reason; it counts as neither won nor lost."""
    values = {"why": why, **_decided(one, Outcome.WITHDRAWN, on or now.today, "")}
    return Change(values, text=why)


def _decided(one: Bid, outcome: Outcome, on: date, lessons: str) -> dict[str, Any]:
    known = one.second or one.submitted
    require_order(known, on, "It was not decided before that", "on")
    learned = {"lessons": lessons} if lessons else {}
    return {"outcome": outcome, "decided": on, **learned}


@act("Take the decision back", "decision taken back", needs=require_decided)
def undecide(one: Bid, now: Now) -> Change:
    """It is not decided after all."""
    return Change({"outcome": None, "decided": None, "won": None, "why": ""})


def require_all_told(one: Bid) -> None:
    """Refuses to close it while a partner has not heard what became of it."""
    require_decided(one)
    if one.untold:
        names = names_in_short([each.who for each in one.untold])
        raise Refused(f"{names} has not heard what became of {one.reference}. Tell them first.")


@act("Close it", "closed", ends=True, needs=require_all_told)
def close(one: Bid, now: Now) -> Change:
    """All have heard what became of it, and nothing more is to be done."""
    assert one.outcome is not None
    return Change(text=one.outcome.words)


def require_over(one: Bid) -> None:
    """Refuses to open again what is open."""
    require_closed(one)


@act(
    "Open it again",
    "reopened",
    on_closed=True,
    needs=require_over,
    asks={"why": text("Why", "why it goes on", needed=True)},
)
def reopen(one: Bid, now: Now, *, why: str) -> Change:
    """Something is still to be done of it, for a reason."""
    return Change({"closed_at": None, "closed_why": ""}, text=why)


ACTS: tuple[Act[Any], ...] = (
    register,
    prepare,
    submit,
    stage_2,
    award,
    lose,
    withdraw,
    undecide,
    close,
    reopen,
)


def likely(one: Bid) -> Iterator[str]:
    """What comes next, by what is known of it."""
    if one.outcome is not None:
        yield from ("tell", "close") if one.untold else ("close",)
        return
    if one.submitted is not None:
        yield from ("award", "lose", "stage-2")
        return
    if one.interest is None:
        yield "register"
    if one.preparing is None:
        yield "prepare"
    yield from ("submit", "ask")
