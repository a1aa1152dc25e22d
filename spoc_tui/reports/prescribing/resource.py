"""The note for the board: whether resources follow referrals. It leaves the council: it names no
organisation that did not agree to be named, no person, and no number so small that it could be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.months import show_month
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.money import show_money
from spoc_tui.casework.organisations.unnamed import AN_ORGANISATION
from spoc_tui.casework.prescribing.papers import UNDER_RECORDED, months_before, totals
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.prescribing.papers import ResourceFacts
    from spoc_tui.casework.prescribing.service import Service
    from spoc_tui.reports.documents.document import Document

FEWEST = 5
"""A number from 1 to below this is not said."""
HEADS = ("Organisation", "Service", "Referred", "Turned away", "Room", "Money", "Without money")
WIDTHS = (17, 16, 10, 10, 15, 17, 15)


def number_shown(number: int) -> str:
    """The number; one that might be told apart is “under 5”."""
    return f"under {FEWEST}" if 0 < number < FEWEST else f"{number:,}"


def summed(numbers: Iterable[int]) -> str:
    """“88”; of what is not said itself only that it comes to it: “80, and under 5 at each of 2”."""
    its = [*numbers]
    small = sum(0 < one < FEWEST for one in its)
    said = f"{sum(one for one in its if one >= FEWEST):,}"
    if not small:
        return said
    return f"{said}, and under {FEWEST} at {'one more' if small == 1 else f'each of {small:,}'}"


def resource(facts: ResourceFacts) -> Document:
    """A line for each service, then the sums, then how to read it."""
    months = months_before(facts.today)
    its = totals(facts.services, months)
    parts = [totals([one], months) for one in facts.services]
    first, last = show_month(months[0]), show_month(months[-1])
    names = _names(facts)
    rows = [_row(one, names[one.read_as(one.organisation)], months) for one in facts.services]
    sums = [
        ("Referred", summed(each.referred for each in parts)),
        (
            "Turned away for want of room, as far as known",
            summed(each.turned_away for each in parts),
        ),
        ("Referred in months without money on record", summed(each.unfunded for each in parts)),
        ("Share of those", _share(its.unfunded, its.referred)),
    ]
    sections = [
        tabled(f"{first} to {last}", rows, WIDTHS, HEADS),
        tabled("In all", sums, (60, 40)),
        Section(
            "How to read it",
            lines=(
                UNDER_RECORDED,
                "Money is an award on record that is about the service; one that is about several "
                "services stands with each. A month has money where an award ran on any day of it.",
                "Room is what the service said when it was rung, and when; it is in no standard.",
                f"Numbers below {FEWEST} are not said, and no organisation is named that did not "
                "agree to be.",
            ),
        ),
    ]
    title = "Does resource follow referral?"
    if facts.of:
        title = f"{title} {next(iter(names.values()), facts.of)}"
    notice = "For the partnership board and the Health and Wellbeing Board."
    return paper(title, notice, facts.today, facts.officer, sections)


def _names(facts: ResourceFacts) -> dict[str, str]:
    """By uid, what each organisation is called here; those that did not agree are numbered."""
    found, unnamed = dict[str, str](), 0
    for one in facts.services:
        its = facts.organisation(one)
        if its.uid in found:
            continue
        unnamed += its.named_on is None
        found[its.uid] = its.name if its.named_on else f"{AN_ORGANISATION} ({unnamed})"
    return found


def _row(one: Service, name: str, months: Sequence[date]) -> tuple[str, ...]:
    its = totals([one], months)
    last = one.last_reading
    without = [each for each in one.gaps if each.month in months]
    return (
        name,
        one.name if not name.startswith(AN_ORGANISATION) else one.reference,
        number_shown(its.referred),
        number_shown(its.turned_away),
        f"{last.room.words}, {show_day(last.as_of)}" if last else "not known",
        _money(one),
        ", ".join(show_month(each.month) for each in without) or "none",
    )


def _money(one: Service) -> str:
    if not one.money:
        return "none on record"
    return "; ".join(f"{show_money(each.pence)} ({each.reference})" for each in one.money)


def _share(part: int, of: int) -> str:
    if not of or 0 < part < FEWEST:
        return "not said"
    return f"{part * 100 / of:.0f} %"
