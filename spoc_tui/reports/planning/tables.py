"""What several papers of planning have alike: what is at the top, a window in rows, its schemes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.records.signed import Signed, anchor_of
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.fitting import short

if TYPE_CHECKING:
    from spoc_tui.casework.planning.scheme import Scheme
    from spoc_tui.casework.planning.window import Window

LONGEST, LONGEST_NAME = 300, 120
NOTHING = "None."
SCHEMES = ((26, 14, 26, 20, 14), ("Scheme", "Ward", "Need", "Three tests", "Rough cost"))


def paper(
    title: str, notice: str, today: date, officer: str, sections: Sequence[Section]
) -> Document:
    """A paper of planning."""
    by = short(officer, LONGEST_NAME)
    return Document(
        title=short(title, LONGEST_NAME),
        notice=notice,
        written=f"As at {show_day(today)}; written by {by}.",
        author=Signed(by, anchor_of(officer)),
        day=today,
        sections=tuple(sections),
    )


def tabled(
    title: str,
    rows: Iterable[Sequence[str]],
    widths: tuple[int, ...],
    heads: tuple[str, ...] = (),
    lines: Iterable[str] = (),
    *,
    part: bool = False,
) -> Section:
    """A section with a table, or one that says that there is nothing in it."""
    found = tuple(tuple(short(cell, LONGEST) for cell in row) for row in rows)
    if not found:
        return Section(title, lines=(NOTHING, *lines), part=part)
    return Section(title, Table(found, widths, heads), lines=tuple(lines), part=part)


def window_rows(one: Window) -> Iterator[tuple[str, str]]:
    """The application, the site, the days."""
    wards = f" ({'; '.join(one.ward_names)})" if one.wards else ""
    yield "Application", one.application
    yield "Site", f"{one.site}{wards}"
    if one.dwellings:
        homes = f" ({one.homes.words})" if one.homes else ""
        yield "Homes", f"{one.dwellings:,}{homes}"
    if one.closes:
        yield "Last day for views", show_day(one.closes)
    if one.sum_working:
        yield "Indicative sum", one.sum_working


def scheme_rows(schemes: Iterable[Scheme]) -> Iterator[tuple[str, ...]]:
    """What is wanted, for which ward, why, by which tests, for about how much."""
    for one in schemes:
        what = f"{one.what}{f', {one.place}' if one.place else ''}"
        facility = f" ({one.facility.words})" if one.facility else ""
        need = one.need or "not said yet"
        yield f"{what}{facility}", one.ward, need, one.tests, one.cost_words or "not known"
