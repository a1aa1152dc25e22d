"""The pack of a ward, before any application: its shelf, its halls, its groups and councillors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.money import show_money
from spoc_tui.casework.planning.sums import INDICATIVE
from spoc_tui.casework.text import counted
from spoc_tui.reports.planning.tables import SCHEMES, paper, scheme_rows, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.planning.papers import WardFacts, WindowFacts
    from spoc_tui.casework.planning.ward import Ward
    from spoc_tui.reports.documents.document import Document, Section


def pack(facts: WardFacts | WindowFacts) -> Document:
    """Each ward in turn: what is wanted there, where people can meet, who is there."""
    sections = [section for ward in facts.wards for section in _ward(ward)]
    names = " and ".join(ward.name for ward in facts.wards) or "no ward is named"
    title = f"Front-loading pack: {names}"
    notice = "For the consortium and the ward’s councillors."
    return paper(title, notice, facts.today, facts.officer, sections)


def _ward(ward: Ward) -> Iterator[Section]:
    yield tabled(f"{ward.name}: on the shelf", scheme_rows(ward.shelf), *SCHEMES)
    others = [one for one in ward.schemes if one not in ward.shelf]
    yield tabled(
        "Put forward before, and what became of it",
        ((one.what, one.status.words, one.secured_words) for one in others),
        (60, 18, 22),
        ("Scheme", "Where it stands", "Secured"),
    )
    yield tabled(
        "Applications",
        (
            (one.application, one.site, f"{show_day(one.closes)}", one.status.words)
            for one in ward.windows
            if one.closes
        ),
        (16, 42, 20, 22),
        ("Application", "Site", "Closes", "Where it stands"),
        [_sums(ward)],
    )
    yield tabled(
        "Halls and rooms",
        ((one.name, one.address, one.postcode) for one in ward.halls if one.published_on),
        (44, 40, 16),
        ("Name", "Where", "Postcode"),
        [_not_named(ward)] if any(not one.published_on for one in ward.halls) else [],
    )
    yield tabled("Councillors", ((one.name, one.email) for one in ward.councillors), (50, 50))


def _sums(ward: Ward) -> str:
    its = ward.sums
    parts = {
        "indicative": its.indicative,
        "agreed": its.agreed,
        "received": its.received,
        "allocated": its.allocated,
        "spent": its.spent,
        "secured for schemes": its.secured,
    }
    return (
        f"{'; '.join(f'{name} {show_money(pence)}' for name, pence in parts.items())}. {INDICATIVE}"
    )


def _not_named(ward: Ward) -> str:
    """How many are not in print because they did not agree to be."""
    n = sum(not one.published_on for one in ward.halls)
    return f"{counted(n, 'more', 'more')} did not agree to be published."
