"""Whose stories were out in twelve months: who had space, and who had none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.stories.papers import FEW
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.stories.papers import Share, SharesFacts
    from spoc_tui.reports.documents.document import Document

NONE_OF, NONE_THERE = "Every one had a story.", "None is on record."


def shares(facts: SharesFacts) -> Document:
    """By ward, size and group, the ones with none first."""
    known = [one for one in facts.sizes if one.name != SizeBand.UNKNOWN.words]
    sections = [
        Section(
            "In short",
            lines=(
                f"{counted(facts.stories, 'story', 'stories')} out from "
                f"{show_day(facts.since)} to {show_day(facts.today)}.",
                f"Wards with none: {_none(facts.wards)}",
                f"Size bands with none: {_none(known)}",
                f"Groups with none: {_none(facts.groups)}",
            ),
        ),
        _table("By ward", "Ward", facts.wards, _unplaced(facts)),
        _table("By size", "Size", facts.sizes, ()),
        _table("By whom they serve", "Group", facts.groups, _untagged(facts), few=FEW),
        Section(
            "How to read it",
            lines=(
                "A story counts in each ward that it names, else in that of its organisation; and "
                "with each group that its organisation serves.",
                "An organisation that nobody asked whom it serves is not one that serves nobody.",
            ),
        ),
    ]
    return paper("Fair shares", "For Communications.", facts.today, facts.officer, sections)


def _none(of: Sequence[Share]) -> str:
    if not of:
        return NONE_THERE
    names = [one.name for one in of if not one.stories]
    return f"{', '.join(names)}." if names else NONE_OF


def _table(
    title: str, called: str, of: Iterable[Share], lines: Iterable[str], *, few: int = 0
) -> Section:
    """`few`: of fewer organisations it is not said how many there are."""
    rows = [
        (
            one.name,
            f"{one.stories:,}",
            f"{one.organisations:,}",
            f"{one.there:,}" if one.there >= few else f"under {few:,}",
        )
        for one in of
    ]
    heads = (called, "Stories", "Organisations with one", "Organisations there are")
    return tabled(title, rows, (40, 15, 22, 23), heads, lines)


def _unplaced(facts: SharesFacts) -> list[str]:
    if not facts.unplaced:
        return []
    return [f"{counted(facts.unplaced, 'story', 'stories')} in no ward that is known."]


def _untagged(facts: SharesFacts) -> list[str]:
    if not facts.untagged:
        return []
    of = counted(facts.untagged, "story", "stories")
    return [f"{of} of organisations of which nobody knows whom they serve."]
