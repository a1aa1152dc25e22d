"""The lists of premises: spaces that groups may use, and holdings that end."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, cast

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.money import show_money
from spoc_tui.casework.premises.figures import MONTHS_AHEAD
from spoc_tui.casework.text import compared, counted
from spoc_tui.reports.premises.parts import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.premises.holding import Holding
    from spoc_tui.casework.premises.papers import PremisesFacts
    from spoc_tui.casework.premises.space import Space
    from spoc_tui.reports.documents.document import Document

NO_WARD = "Ward not known"


def spaces(facts: PremisesFacts) -> Document:
    """The spaces of each ward, by building; notes of the officer's are not in it."""
    by_ward: dict[str, list[Space]] = defaultdict(list)
    for one in cast("tuple[Space, ...]", facts.records):
        if one.until is None or one.until >= facts.today:
            by_ward[one.ward or NO_WARD].append(one)
    sections = [
        tabled(
            ward,
            (_space_row(one) for one in sorted(its, key=lambda each: compared(each.subject))),
            (30, 8, 14, 24, 24),
            ("Space", "People", "An hour", "When free, access", "Ask, conditions"),
        )
        for ward, its in sorted(by_ward.items(), key=lambda each: (each[0] == NO_WARD, each[0]))
    ]
    return paper(
        facts,
        "Spaces that groups may use",
        "For voluntary and community groups. Ask before you rely on it.",
        sections or [tabled("Spaces", (), (100,))],
    )


def _space_row(one: Space) -> tuple[str, ...]:
    price = "" if one.price is None else show_money(one.price) if one.price else "free"
    until = f"until {show_day(one.until)}" if one.until else ""
    return (
        ", ".join(filter(None, (one.subject, one.postcode))),
        f"{one.capacity:,}" if one.capacity is not None else "",
        price,
        "; ".join(filter(None, (one.free, one.access, until))),
        "; ".join(filter(None, (one.team.name, one.conditions))),
    )


def ending(facts: PremisesFacts) -> Document:
    """The holdings that end, or may be broken, within a year: what is past its end first."""
    last = after("Today", facts.today, MONTHS_AHEAD, "months").day
    holdings = cast("tuple[Holding, ...]", facts.records)
    soon = sorted((one for one in holdings if _first(one) <= last), key=_first)
    lines = [f"{counted(len(soon), 'holding')} of {len(holdings):,} that are on record."]
    return paper(
        facts,
        "Leases, licences and hires that end",
        f"For Property: what ends or may be broken by {show_day(last)}.",
        [
            tabled(
                "By when",
                (_holding_row(one, facts.today) for one in soon),
                (18, 26, 24, 16, 16),
                ("Ends", "Property", "Organisation", "Notice", "Break"),
                lines,
            )
        ],
    )


def _first(one: Holding) -> date:
    """The first day on which it ends, or may be ended."""
    return min(filter(None, (one.ends, one.break_on)))


def _holding_row(one: Holding, today: date) -> tuple[str, ...]:
    over = " (over)" if one.ends < today else ""
    notice = f"{counted(one.notice, 'month')}" if one.notice else ""
    given = f"given {show_day(one.noticed)}" if one.noticed else ""
    return (
        f"{show_day(one.ends)}{over}{', renewed' if one.renewed else ''}",
        f"{one.subject} ({one.reference})",
        one.organisation.name,
        "; ".join(filter(None, (notice, given))),
        show_day(one.break_on) if one.break_on else "",
    )
