"""`spoc week --behind FIGURE`: the records that a figure was counted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from spoc_tui.cli.desk import Desk

if TYPE_CHECKING:
    from spoc_tui.casework.week.periods import Period


@dataclass(frozen=True)
class Which:
    """The records asked for: behind which figure, and under which name of which breakdown."""

    figure: str
    by: str = ""
    name: str = ""


def read_which(behind: str, where: str | None) -> Which:
    """`--behind enquiries.received --where ward=Gillingham`."""
    by, equals, name = (where or "").partition("=")
    if where is not None and not equals:
        raise click.UsageError("--where is BREAKDOWN=NAME, as in --where topic=Housing.")
    return Which(behind.strip().lower(), by.strip().lower(), name.strip())


def say_records(desk: Desk, period: Period, which: Which) -> None:
    """Answers with the records behind a figure, as they stand now, one a line."""
    week = desk.store.week
    pointers = week.records_counted(period, which.figure, which.by, which.name)
    found = week.records(pointers)
    shape = [
        {
            "kind": one.kind,
            "id": one.uid,
            "reference": one.reference or None,
            "who": one.who,
            "subject": one.subject or None,
            "status": one.status,
        }
        for one in found
    ]
    lines = (
        "  ".join(filter(None, (one.reference, one.who, one.subject, f"({one.status})")))
        for one in found
    )
    desk.say(shape, "\n".join(lines) or "Nothing was counted in it.")
