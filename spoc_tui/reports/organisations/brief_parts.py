"""The parts of a briefing sheet: what each kind of record has on it, and how a list is set."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from spoc_tui.casework.organisations.briefing import Briefing
from spoc_tui.casework.records.kinds import PACKAGE_OF
from spoc_tui.reports.documents.document import Section, Table
from spoc_tui.reports.fitting import TextRow


class BriefSection(NamedTuple):
    """What a kind written by hand has on the sheet: SECTION of reports/SUBJECT/brief.py."""

    make: Callable[[Briefing, int], Section]
    """On at most so many lines."""
    lines: int
    """How many its rows may take."""
    before_promises: bool = False
    """Whether it is above what was promised."""


def section_of(kind: str) -> BriefSection:
    """That of a kind, by its code."""
    found: BriefSection = import_module(f"spoc_tui.reports.{PACKAGE_OF[kind]}.brief").SECTION
    return found


def table_of(rows: tuple[TextRow, ...], widths: tuple[int, ...], *heads: str) -> Table | None:
    """The table of these rows; None where there are none."""
    return Table(rows, widths, heads) if rows else None


def lines_of(*lines: str) -> tuple[str, ...]:
    """Those that say something."""
    return tuple(filter(None, lines))
