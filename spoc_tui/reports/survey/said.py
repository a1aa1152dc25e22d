"""How the figures of a round are said: what is few is hidden in papers."""

from __future__ import annotations

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.survey.breakdown import FEW
from spoc_tui.casework.survey.distribution import Distribution, has_net
from spoc_tui.casework.survey.papers import Reported
from spoc_tui.casework.survey.results import NOT_COUNTED, Results, is_few
from spoc_tui.casework.text import counted

UNDER = f"under {FEW}"
NOT_WORKED_OUT = "not worked out"
NOBODY = "nobody"
"""Nobody rated it."""


def net_of(one: Distribution) -> str:
    """“+8%”, “−8%”, “0%”."""
    if not has_net(one.scale):
        return NOT_WORKED_OUT
    if one.net is None:
        return "–"
    return f"{one.net:+}%".replace("-", "−") if one.net else "0%"


def rated_in_short(one: Distribution, *, in_full: bool) -> tuple[str, str, str]:
    """How many rated it, the median, the net: of few, that they are hidden."""
    if is_few(one.rated) and not in_full:
        return UNDER, "hidden", "hidden"
    return f"{one.rated:,}", one.median or "–", net_of(one)


def who_answered(of: Reported, *, in_full: bool = False) -> list[str]:
    """How many answered, when, and how many of those who were asked."""
    its = of.results
    if its.is_in_words_only:
        return [f"{its.n:,} answered; what they answered is known in words only: {NOT_COUNTED}."]
    days = f"It opened on {show_day(of.opened)}"
    if of.last_day is not None:
        days += f"; its last day {'is' if of.concluded is None else 'was'} {show_day(of.last_day)}"
    lines = [f"{_how_many(its, in_full=in_full)}. {days}."]
    if asked := len(its.round.asked):
        lines.append(
            f"Of {counted(asked, 'organisation')} asked by name {its.asked_answered:,} answered "
            f"({its.rate}%)."
        )
    else:
        lines.append("Nobody was asked by name, so there is no share of those who answered.")
    if of.whom:
        lines.append(f"Who was asked, in words: {of.whom}")
    if its.second_voices:
        voices = counted(its.second_voices, "second voice")
        lines.append(f"{voices} of an organisation: counted in what was written, not in ratings.")
    return lines


def _how_many(its: Results, *, in_full: bool) -> str:
    if not its.n:
        return "Nobody has answered yet"
    if not its.organisations:
        return f"{its.n:,} answered, without a name"
    named = counted(its.organisations, "organisation")
    if not its.anonymous:
        return f"{named} answered"
    if not in_full and (is_few(its.anonymous) or is_few(its.organisations)):
        return f"{its.n:,} answered, some of them without a name"
    return f"{its.n:,} answered: {named} and {counted(its.anonymous, 'response')} without a name"
