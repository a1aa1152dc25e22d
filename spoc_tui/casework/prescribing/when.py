"""When a service is, in words for those who are signposted to it."""

from __future__ import annotations

from spoc_tui.casework.dates.recurrence import rule_in_words
from spoc_tui.casework.dates.when import WEEKDAYS

_WEEKLY = "FREQ=WEEKLY"


def when_words(rule: str, hours: str = "") -> str:
    """“every week on Tuesday and Thursday, 9:30 to 12:00”; blank: it is not known."""
    return ", ".join(filter(None, (_days(rule) if rule else "", hours)))


def _days(rule: str) -> str:
    said = rule_in_words(rule)
    parts = dict(part.split("=") for part in rule.split(";"))
    codes = parts.get("BYDAY", "").split(",")
    if said != rule or parts.keys() - {"FREQ", "INTERVAL", "BYDAY"} or not said.startswith(_WEEKLY):
        return said
    names = [day for day in WEEKDAYS if day[:2].upper() in codes]
    n = int(parts.get("INTERVAL", "1"))
    every = "every week" if n == 1 else f"every {n} weeks"
    return f"{every} on {', '.join(names[:-1])} and {names[-1]}"
