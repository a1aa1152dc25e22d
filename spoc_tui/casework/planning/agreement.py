"""Acts of a window from its agreement on: agreed, the money received, allocated and spent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import day, money
from spoc_tui.casework.money import show_money
from spoc_tui.casework.records.require import require_order

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.planning.window import Window


def require_sent(one: Window) -> None:
    """Refuses what makes sense only once the views went to planning."""
    if one.sent is None:
        raise Refused(f"The views on {one.reference} were not sent yet. Send them first.")


def require_agreed(one: Window) -> None:
    """Refuses what makes sense only once there is an agreement."""
    if one.agreed is None:
        raise Refused(f"{one.reference} has no agreement yet. Say first that it is agreed.")


@act(
    "It is in the agreement",
    "agreed",
    needs=require_sent,
    asks={
        "amount": money("Sum", "for community facilities, as the agreement has it"),
        "on": day("On", "the day of the agreement; blank: today", past=True),
    },
)
def agree(one: Window, now: Now, *, amount: int | None, on: date | None) -> Change:
    """The agreement is signed. What it has for each scheme is said on the scheme."""
    day = on or now.today
    require_order(one.sent, day, "It was not agreed before the views were sent", "on")
    for rests, words in (
        (one.received_sum or 0, "was received of it"),
        (sum(each.takes for each in one.schemes), "its schemes have, as they were secured"),
    ):
        if amount is not None and amount < rests:
            raise BadInput(
                f"{show_money(amount)} is less than {words}: {show_money(rests)}.", field="amount"
            )
    return Change({"agreed": day, "agreed_sum": amount}, text=_sum(amount))


def _require_before(before: str, word: str) -> Callable[[Window], None]:
    """Refuses a step of the money whose step before was not taken."""

    def need(one: Window) -> None:
        require_agreed(one)
        if getattr(one, before) is None:
            raise Refused(f"Nothing of {one.reference} was {word} yet. Record that first.")

    return need


def _paid(name: str, label: str, done: str, before: str, word: str, doc: str) -> Act[Any]:
    """An act by which money goes a step further; it is never more than was there before."""

    def pay(one: Window, now: Now, *, amount: int, on: date | None) -> Change:
        there = getattr(one, f"{before}_sum")
        if there is not None and amount > there:
            raise BadInput(
                f"{show_money(amount)} is more than was {word}: {show_money(there)}.",
                field="amount",
            )
        day = on or now.today
        require_order(getattr(one, before), day, f"It was not {done} before it was {word}", "on")
        return Change({name: day, f"{name}_sum": amount}, text=_sum(amount))

    pay.__name__, pay.__doc__ = _VERBS[name], doc
    asks = {
        "amount": money("Sum", "all of it so far", needed=True),
        "on": day("On", "blank: today", past=True),
    }
    return act(label, done, needs=_require_before(before, word), asks=asks)(pay)


_VERBS = {"received": "receive", "allocated": "allocate", "spent": "spend"}
receive = _paid(
    "received",
    "Record money received",
    "received",
    "agreed",
    "agreed",
    "The council has money of the agreement: all of it so far.",
)
allocate = _paid(
    "allocated",
    "Record money allocated",
    "allocated",
    "received",
    "received",
    "Money of it is set aside for a scheme: all of it so far.",
)
spend = _paid(
    "spent",
    "Record money spent",
    "spent",
    "allocated",
    "allocated",
    "Money of it is spent: all of it so far.",
)


def _sum(pence: int | None) -> str:
    return show_money(pence) if pence is not None else ""
