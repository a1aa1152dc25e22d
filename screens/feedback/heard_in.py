"""Takes along from a screen what feedback that is begun there has to do with."""

from __future__ import annotations

from collections.abc import Mapping

from textual.screen import Screen

from screens.base import Caller, OfficerScreen, caller_of
from screens.records.every_kind import shown
from screens.records.page import RecordPage


def heard_in(screen: Screen[object]) -> tuple[Caller, Mapping[str, str]]:
    """Whom it begins with; on the page of a record in which it may have been heard also that
    record, and what was said there.
    """
    caller = screen.caller() if isinstance(screen, OfficerScreen) else Caller()
    if not isinstance(screen, RecordPage):
        return caller, {}
    case, said_there = screen.current_case(), shown(screen.KIND).said_there
    if case is None or said_there is None:
        return caller, {}
    record = case.record
    return caller_of(record), {"record": record.reference, "said": said_there(case)}
