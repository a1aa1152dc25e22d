"""The table of what a British officer means by what they type: dates_as_typed.txt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from spoc_tui.casework.dates.when import london

MOMENT = "%a %d %b %Y %H:%M"


TABLE = Path(__file__).with_name("dates_as_typed.txt")


class Line(NamedTuple):
    """One line of the table."""

    number: int
    now: datetime
    field: str
    typed: str
    meant: str


def lines() -> Iterator[Line]:
    now = None
    for number, text in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
        if text.startswith("on "):
            typed_on = datetime.strptime(text[3:], MOMENT)  # noqa: DTZ007
            assert f"{typed_on:%a}" == text[3:6]
            now = typed_on.replace(tzinfo=london()).astimezone(UTC)
        elif text and not text.startswith("#"):
            assert now is not None
            field, typed, meant = (part.strip() for part in text.split("|"))
            yield Line(number, now, field, typed, meant)


LINES = list(lines())
