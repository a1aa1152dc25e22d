"""What follows from a record by the calendar and the figures that change with the years: written
with every change of it, and again where those change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.kinds.act import Values
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.casework.kinds.fields import Day, DeclaredField
from spoc_tui.casework.kinds.values import described
from spoc_tui.casework.records.kinds import package_of_area

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import R


@cache
def shipped_figures() -> tuple[DatedFigure, ...]:
    """The figures that areas come with: FIGURES of casework/AREA/dated.py."""
    found: list[DatedFigure] = []
    for area in AREAS:
        room = f"spoc_tui.casework.{package_of_area(area)}.dated"
        if find_spec(room) is not None:
            found += import_module(room).FIGURES
    return tuple(found)


def worked_out(
    kind: Kind[R], one: R, days: WorkingDays, figures: Sequence[DatedFigure]
) -> dict[str, Any]:
    """What follows from a record, as far as it is not so yet."""
    follows: Values = kind.works_out(one, days, figures)
    return {name: value for name, value in follows.items() if getattr(one, name) != value}


def moved_words(kind: Kind[R], before: R, values: Values) -> str:
    """“closes: from Sat 18 Apr 2026 to Tue 21 Apr 2026”: the days among these values that were
    another before.
    """
    return "; ".join(_moved(kind.fields, before, values))


def _moved(fields: Any, before: Any, values: Values) -> Iterator[str]:
    for name, value in values.items():
        field: DeclaredField = fields[name]
        stood = getattr(before, name)
        if isinstance(field, Day) and field.shown and None not in (stood, value):
            words = (described(field, each) for each in (stood, value))
            yield f"{field.label_within}: from {' to '.join(words)}"
