"""What a British officer means by what they type: the table in dates_as_typed.txt."""

from __future__ import annotations

import pytest
from typed_lines import LINES, Line

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.typed_dates import read_day
from spoc_tui.casework.dates.typed_day_and_time import read_day_and_time
from spoc_tui.casework.dates.typed_moments import read_moment
from spoc_tui.casework.dates.when import london_date, show_day, show_day_and_time, show_moment
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput

DAYS = WorkingDays()
DIRECTIONS = {
    "past": Direction.PAST,
    "ahead": Direction.AHEAD,
    "due": Direction.MOSTLY_AHEAD,
    "any": Direction.ANY,
}


def read(line: Line) -> str:
    """What is understood, in words; or the sentence that refuses it."""
    today = london_date(line.now)
    try:
        match line.field.split(" ", 1):
            case ["moment"]:
                return show_moment(read_moment(line.typed, now=line.now, days=DAYS))
            case ["time"]:
                on = read_day_and_time(line.typed, now=line.now, days=DAYS)
                return show_day_and_time(on, on.day) if on.day == today else show_day_and_time(on)
            case ["near", near]:
                anchor = read_day(near, today=today, days=DAYS, direction=Direction.ANY)
                direction = Direction.ANY
            case [name]:
                anchor, direction = today, DIRECTIONS[name]
        return show_day(
            read_day(line.typed, today=today, days=DAYS, direction=direction, near=anchor)
        )
    except BadInput as refused:
        return str(refused)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.number}: {line.typed}")
def test_the_table(line: Line) -> None:
    understood = read(line)
    if line.meant.startswith("!"):
        assert line.meant.removeprefix("!").strip() in understood
        assert understood.startswith("“")
    else:
        assert understood == line.meant


def test_the_table_is_long_and_says_nothing_twice() -> None:
    assert len(LINES) >= 200
    assert len({(line.now, line.field, line.typed.lower()) for line in LINES}) == len(LINES)
