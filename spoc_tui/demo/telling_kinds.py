"""The stories of each kind of record beside enquiries: what was done when, told through the Store’s
verbs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from spoc_tui.demo import (
    buying,
    codesign,
    compact,
    equality,
    feedback,
    liaison,
    magazine,
    money,
    payments,
    premises,
    prescribing,
    pulse,
    section_106,
    volunteering,
)
from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store

Act = Callable[["Store", Sequence[str]], object]
"""One act, with the uids of the organisations in their order."""
TOLD = (
    *(payments.told, feedback.told, liaison.told, section_106.told, money.told),
    *(premises.told, compact.told, codesign.told, equality.told, prescribing.told, buying.told),
    *(volunteering.told, magazine.told, pulse.told),
)
"""Those of each kind."""


def told_of_kinds(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """All of them, each when it was done; the regulars are organisations that call often."""
    for told in TOLD:
        yield from told(diary, regulars)
