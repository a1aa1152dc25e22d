"""How a list of records is printed, whatever their kinds."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day, show_day_and_time, wall_time
from spoc_tui.casework.records.listing import MOST
from spoc_tui.casework.text import one_line
from spoc_tui.cli.common_keys import common
from spoc_tui.cli.words import not_listed

if TYPE_CHECKING:
    from datetime import date

    from db.store import Store
    from spoc_tui.casework.records.listing import Filters, Listed
    from spoc_tui.cli.desk import Desk
    from spoc_tui.cli.shapes import Shape

_PAGE = 80
_LEAST = 30
"""The least width of what a record is called, however wide the columns before it are."""


def say_filtered(desk: Desk, filters: Filters, begin: str, options: str = "") -> None:
    """Answers with the records that filters leave, by the common keys; see `say_listed`."""
    from db.records.listing import list_records

    found, more = list_records(desk.store, filters)
    say_listed(desk, found, list(map(common, found)), filters, more, begin, options)


def say_listed(
    desk: Desk,
    found: Sequence[Listed],
    shapes: Sequence[Shape],
    filters: Filters,
    more: bool,
    begin: str,
    options: str = "",
) -> None:
    """The same of records that are found, each with its shape; `more`: there are more. `begin` is a
    verb that helps where there is none, `options` the one that takes those of lists (“list --area
    groups ”); blank: the one that was typed.
    """
    lines = listed(found, desk.store.today())
    if not desk.json:
        lines += beneath(desk.store, filters, found, more, begin, options)
    desk.say({"records": list(shapes), "more": more}, "\n".join(lines))


def beneath(
    store: Store,
    filters: Filters,
    found: Sequence[Listed],
    more: bool,
    begin: str,
    options: str = "",
) -> list[str]:
    """What is said beneath a list: why there is nothing in it, or what lists the rest."""
    from db.records.listing import count_records

    if not found:
        return [_none(store, filters, begin, options)]
    if not more:
        return []
    there = count_records(store, filters)
    return [not_listed(there - len(found), there, MOST, f"{options}--limit")]


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


def _none(store: Store, filters: Filters, begin: str, options: str) -> str:
    """Why there is none, and what to type instead."""
    from db.records.listing import count_records

    closed_too = f"“{options}--all” lists what is closed too"
    if filters.narrow:
        too = f", or {closed_too}" if filters.open_only else ""
        return f"No record fits: leave out a filter{too}."
    if filters.open_only and count_records(store, replace(filters, open_only=False)):
        return f"No record is open: {closed_too}."
    return f"There is no record yet: “{begin} --help” says how one begins."
