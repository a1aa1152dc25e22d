"""Shared by the papers of groups: decisions, actions, and the lines at the top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.records.signed import Signed, anchor_of
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.fitting import short

if TYPE_CHECKING:
    from spoc_tui.casework.feedback.feedback import Feedback
    from spoc_tui.casework.groups.decision import Decision
    from spoc_tui.casework.groups.group import Group
    from spoc_tui.casework.groups.papers import Source

NOTHING = "Nothing."
LONGEST = 400
LONGEST_NAME = 120
ACTIONS = ((14, 40, 24, 22), ("Decision", "What", "Who owes it", "By"))
"""The widths and headings of a table of actions."""


def paper(
    title: str, group: Group, today: date, officer: str, sections: Sequence[Section]
) -> Document:
    """A paper for the members of a group."""
    by = short(officer, LONGEST_NAME)
    return Document(
        title=short(title, LONGEST_NAME),
        notice=f"For the members of {short(group.name, LONGEST_NAME)}.",
        written=f"As at {show_day(today)}; written by {by}.",
        author=Signed(by, anchor_of(officer)),
        day=today,
        sections=tuple(sections),
    )


def tabled(
    title: str,
    rows: Iterable[Sequence[str]],
    widths: tuple[int, ...],
    heads: tuple[str, ...],
    lines: Iterable[str] = (),
    *,
    by_hand: tuple[int, ...] = (),
) -> Section:
    """A section with a table, or one that says that there is nothing in it."""
    found = tuple(tuple(short(cell, LONGEST) for cell in row) for row in rows)
    if not found:
        return Section(title, lines=(NOTHING, *lines))
    return Section(title, Table(found, widths, heads, by_hand=by_hand), lines=tuple(lines))


def action_row(one: Source, action: Feedback, today: date) -> tuple[str, ...]:
    """What came of a decision, or of a meeting: what, who owes it, by when, and whether it is late
    or done.
    """
    return (
        one.named,
        f"{action.subject} ({action.reference})",
        action.owed_by_side,
        by_when(action, today),
    )


def by_when(action: Feedback, today: date) -> str:
    """“Thu 3 Sep 2026: LATE”, “done Thu 3 Sep 2026”."""
    if action.settled_on is not None:
        return f"{'done' if action.done_at else 'cannot be done'} {show_day(action.settled_on)}"
    if action.due is None:
        return "no day"
    return f"{show_day(action.due)}: LATE" if action.is_late(today) else show_day(action.due)


def stands(one: Decision) -> str:
    """What became of it: “carried out”, “1 of 3 actions to do”, “withdrawn: …”."""
    if not one.is_open and one.carried is None:
        return f"withdrawn: {one.closed_why}" if one.closed_why else "withdrawn"
    if one.owed:
        return f"{len(one.owed):,} of {len(one.actions):,} to do"
    return one.status.words


def decided_words(one: Decision) -> str:
    """What was decided, with who was against it and who declared an interest."""
    described = [one.against_words]
    described += [f"interest declared: {each.name}" for each in one.interests]
    second_connection = "; ".join(filter(None, described))
    return f"{one.words} ({second_connection})" if second_connection else one.words


def corrections(decisions: Iterable[Decision]) -> list[str]:
    """A line for each correction of what was sent round before."""
    return [
        f"Corrected: {one.named}, {line}."
        for one in decisions
        for line in one.corrections.splitlines()
    ]
