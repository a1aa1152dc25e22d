"""What is done about a round once answers are in: what came of it, and that everybody who answered
hears it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds.act import Act, Change, Settled, act
from spoc_tui.casework.kinds.fields import day, line, text
from spoc_tui.casework.kinds.shared_acts import close as close_it
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.survey.steps import RoundStep
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.survey.round import Round

ON = day("On", "blank: today", past=True)


def require_not_concluded(one: Round) -> None:
    """Refuses what makes sense only until it was said what came of it."""
    if one.concluded is not None:
        raise Refused(f"{one.reference} was concluded on {show_day(one.concluded)}.")


@act(
    "Say what came of it",
    "concluded",
    begins=RoundStep.CONCLUDED,
    needs=require_not_concluded,
    shown=True,
    asks={"words": text("Outcome", "what came of it, as they are told", needed=True), "on": ON},
)
def conclude(one: Round, now: Now, *, words: str, on: date | None) -> Change:
    """What came of what was answered, or that nothing did: everybody who answered is to hear it,
    and whoever spoke in the actions that came of it.
    """
    day = on or now.today
    require_order(one.opened, day, "It was not concluded before it opened", "on")
    text = "; ".join((counted(one.counts.responses, "response"), *_left(one, day)))
    return Change(
        {"concluded": day, "came": words}, text=f"{text}: {words}", then=(Settled(words),)
    )


def _left(one: Round, day: date) -> Iterator[str]:
    """What is left undone where it is concluded on a day."""
    if one.last_day is not None and day < one.last_day:
        yield f"before its last day, {show_day(one.last_day)}"
    if one.silent:
        yield f"{len(one.silent):,} asked by name not answered"
    if one.counts.twice:
        yield f"{counted(len(one.counts.twice), 'organisation')} answered twice"
    if one.counts.uncoded:
        yield f"{counted(one.counts.uncoded, 'answer')} under no theme yet"


def _require_outcome(one: Round) -> None:
    if one.concluded is None:
        raise Refused(
            f"Nothing came of {one.reference} yet that could be told: say what came of it "
            "(“conclude”), if only that nothing did."
        )
    if one.told is not None:
        raise Refused(f"Everybody who answered {one.reference} was told on {show_day(one.told)}.")


@act(
    "Everybody was told",
    "all told",
    begins=RoundStep.TOLD,
    ends=True,
    needs=_require_outcome,
    asks={
        "how": line("How", "the bulletin, an e-mail to all, the newsletter", needed=True),
        "on": ON,
    },
)
def tell_all(one: Round, now: Now, *, how: str, on: date | None) -> Change:
    """Everybody who answered heard what came of the survey, those without a name by what was sent
    to all; with it the round is closed.
    """
    day = on or now.today
    require_order(one.concluded, day, "Nobody was told before it was concluded", "on")
    told = tuple(replace(each, told=day) for each in one.parties if each.waits_to_hear)
    whom = f", {counted(len(told), 'organisation')} by name" if told else ""
    values = {"told": day, "told_how": how}
    return Change(values, text=f"{how}{whom}", then=told)


def _require_told(one: Round) -> None:
    if one.concluded is None and one.counts.responses:
        raise Refused(
            f"{counted(one.counts.responses, 'response')} came in to {one.reference}: say first "
            "what came of it (“conclude”), if only that nothing did, and tell everybody."
        )
    if one.concluded is not None and one.told is None:
        raise Refused(f"Everybody who answered {one.reference} hears what came of it first.")


ACTS: tuple[Act[Any], ...] = (
    conclude,
    tell_all,
    replace(close_it, needs=_require_told),
    reopening(lambda one: ("told", "told_how") if one.told else ()),
)
