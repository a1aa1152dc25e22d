"""What the storage is told of a declared kind, and of a table of what belongs to records."""

from __future__ import annotations

from typing import NamedTuple


class Within(NamedTuple):
    """That a record is part of another: a meeting of a group."""

    column: str
    """Its link there."""
    table: str
    """That of the other's kind, whose records have these as their own to read."""
    named: str
    """The other's column that its own subject says; blank: none."""


class NamedAfter(NamedTuple):
    """That a record is called after a row of another table, and found by that name: a briefing
    after its directorate.
    """

    column: str
    """Its link there."""
    table: str
    name: str
    """The other's column with the name."""


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
    named_after: NamedAfter | None = None
    bears_on: str = ""
    """The link to a record on which what is due follows from these, too; blank: there is none."""
    number: str = ""
    """SQL: what a record is called by beside its reference, of its row `{row}`; blank: nothing."""
    numbered_by: str = ""
    """SQL: what that begins with, likewise."""
    gathered_by: str = ""
    """The link to what several belong to that the desk has in one row; blank: each has its own."""
    numbers_begin: str = ""
    """SQL: all that such a number may begin with, as `short`."""
    distinct: str = ""
    """That no two open records have alike; blank: there is none."""
    short: str = ""
    """A shorter name, that no two records have alike; blank: there is none."""
    wards: str = ""
    """In which wards a record lies, of several with semicolons; blank: it has no such column."""
    rests: tuple[tuple[str, str], ...] = ()
    """What is there only while what it is `within` has something: each with the column there."""


class PartTable(NamedTuple):
    """A table of what belongs to records: its rows have fields of their own."""

    of: str
    """The table of the records; blank: they are of any kind."""
    searched: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    several: tuple[str, ...] = ()
    takes_part: bool = False
    """Whether each row says of an organisation, or a team, that it takes part."""


def shown_day(day: str) -> str:
    """SQL: “Fri 4 Dec 2026”, of a column that begins with an ISO date."""
    months = "JanFebMarAprMayJunJulAugSepOctNovDec"
    weekday = f"substr('SunMonTueWedThuFriSat', strftime('%w', substr({day}, 1, 10)) * 3 + 1, 3)"
    month = f"substr('{months}', substr({day}, 6, 2) * 3 - 2, 3)"
    number = f"CAST(substr({day}, 9, 2) AS INTEGER)"
    return f"{weekday} || ' ' || {number} || ' ' || {month} || ' ' || substr({day}, 1, 4)"
