"""Days counted from another: `tomorrow`, `+3`, `in a fortnight`, `a week on friday`, `eom`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spoc_tui.casework.dates.fields import DateRequest, Direction, Readings
from spoc_tui.casework.dates.weekdays import WEEK, weekday_phrase
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.dates.words import NUMBER_PATTERN, number
from spoc_tui.casework.dates.working_days import ONE_DAY

FURTHEST = 9999

_STEP = re.compile(
    rf"(?P<ahead>\+ ?|in |within )?(?P<back>- ?)?(?P<n>{NUMBER_PATTERN})? ?"
    r"(?P<unit>d|wd|w|days?|working days?|wks?|weeks?|fortnights?|months?|years?)?"
    r"(?:(?P<ago> ago)| (?:on |from )?(?P<start>(?:last )?[a-z]+))?"
)
_TIME = re.compile(r"(?<=[a-z])(?:'s|')? time$")
_NAMED = {
    **dict.fromkeys(("today", "eod", "end of day", "end of the day", "close of play", "cop"), 0),
    "tomorrow": 1,
    "tom": 1,
    "tmrw": 1,
    "day after tomorrow": 2,
    "yesterday": -1,
    "day before yesterday": -2,
    "tomorrow week": 8,
    "today week": 7,
    "tomorrow fortnight": 15,
    "today fortnight": 14,
}
_SHORT = {"eow": "week", "eom": "month", "eoy": "year"}
_END = re.compile(r"(?:end of (?P<end>.+)|(?P<short>eo[wmy])|(?P<unit>month|year|week) end)")
_END_OF = re.compile(r"(?:the )?(?:(?P<which>this|next|last) )?(?P<unit>week|month|year)")
_FINANCIAL = ("end of the financial year", "end of financial year", "financial year end")
_WHICH = {None: 0, "this": 0, "next": 1, "last": -1}


def counted_day(typed: str, asked: DateRequest) -> Readings | None:
    """A day counted from today, or from another that is named; None if it is none of these."""
    if typed in _NAMED:
        return Readings([asked.today + timedelta(days=_NAMED[typed])])
    found = _found(typed, asked)
    if found is not None and asked.near != asked.today and _says_no_start(typed):
        from_near = _found(typed, asked._replace(today=asked.near))
        if from_near not in (found, None):
            raise ValueError(
                f"it may be counted from {show_day(asked.near)} ({show_day(from_near)}) or from "
                f"today ({show_day(found)}); type the date"
            )
    return Readings([found]) if found else None


def _found(typed: str, asked: DateRequest) -> date | None:
    return _first_working_day(typed, asked) or _end(typed, asked) or _step(typed, asked)


def _says_no_start(typed: str) -> bool:
    """Whether it may be counted from today or from another day: “30 days”, “end of month”."""
    if end := _END.fullmatch(typed):
        of = _END_OF.fullmatch(end["end"] or "")
        return not (of and of["which"])
    step = _step_of(typed)
    return step is not None and not (step["back"] or step["ago"] or step["start"])


def _first_working_day(typed: str, asked: DateRequest) -> date | None:
    from dateutil.relativedelta import relativedelta

    monday = asked.today - timedelta(days=asked.today.weekday())
    match typed:
        case "next week":
            return asked.days.on_or_after(monday + WEEK)
        case "week after next":
            return asked.days.on_or_after(monday + 2 * WEEK)
        case "next working day":
            return asked.days.add(asked.today, 1)
        case "next month":
            return asked.days.on_or_after(asked.today + relativedelta(months=1, day=1))
    return None


def _end(typed: str, asked: DateRequest) -> date | None:
    """The last day of a month or year, working or not; of a week its Friday."""
    from dateutil.relativedelta import relativedelta

    if typed in _FINANCIAL:
        april = asked.today.month > 3
        return date(asked.today.year + april, 3, 31)
    if typed == "year end":
        raise ValueError(
            f"it may be 31 December or the financial year’s, 31 March; type the date, or one of: "
            f"end of the year, {_FINANCIAL[0]}"
        )
    match = _END.fullmatch(typed)
    if match is None:
        return None
    of = _END_OF.fullmatch(match["end"] or match["unit"] or _SHORT[match["short"]])
    if of is None:
        return None
    n = _WHICH[of["which"]]
    match of["unit"]:
        case "week":
            return asked.today + timedelta(days=4 - asked.today.weekday()) + n * WEEK
        case "month":
            return asked.today + relativedelta(months=n, day=31)
        case _:
            return asked.today + relativedelta(years=n, month=12, day=31)


def _step(typed: str, asked: DateRequest) -> date | None:
    """So many days, working days, weeks, months or years on or back."""
    step = _step_of(typed)
    if step is None or not (step["n"] or step["unit"]):
        return None
    if bool(step["ahead"]) + bool(step["back"]) + bool(step["ago"]) > 1:
        return None
    unit = step["unit"] or ""
    if not step["n"]:  # “week on friday”, “fortnight today”; alone it is no day
        if not step["start"] or unit not in ("week", "fortnight"):
            return None
    elif not (step["ahead"] or step["back"] or step["ago"] or unit):
        if step["start"] or not step["n"].isdigit():
            return None
        hour = f", or type “at {step['n']}” for a time" if asked.timed else ""
        raise ValueError(f"it is only a number; add the month (25/12), or a plus (+3){hour}")
    if len(step["n"] or "") > len(str(FURTHEST)) and step["n"].isdigit():
        raise ValueError(f"{FURTHEST:,} is as far as it counts")
    start = _start(step["start"], asked)
    if start is None:
        return None
    n = number(step["n"]) if step["n"] else 1
    assert n is not None  # NUMBER is what it reads
    back = bool(step["back"] or step["ago"] or (step["start"] or "").startswith("last "))
    return _counted(start, -n if back else n, unit, asked)


def _step_of(typed: str) -> re.Match[str] | None:
    return _STEP.fullmatch(_TIME.sub("", typed))


def _start(typed: str | None, asked: DateRequest) -> date | None:
    """The day that is counted from: today, tomorrow, a weekday."""
    if typed in (None, "today", "now"):
        return asked.today
    if typed in ("tomorrow", "yesterday"):
        return asked.today + timedelta(days=_NAMED[typed])
    found = weekday_phrase(typed or "", asked._replace(direction=Direction.ANY))
    return found.days[0] if found else None


def _counted(start: date, n: int, unit: str, asked: DateRequest) -> date:
    from dateutil.relativedelta import relativedelta

    if unit == "wd" or unit.startswith("working"):
        if n < 0:
            raise ValueError("working days are counted forward only; type -3 for calendar days")
        return asked.days.add(start, n)
    if unit in ("w", "wk", "wks") or unit.startswith("week"):
        return start + n * WEEK
    if unit.startswith("fortnight"):
        return start + 2 * n * WEEK
    if unit.startswith("month"):
        return start + relativedelta(months=n)
    if unit.startswith("year"):
        return start + relativedelta(years=n)
    return start + n * ONE_DAY
