"""A ward in plain text, as its page and the verb show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.money import show_money
from spoc_tui.casework.planning.sums import INDICATIVE

if TYPE_CHECKING:
    from spoc_tui.casework.planning.ward import Ward

MOST = 40
"""So many of its organisations are listed."""


def ward_words(ward: Ward) -> str:
    """All of it, a line for each."""
    return "\n".join(_lines(ward))


def _lines(ward: Ward) -> Iterator[str]:
    yield ward.name
    parts = {
        "Schemes": [
            f"{one.reference}  {one.what} ({one.status.words}"
            f"{f', {one.cost_words}' if one.cost_words else ''})"
            for one in ward.schemes
        ],
        "Windows": [
            f"{one.reference}  {one.subject} ({one.status.words}"
            f"{f', closes {show_day(one.closes)}' if one.closes else ''})"
            for one in ward.windows
        ],
        "Councillors": [
            ", ".join(filter(None, (one.name, one.phone, one.email))) for one in ward.councillors
        ],
        "Organisations": [one.name for one in ward.organisations[:MOST]],
    }
    for title, lines in parts.items():
        yield ""
        yield f"{title}: {len(lines) if title != 'Organisations' else len(ward.organisations):,}"
        yield from (f"  {line}" for line in lines)
    yield ""
    yield "Sums"
    for name, pence in ward.sums._asdict().items():
        yield f"  {name:<12}{show_money(pence)}"
    yield f"  {INDICATIVE}"
