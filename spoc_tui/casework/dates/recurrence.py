"""How often something recurs, as an officer types it, and on which working days that falls.

Rules are RFC 5545 recurrence rules (`FREQ=WEEKLY;INTERVAL=6`), calculated by python-dateutil.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from spoc_tui.casework.dates.when import WEEKDAYS
from spoc_tui.casework.dates.words import NUMBER_WORDS
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import clean_line, shortened

HOW_OFTEN = (
    "Type for example 6 weeks, fortnight, month, quarter, first Tuesday, last Friday of the "
    "month, or an RFC 5545 rule: FREQ=WEEKLY;INTERVAL=6."
)
LAST_YEAR = 2100
"""No date is worked out past the end of it; dates are typed up to then."""
MOST_BETWEEN = 366
"""The most days, weeks, months or years between two."""

_UNITS = {
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
}
_SAID = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_ADVERBS = {
    **{f"{unit}ly": unit for unit in _UNITS},
    "daily": "day",
    "annually": "year",
}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_NTH_SHORT = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_CODES = tuple(name[:2].upper() for name in WEEKDAYS)

_EVERY = re.compile(r"(?:(?P<count>[0-9]{1,3}|[a-z]+) )?(?P<unit>[a-z]+)")
_ON = re.compile(
    r"(?:(?P<nth>[a-z0-9]+) )?(?P<weekday>[a-z]+)(?P<monthly> (?:of|in) (?:the|each|every) month)?"
)
_DAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_MONTH_DAY = "[+-]?(?:0?[1-9]|[12][0-9]|3[01])"
_PATTERNS = {
    "FREQ": "|".join(_SAID),
    "INTERVAL": "0*[1-9][0-9]{0,2}",
    "BYDAY": f"(?:[+-]?[1-9][0-9]?)?{_DAY}(?:,(?:[+-]?[1-9][0-9]?)?{_DAY})*",
    "BYMONTHDAY": f"{_MONTH_DAY}(?:,{_MONTH_DAY})*",
    "BYMONTH": "(?:0?[1-9]|1[0-2])(?:,(?:0?[1-9]|1[0-2]))*",
    "BYSETPOS": "[+-]?[1-9][0-9]{0,2}",
    "WKST": _DAY,
}
"""The parts a rule may have here, in the order in which they are kept, and their values."""
_TAKES = {
    "DAILY": {"FREQ", "INTERVAL"},
    "WEEKLY": {"FREQ", "INTERVAL", "BYDAY", "WKST"},
    "MONTHLY": {*_PATTERNS},
    "YEARLY": {*_PATTERNS},
}
_ENDS = ("COUNT", "UNTIL")

Parts = dict[str, str]


def nominal_dates(rule: str, starts: date) -> Iterator[date]:
    """The rule's own dates from `starts` to the end of 2100, working days or not.

    The 29th to 31st of a month, where the rule says no day, is the last day of a shorter one.
    """
    # Not at the top: nothing of it is needed to start.
    from dateutil.rrule import rrulestr

    until = f"{rule}{_end_of_month(rule, starts)};UNTIL={LAST_YEAR}1231T000000"
    first = datetime(starts.year, starts.month, starts.day)  # noqa: DTZ001
    return (at.date() for at in rrulestr(until, dtstart=first))


def read_rule(text: str, field: str = "every") -> str:
    """The recurrence rule of what an officer types: “6 weeks”, “monthly”, “first Tuesday”.

    BadInput, saying what may be typed, if it is not one. See also `HOW_OFTEN`.
    """
    typed = clean_line(text, field=field, limit=200)
    parts = _raw(typed, field) if "=" in typed else _typed(typed.lower())
    if parts is None:
        described = f"“{shortened(typed, 40)}” does not say how often" if typed else "Say how often"
        raise BadInput(f"{described}. {HOW_OFTEN}", field=field)
    if int(parts.get("INTERVAL", "1")) > MOST_BETWEEN:
        raise BadInput(
            f"{MOST_BETWEEN} is the most between two check-ins. {HOW_OFTEN}", field=field
        )
    return _text(parts)


def rule_in_words(rule: str) -> str:
    """“every 6 weeks”, “the first Tuesday of every month”; the rule itself if it is not one of
    these. `read_rule` understands it.
    """
    parts = _parts(rule)
    n, unit = int(parts.pop("INTERVAL", "1")), _SAID[parts.pop("FREQ")]
    every = f"every {unit}" if n == 1 else f"every {n} {unit}s"
    if not parts:
        return every
    by_day = parts.pop("BYDAY", "")
    if parts or not by_day or "," in by_day:
        return rule
    by, code = by_day[:-2], by_day[-2:]
    weekday = WEEKDAYS[_CODES.index(code)]
    if unit == "week" and not by:
        return f"{every} on {weekday}"
    nth = next((name for name, number in _NTH.items() if str(number) == by), None)
    if unit != "month" or nth is None:
        return rule
    return f"the {nth} {weekday} of {every}" if n == 1 else f"{every} on the {nth} {weekday}"


def _end_of_month(rule: str, starts: date) -> str:
    """Makes 31 January, monthly, the last day of February: RFC 5545 leaves it out."""
    parts = _parts(rule)
    if starts.day <= 28 or parts["FREQ"] not in ("MONTHLY", "YEARLY"):
        return ""
    if any(name.startswith("BY") for name in parts):
        return ""
    monthly = "" if parts["FREQ"] == "MONTHLY" else f";BYMONTH={starts.month}"
    month_days = ",".join(map(str, range(28, starts.day + 1)))
    return f"{monthly};BYMONTHDAY={month_days};BYSETPOS=-1"


def _parts(rule: str) -> Parts:
    return dict(part.split("=") for part in rule.split(";"))


def _text(parts: Parts) -> str:
    """The rule, its parts in one order."""
    return ";".join(f"{name}={parts[name]}" for name in _PATTERNS if name in parts)


def _made(freq: str, n: int, by_day: str = "") -> Parts:
    interval = {"INTERVAL": str(n)} if n > 1 else {}
    return {"FREQ": freq, **interval, **({"BYDAY": by_day} if by_day else {})}


def _typed(typed: str) -> Parts | None:
    """The parts of a rule in words; None if they are not."""
    plain = " ".join(typed.replace(",", " ").replace("-", " ").split())
    plain = re.sub(r"^(?:(?:every|each|the) )+", "", plain)
    often, on, which = plain.partition(" on ")
    if not on:
        return _every(often) or _on(often)
    every, day = _every(often), _on(which.removeprefix("the "))
    if every is None or day is None or every["FREQ"] != day["FREQ"]:
        return None
    return {**every, **day}


def _every(typed: str) -> Parts | None:
    """“6 weeks”, “other week”, “monthly”."""
    match = _EVERY.fullmatch(typed)
    if match is None:
        return None
    unit = match["unit"]
    unit = _ADVERBS.get(unit) or unit.removesuffix("s")
    count = match["count"] or "1"
    if count in NUMBER_WORDS:
        count = str(NUMBER_WORDS.index(count) + 1)
    elif count == "other":
        count = "2"
    if unit not in _UNITS or not count.isdecimal() or int(count) == 0:
        return None
    freq, times = _UNITS[unit]
    return _made(freq, int(count) * times)


def _on(typed: str) -> Parts | None:
    """“Tuesday” is weekly, “first Tuesday” and “last Friday of the month” monthly."""
    match = _ON.fullmatch(typed)
    if match is None:
        return None
    name = match["weekday"].removesuffix("s")
    codes = [_CODES[at] for at, day in enumerate(WEEKDAYS) if day.lower().startswith(name)]
    if len(codes) != 1 or len(name) < 3:
        return None
    if match["nth"] is None:
        return None if match["monthly"] else _made("WEEKLY", 1, codes[0])
    nth = {**_NTH, **_NTH_SHORT}.get(match["nth"])
    return _made("MONTHLY", 1, f"{nth}{codes[0]}") if nth else None


def _raw(typed: str, field: str) -> Parts:
    """The parts of a rule as RFC 5545 writes it; BadInput if it is not one that can be kept."""
    parts: Parts = {}
    for part in typed.upper().replace(" ", "").removeprefix("RRULE:").strip(";").split(";"):
        name, _, value = part.partition("=")
        if name in _ENDS:
            raise BadInput(
                f"A check-in goes on until it is ended: leave {name} out. {HOW_OFTEN}", field=field
            )
        pattern = _PATTERNS.get(name)
        if pattern is None or name in parts or not re.fullmatch(pattern, value):
            raise BadInput(
                f"“{shortened(part, 40)}” cannot be used in a rule. {HOW_OFTEN}", field=field
            )
        parts[name] = value.replace("+", "")
    takes = _TAKES.get(parts.get("FREQ", ""))
    if takes is None:
        raise BadInput(f"The rule has no FREQ. {HOW_OFTEN}", field=field)
    numbered = parts["FREQ"] == "WEEKLY" and re.search("[0-9]", parts.get("BYDAY", ""))
    if numbered or not takes.issuperset(parts):
        left = sorted(set(parts) - takes) or ["a numbered BYDAY"]
        raise BadInput(
            f"A {parts['FREQ']} rule does not take {', '.join(left)}. {HOW_OFTEN}", field=field
        )
    n = int(parts.pop("INTERVAL", "1"))
    made = {**parts, **_made(parts["FREQ"], n)}
    _check(made, field)
    return made


def _check(parts: Parts, field: str) -> None:
    """BadInput where dateutil cannot make a rule of it."""
    from dateutil.rrule import rrulestr

    try:
        rrulestr(_text(parts), dtstart=datetime(2000, 1, 1))  # noqa: DTZ001
    except ValueError:
        raise BadInput(
            f"“{_text(parts)}” is no recurrence rule. {HOW_OFTEN}", field=field
        ) from None
