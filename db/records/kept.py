"""What the storage must know of each declared kind before its declaration is imported: frozen, and
held to the declarations by tests/kinds/test_frozen.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Within(NamedTuple):
    """That a record is part of another: a meeting of a group."""

    column: str
    """Its link there."""
    table: str
    """That of the other's kind, whose records have these as their own to read."""
    named: str
    """The other's column that its own subject says; blank: none."""


class KindColumns(NamedTuple):
    """The columns of a kind's table that more than its own records look at."""

    subject: str
    """SQL: what a record is called in a list, of its row `{row}`."""
    described: tuple[str, ...]
    """The columns that `subject` is worked out from."""
    drafted: str
    """The field that a half-typed one is called by."""
    searched: tuple[str, ...]
    """By whose words records are found."""
    acted: tuple[str, ...]
    """That acts alone set: each act rests on those before it."""
    organisation: str = ""
    """Whose a record is; blank: the kind has no such column."""
    team: str = ""
    """Which team has a record; blank: the kind has no such column."""
    groups: tuple[tuple[str, ...], ...] = ()
    """That make one fact."""
    several: tuple[str, ...] = ()
    """That hold several values."""
    once: tuple[str, ...] = ()
    """That tell a record from all others."""
    keyed: str = ""
    """The name from which the uid of what there is once is made, where it is not the table's."""
    asks: bool = False
    """Whether anybody is asked on a record (casework/kinds/party.py)."""
    within: Within | None = None
    number: str = ""
    """SQL: what a record is called by beside its reference, of its row `{row}`; blank: nothing."""
    numbered_by: str = ""
    """SQL: what that begins with, likewise."""
    gathered_by: str = ""
    """The link to what several belong to that the desk has in one row; blank: each has its own."""
    numbers_begin: str = ""
    """SQL: all that such a number may begin with, as `short`."""


class PartTable(NamedTuple):
    """A table of what belongs to records: its rows have fields of their own."""

    of: str
    """The table of the records; blank: they are of any kind."""
    searched: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    several: tuple[str, ...] = ()
    takes_part: bool = False
    """Whether each row says of an organisation, or a team, that it takes part."""


def _shown(day: str) -> str:
    """SQL: “Fri 4 Dec 2026”, of a column that begins with an ISO date."""
    months = "JanFebMarAprMayJunJulAugSepOctNovDec"
    weekday = f"substr('SunMonTueWedThuFriSat', strftime('%w', substr({day}, 1, 10)) * 3 + 1, 3)"
    month = f"substr('{months}', substr({day}, 6, 2) * 3 - 2, 3)"
    number = f"CAST(substr({day}, 9, 2) AS INTEGER)"
    return f"{weekday} || ' ' || {number} || ' ' || {month} || ' ' || substr({day}, 1, 4)"


_NUMBER = (
    "(SELECT upper(g.short) || '-' || substr({row}.year, 3) || '-' || "
    "printf('%02d', (SELECT count(*) FROM groups_decision AS n WHERE n.group_ = {row}.group_ "
    "AND n.year = {row}.year AND (n.began_at, n.uid) <= ({row}.began_at, {row}.uid))) "
    "FROM groups_group AS g WHERE g.uid = {row}.group_ AND g.short <> '')"
)
"""SQL: “SLG-26-07”, which decision of its group it is in its year, by when it was put on record:
counted with those that were undone, so that no other takes a number that was given out.
"""

KIND_COLUMNS: Mapping[str, KindColumns] = {
    "groups_group": KindColumns(
        subject="{row}.name",
        described=("name",),
        drafted="name",
        searched=("name", "short", "terms", "notes"),
        acted=(),
    ),
    "groups_decision": KindColumns(
        subject="{row}.words",
        described=("words",),
        drafted="words",
        searched=("words", "item"),
        acted=("year", "sent", "corrected", "corrections", "carried"),
        asks=True,
        within=Within("meeting", "groups_meeting", ""),
        number=_NUMBER,
        numbered_by="(SELECT upper(g.short) FROM groups_group AS g WHERE g.uid = {row}.group_)",
        gathered_by="group_",
        numbers_begin="SELECT upper(g.short) AS short FROM groups_group AS g "
        "WHERE g.short <> '' AND g.removed_at IS NULL",
    ),
    "groups_meeting": KindColumns(
        subject="coalesce((SELECT g.name FROM groups_group AS g WHERE g.uid = {row}.group_), '') "
        f"|| ', ' || coalesce({_shown('coalesce({row}.held, {row}.when_)')}, '')",
        described=("group_", "when_", "held"),
        drafted="group",
        searched=("place", "notes"),
        acted=("due_on", "agenda_at", "held", "notes_at"),
        once=("group_", "due_on"),
        keyed="check_in_held",
        asks=True,
        within=Within("group_", "groups_group", "name"),
    ),
    "stories_issue": KindColumns(
        subject="{row}.name",
        described=("name",),
        drafted="name",
        searched=("name", "notes"),
        acted=("copy_sent", "came_out"),
    ),
}
"""By table."""

PART_TABLES: Mapping[str, PartTable] = {
    "groups_group_members": PartTable("groups_group", takes_part=True),
    "groups_meeting_items": PartTable("groups_meeting", searched=("words",)),
    "groups_meeting_attendance": PartTable("groups_meeting", takes_part=True),
    "party": PartTable(
        "", searched=("called", "answer"), groups=(("answered", "answer"),), takes_part=True
    ),
}
"""By table; the column `record` of each says on which record its rows are."""

CLOSING_COLUMNS = ("closed_at", "closed_why")
"""The columns that close a record of any declared kind: one fact."""
WHERE_IT_STANDS = ("status", *CLOSING_COLUMNS)
"""Those that say where it stands, whatever its kind."""
KEPT_TABLES = frozenset(KIND_COLUMNS)
NAMED_IN_DUE: Mapping[str, frozenset[str]] = {
    "team": frozenset(("name", "merged_into", "removed_at")),
    "organisation": frozenset(("name", "state", "merged_into", "removed_at")),
    "contact": frozenset(("name",)),
    "feedback": frozenset(("done_at", "cannot_at", "closed_at", "removed_at")),
    "link": frozenset(("since", "declined", "removed_at")),
}
"""By table of what records link to, or what came of them, the columns that what is due on a record
may follow from: what it is called, and whether it is done.
"""
OF_ALL_DUE = frozenset(("holiday", "standard"))
"""The tables from which what is due on any record may follow."""


def parts_of(table: str) -> Iterator[str]:
    """The tables of what belongs to the records of a kind's table."""
    for part, its in PART_TABLES.items():
        if its.of == table or (not its.of and KIND_COLUMNS[table].asks):
            yield part
