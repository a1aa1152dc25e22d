"""Made-up histories, and the records behind each figure of their weeks."""

from __future__ import annotations

from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.figures.figure import Unit
from spoc_tui.casework.week.definitions import BY_CODE
from spoc_tui.casework.week.measures import Figures
from spoc_tui.casework.week.periods import Period

STEPS = st.lists(
    st.tuples(st.integers(0, 13), st.integers(0, 3), st.integers(1, 60)), min_size=12, max_size=50
)
"""Each: which act is tried first, on which record, how many hours after the one before."""

OFTEN = ("passed_on", "reopened", "closed", "replied_late", "replied_not_yet")
"""Of these a record may count more than once; so may what was answered, once for each stretch."""


def check_records(store: Store, period: Period, code: str, figures: Figures) -> None:
    """Where a figure is a count of records, as many are found behind it."""
    behind = store.week.records_counted(period, code)
    assert len(store.week.records(behind)) == len(behind)
    value, name = figures.values[code], code.partition(".")[2]
    if BY_CODE[code].unit is Unit.COUNT:
        often = name in OFTEN or name.startswith("answered")
        assert len(behind) <= (value or 0) if often else len(behind) == value, code
        assert bool(behind) is bool(value)
