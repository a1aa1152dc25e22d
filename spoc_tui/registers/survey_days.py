"""Which way round the days of an export are read, and what is said of that: as the officer says,
else as its rows show, else as an earlier export of the round was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.dates.in_cells import MONTHS
from spoc_tui.casework.dates.when import show_day
from spoc_tui.registers.survey_cells import is_month_before_day, when_in
from spoc_tui.registers.survey_columns import Read

FIRST = {False: "day first", True: "month first"}
"""How it is typed and remembered, by whether the month is before the day."""
_WORDED = {False: "the day before the month", True: "the month before the day"}


@dataclass(frozen=True)
class Order:
    """Which way round days are read."""

    month_first: bool = False
    is_known: bool = False
    """Whether there are days that can be read either way."""
    remark: str = ""


def order_of(
    days: Mapping[int, Sequence[str]],
    columns: Sequence[Read],
    opened: date,
    today: date,
    before: bool | None,
) -> Order:
    """The order of the `days` of an export, by the places of their columns; `before` is that in
    which an earlier export with such columns was read.
    """
    cells = list(days.values())
    said = next((one.month_first for one in columns if one.month_first is not None), None)
    either = {is_month_before_day(cells, opened, today, guess) for guess in FIRST}
    if None in either:
        return Order()
    found = said
    if found is None:
        found = is_month_before_day(cells, opened, today, before) is True
    telling, show = _telling([cell for column in cells for cell in column], found)
    remark = f"Days are read with {_WORDED[found]}{f': {telling} is {show}' if show else ''}."
    if said is None and before is not None and before is not found:
        remark += f" Those of an earlier export were read with {_WORDED[before]}."
    if said is None and len(either) > 1:
        at = next((at for at in days if columns[at].words), None)
        remark += (
            f" None of them shows which is first. If that is wrong, say “{at + 1}="
            f"{columns[at].what.value} {FIRST[not found]}”."
            if at is not None
            else ""
        )
    return Order(found, is_known=True, remark=remark)


def _telling(cells: Sequence[str], month_first: bool) -> tuple[str, str]:
    """The cell that shows best which way days are read, one of a day after the 12th, else the
    first; and its day. Blank where there is none.
    """
    found = [(cell, when_in(cell, month_first=month_first)) for cell in cells]
    days = [(one.day.day > MONTHS, cell, show_day(one.day)) for cell, one in found if one]
    _, cell, day = max(days, key=lambda one: one[0], default=(False, "", ""))
    return " ".join(cell.split()), day
