"""A declared record in full: its fields, what is due, links, promises, and what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from screens.widgets.case_view import Fact, Timeline, describe_due, facts_table, has_to_do_with
from screens.widgets.list_source import one_line
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.kinds.values import facts
from spoc_tui.casework.text import within_sentence

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.kinds.kind import Due


def drawn_record(case: DeclaredCase, dues: Sequence[Due], today: date) -> Group:
    """The case as text in two columns; nothing in it is markup."""
    one = case.record
    parts: list[Text | Table | Timeline] = [
        Text("  ".join(filter(None, (one.reference, one.number, one.status.words))), style="bold"),
        Text(one_line(one.subject), style="bold"),
        Text(),
        facts_table(_facts(case, dues, today)),
    ]
    parts += has_to_do_with(case.links)
    return Group(*parts, Text(), _heading("What happened"), Timeline(case.timeline))


def _facts(case: DeclaredCase, dues: Sequence[Due], today: date) -> Iterator[Fact]:
    tidied: dict[str, list[str]] = {}
    for due in dues:
        if due.is_to_tidy(today):
            tidied.setdefault(due.what, []).extend(filter(None, [due.words]))
            continue
        described = describe_due(DayAndTime(due.on, due.at), today)
        what = due.what if due.waits(today) else f"{due.what} by {described}"
        yield "to do", what + (f"\n{due.words}" if due.words else "")
    for what, of in tidied.items():
        yield "to do", "\n".join([what, *of])
    for label, described in facts(case.kind, case.record, today):
        if described != case.record.subject:
            yield within_sentence(label), described


def _heading(text: str) -> Text:
    return Text(text, style="bold underline")
