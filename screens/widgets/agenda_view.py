"""A group's agenda: what either side owes, what was done and heard since, who waits to hear."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.text import Text

from screens.widgets.list_source import one_line
from spoc_tui.casework.dates import when
from spoc_tui.casework.feedback.agenda import GroupAgenda
from spoc_tui.casework.feedback.feedback import Feedback

ACTIONS_SHOWN = 12
"""How many actions of each part are shown; the rest are counted."""


def drawn_agenda(agenda: GroupAgenda) -> Group:
    """The agenda as text; nothing in it is markup."""
    since = when.show_day(agenda.since) if agenda.since else "the beginning"
    parts = [Text(one_line(agenda.group.name), style="bold"), Text(f"Since {since}", "dim")]
    if agenda.group.notes:
        parts.append(Text(agenda.group.notes))
    for title, feedback in (
        ("The council owes", agenda.council_owes),
        ("The sector owes", agenda.sector_owes),
        ("Done since last time", agenda.done_since),
        ("Heard since last time", agenda.heard_since),
        ("Still waiting to hear", agenda.waiting),
    ):
        parts += [Text(), Text(title, style="bold underline"), *_lines(feedback, agenda)]
    return Group(*parts)


def _lines(feedback: Sequence[Feedback], agenda: GroupAgenda) -> list[Text]:
    if not feedback:
        return [Text("Nothing.", style="dim")]
    lines = []
    for one in feedback[:ACTIONS_SHOWN]:
        due = f", by {when.show_day(one.due, agenda.today)}" if one.due and one.is_owed else ""
        late = ", late" if one.is_late(agenda.today) else ""
        described = f"{one.reference} {one_line(one.subject)}: {one.owed_by}{due}{late}"
        lines.append(Text(described, style="bold" if late else ""))
    if len(feedback) > ACTIONS_SHOWN:
        lines.append(Text(f"and {len(feedback) - ACTIONS_SHOWN:,} more", style="dim"))
    return lines
