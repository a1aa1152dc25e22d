"""What the officer is told once they changed a record: what of it is to be put right by that, and
which of its days are past already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.kinds.kind import TIDY

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Due


def remarks(before: Collection[Due] | None, after: Collection[Due], today: date) -> Iterator[str]:
    """Each a sentence, of what is due on it `after` and was not `before`: “Two chairs: …”, “Meeting
    by Fri 3 Apr 2026: that day is past.” None: it is new, and what can be tidied up at any time is
    no news.
    """
    for due in after:
        what = f"{due.what[:1].upper()}{due.what[1:]}"
        if before is not None and due in before:
            continue
        if due.band == TIDY and before is not None:
            yield f"{what}{f': {due.words}' if due.words else ''}."
        elif due.presses and due.on < today:
            yield f"{what} by {show_day(due.on)}: that day is past."
