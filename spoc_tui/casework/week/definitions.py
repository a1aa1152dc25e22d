"""Every figure of the summary, defined once, in words for those who read it.

figures_explained makes docs/figures.md and the last part of every summary from this.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from spoc_tui.casework.figures.figure import Figure, KindFigures
from spoc_tui.casework.records.kinds import BY_HAND, PACKAGE_OF

_OF = (
    *(kind.code for kind in BY_HAND if kind.prefix),
    "meeting",
    "window",
    "bid",
    "request",
    "compact",
    "invitation",
    "assessment",
    "service",
    "opportunity",
    "role",
    "story",
    "round",
)
"""The kinds that are counted, or that stand for their area."""
_KINDS: tuple[KindFigures, ...] = tuple(
    import_module(f"spoc_tui.casework.{PACKAGE_OF[code]}.figures").FIGURES for code in _OF
)
ALL_FIGURES = tuple(figure for kind in _KINDS for figure in kind.figures)
BY_CODE = {figure.code: figure for figure in ALL_FIGURES}
SECTIONS = {kind.section: kind.title for kind in _KINDS}
"""Of each section its title."""
SECTION_KINDS = {figures.section: code for figures, code in zip(_KINDS, _OF, strict=True)}
"""Of each section the code of the kind that is counted in it."""
KIND_COUNTED = {
    figure.code: kind.kinds.get(figure.code, code)
    for kind, code in zip(_KINDS, _OF, strict=True)
    for figure in kind.figures
}
"""Of each figure the code of the kind whose records it counts."""
QUIET = frozenset(kind.section for kind in _KINDS if kind.quiet)
"""Sections that are left out where there is nothing in them."""
COUNTED_ALONE = tuple(code for kind in _KINDS for code in kind.counted)
"""The codes of figures that count records of other kinds than enquiries, one by one."""
DIVIDED = {code: by for kind in _KINDS for code, by in kind.by.items()}
"""Those of them that are also broken down, each with by what: the side that owes a record, the
theme, the directorate.
"""

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
    return (figure for figure in ALL_FIGURES if figure.section == section)
