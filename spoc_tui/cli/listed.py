"""How a list of records is printed, whatever their kinds."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day, show_day_and_time, wall_time
from spoc_tui.casework.text import one_line
from spoc_tui.cli.common_keys import common

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.records.listing import Filters, Listed
    from spoc_tui.cli.desk import Desk
    from spoc_tui.cli.shapes import Shape

_PAGE = 80
_LEAST = 30
"""The least width of what a record is called, however wide the columns before it are."""


def say_filtered(desk: Desk, filters: Filters, begin: str) -> None:
    """Answers with the records that filters leave, by the common keys; `begin` is a verb that
    helps where there is none.
    """
    from db.records.listing import list_records

    found, more = list_records(desk.store, filters)
    say_listed(desk, found, list(map(common, found)), filters, more, begin)


def say_listed(
    desk: Desk,
    found: Sequence[Listed],
    shapes: Sequence[Shape],
    filters: Filters,
    more: bool,
    begin: str,
) -> None:
    """The same of records that are found, each with its shape; `more`: there are more."""
    lines = listed(found, desk.store.today()) or [_none(filters, begin)]
    if more:
        lines.append(f"There are more: “--limit {filters.limit * 10:,}” lists them.")
    desk.say({"records": list(shapes), "more": more}, "\n".join(lines))


def listed(found: Sequence[Listed], today: date) -> list[str]:
    """Records in columns: the number or reference, by when what is due, and what each is called;
    nothing is cut, and a long one goes on in the line beneath.
    """
    rows = [(one.named, _when(one, today), _what(one)) for one in found]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [line for row, one in zip(rows, found, strict=True) for line in _lines(row, widths, one)]


def _lines(row: Sequence[str], widths: Sequence[int], one: Listed) -> list[str]:
    before = "".join(f"{text:<{width}}  " for text, width in zip(row, widths, strict=True))
    stands = one.status.replace("-", " ")
    where = (f"with {one.team}",) if one.team and stands == "with team" else (stands, one.team)
    aside = ", ".join(filter(None, (one.organisation, *where)))
    room = max(_PAGE - len(before), _LEAST)
    first, *others = textwrap.wrap(
        f"{one_line(one.subject)} ({aside})", room, break_long_words=False, break_on_hyphens=False
    )
    return [f"{before}{first}", *(f"{'':{len(before)}}{line}" for line in others)]


def _when(one: Listed, today: date) -> str:
    if one.due is not None:
        return show_day_and_time(one.due, today)
    return show_day(wall_time(one.closed_at).day, today) if one.closed_at else ""


def _what(one: Listed) -> str:
    if one.due_what is not None:
        return one.due_what.replace("-", " ")
    return "" if one.is_open else "closed"


def _none(filters: Filters, begin: str) -> str:
    hints = [
        "leave out a filter" * filters.narrow,
        "“--all” lists what is closed too" * filters.open_only,
        f"“{begin} --help” says more",
    ]
    hint = ", or ".join(filter(None, hints[:2])) or hints[2]
    what = "No record fits" if filters.narrow else "No record is open" * filters.open_only
    return f"{what or 'There is no record'}: {hint}."
