"""Every figure of the summary, defined once, in words for those who read it.

figures_explained makes docs/figures.md and the last part of every summary from this.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from spoc_tui.casework.figures.figure import Figure, KindFigures
from spoc_tui.casework.records.kinds import BY_HAND, ROOM_OF

_KINDS: tuple[KindFigures, ...] = tuple(
    import_module(f"spoc_tui.casework.{ROOM_OF[kind.code]}.figures").FIGURES
    for kind in BY_HAND
    if kind.prefix
)
FIGURES = tuple(figure for kind in _KINDS for figure in kind.figures)
BY_CODE = {figure.code: figure for figure in FIGURES}
SECTIONS = {kind.section: kind.title for kind in _KINDS}
"""Of each section its title."""
SECTION_KINDS = {
    figures.section: kind.code
    for figures, kind in zip(_KINDS, (one for one in BY_HAND if one.prefix), strict=True)
}
"""Of each section the code of the kind that is counted in it."""
COUNTED_ALONE = tuple(code for kind in _KINDS for code in kind.counted)
"""The codes of figures that count records of other kinds than enquiries, one by one."""
BY_SIDE = tuple(code for kind in _KINDS if kind.by_side for code in kind.counted)
"""Those of them that are also told by the side that owes a record."""

BREAKDOWNS = {
    "topic": "by topic",
    "directorate": "by directorate",
    "channel": "by channel",
    "ward": "by ward",
}
"""How the enquiries received, closed and open at the end are broken down; see BROKEN_DOWN of
figures_explained.
"""


def of_section(section: str) -> Iterator[Figure]:
    """Its figures, in order."""
    return (figure for figure in FIGURES if figure.section == section)
