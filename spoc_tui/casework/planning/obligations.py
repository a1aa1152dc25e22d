"""What planning's published lists say of a window's application: its agreements, what each is to
pay or provide, and what became of that. The lists are the three of the national data on developer
contributions, as councils really write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.fields import choice, day, line, money
from spoc_tui.casework.kinds.record import RecordRow
from spoc_tui.casework.money import read_money, show_money
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import fold

COMMUNITY = "community-facilities"
PURPOSES = (
    "affordable-housing",
    "bonds",
    "cil-administration-costs",
    COMMUNITY,
    "community-infrastructure-levy",
    "digital-infrastructure",
    "economic-development",
    "education",
    "flood",
    "flood-and-water-management",
    "green-infrastructure",
    "health",
    "highways",
    "land",
    "mayoral-community-infrastructure-levy",
    "monitoring-fees",
    "neighbourhood-community-infrastructure-levy",
    "open-space",
    "open-space-and-leisure",
    "other",
    "transport",
    "transport-and-travel",
)
"""Those of the national list; councils have others of their own beside them."""
_NEAR = 0.88
"""How like one of them another word must be to be taken for it, misspelled."""


class Stage(Worded):
    """What became of a contribution, or of a part of it."""

    SECURED = "secured"
    RECEIVED = "received"
    ALLOCATED = "allocated"
    TRANSFERRED = "transferred"
    SPENT = "spent"
    RETURNED = "returned"


TAKEN_OFF = (Stage.SPENT, Stage.TRANSFERRED, Stage.RETURNED)
"""Those whose sums were once to be written with a minus."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Agreement(RecordRow):
    """An agreement about an application, or a later version of one."""

    key: str = line("Key", "by which planning's lists call it", needed=True, column=0)
    form: str = line("Form", "section 106, unilateral undertaking, deed of variation")
    signed: date | None = day("Signed")
    until: date | None = day("In force until", "blank: it still is")
    document: str = line("Document", "where it is to be read", said=True, most=1_000)


@dataclass(frozen=True, kw_only=True, repr=False)
class Contribution(RecordRow):
    """What an agreement says is to be paid or provided."""

    key: str = line("Key", needed=True, column=0)
    agreement: str = line("Agreement", "its key", needed=True, said=True)
    purpose: str = line("Purpose", "of the national list, or the council's own", needed=True)
    amount: int | None = money("Amount")
    units: str = line("Units", "what is to be provided in place of money, or of which", said=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class Transaction(RecordRow):
    """What became of a contribution, or of a part of it."""

    key: str = line("Key", needed=True, column=0)
    contribution: str = line("Contribution", "its key", needed=True, said=True)
    stage: Stage = choice("Stage", Stage, needed=True)
    amount: int | None = money("Amount")
    units: str = line("Units", said=True)
    since: date | None = day("Since")


class Read(NamedTuple):
    """What a cell is read as, and what is to be known of that; blank: it is plain."""

    value: str
    remark: str = ""


class Sum(NamedTuple):
    """A sum, or what stands in its place."""

    pence: int | None
    words: str = ""
    """What is no sum."""
    remark: str = ""


def key_of(typed: str) -> str:
    """A key as it is compared: without spaces about it, whatever case."""
    return " ".join(typed.split()).casefold()


def applications_in(typed: str) -> list[str]:
    """The references in one cell: “B/12/0171 & B/16/0372” names two."""
    return [one.strip() for one in re.split(r"[&;,]| and ", typed) if one.strip()]


def read_form(typed: str) -> str:
    """What kind of agreement is meant: `S106`, `section-106` and `S.106` are one."""
    words = fold(typed)
    if re.search(r"\b(s|section) ?106\b", words):
        return "section 106"
    if re.search(r"\b(s|section) ?278\b", words):
        return "section 278"
    if re.search(r"\bcil\b|community infrastructure levy", words):
        return "community infrastructure levy"
    return " ".join(typed.split()).lower()


def read_purpose(typed: str) -> Read:
    """The purpose that is meant; what is no purpose of the national list stays as it is written."""
    given = " ".join(typed.split())
    if not given:
        raise BadInput("It says no purpose.")
    code = "-".join(fold(given).split())
    if code in PURPOSES:
        return Read(code)
    near = get_close_matches(code, PURPOSES, n=1, cutoff=_NEAR)
    if near:
        return Read(near[0], f"“{given[:60]}” is read as {near[0]}")
    return Read(given, f"“{given[:60]}” is no purpose of the national list: kept as it is")


def read_stage(typed: str) -> Stage:
    """The stage that is meant; BadInput where it is none."""
    words = fold(typed)
    for one in Stage:
        if words == one.value:
            return one
    known = ", ".join(one.value for one in Stage)
    said = f"“{typed.strip()[:40]}” is no stage" if words else "It says no stage"
    raise BadInput(f"{said}. It is one of: {known}.")


def read_sum(typed: str) -> Sum:
    """A sum, with a pound sign or a plus before it or not; a minus is kept. What is no sum is given
    back in words.
    """
    given = " ".join(typed.replace("\xa0", " ").split())
    match = re.fullmatch(
        r"(?P<sign>[+-]?) ?£? ?(?P<minus>-?)(?P<sum>[0-9][0-9,]*(?:\.[0-9]+)?)", given
    )
    if not given or given == "£":
        return Sum(None)
    if match is None:
        return Sum(None, given, f"“{given[:60]}” is no sum: kept in words")
    whole, _, parts = match["sum"].replace(",", "").partition(".")
    if len(parts) > 2:
        raise BadInput(f"“{given[:40]}” has a part of a penny. Give pounds and pence.")
    pence = read_money(f"{whole}.{parts:0<2}" if parts else whole, field="amount")
    return Sum(-pence if "-" in (match["sign"], match["minus"]) else pence)


def community(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Those for community facilities."""
    return [one for one in contributions if one.purpose == COMMUNITY]


def lines_of(
    contributions: Iterable[Contribution], transactions: Iterable[Transaction]
) -> Iterator[str]:
    """What the lists say of community facilities: what is agreed, and what became of it."""
    its = community(contributions)
    if not its:
        return
    summed = sum(one.amount or 0 for one in its)
    parts = [f"{one.agreement}: {_contribution(one)}" for one in its]
    yield f"agreed {show_money(summed)} ({'; '.join(parts)})"
    keys = {key_of(one.key) for one in its}
    for stage in Stage:
        found = [
            one for one in transactions if one.stage is stage and key_of(one.contribution) in keys
        ]
        if found:
            total = sum(one.amount or 0 for one in found)
            yield f"{stage.words} {show_money(total)}"


def _contribution(one: Contribution) -> str:
    sums = show_money(one.amount) if one.amount is not None else ""
    return " and ".join(filter(None, (sums, one.units))) or "no sum said"
