"""A directorate, team, topic or theme that is put into another: what is taken over, and which of
them are one and the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spoc_tui.casework.council.council import CouncilRecord, Team
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.organisations.merging import combined
from spoc_tui.casework.text import compared

RowValues = Mapping[str, Any]
"""A row by its columns; of a team, `directorate_name` too."""

TAKEN_OVER_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "directorate": (),
    "team": ("inbox", "phone", "lead"),
    "topic": ("team",),
    "theme": ("paragraph",),
}
"""Columns that are taken over where the survivor has none. A topic's own days and whether it is
urgent are not among them: blank says something there too.
"""


def require_mergeable(merged: CouncilRecord, into: CouncilRecord) -> None:
    """Refused, in words, where one cannot be merged into the other."""
    if merged.uid == into.uid:
        raise Refused(f"{merged.name} cannot be merged into itself: name another.")
    for one in (merged, into):
        if one.retired_on:
            raise Refused(f"{one.name} is retired. Bring it back first.")


def describe_names(merged: CouncilRecord, into: CouncilRecord) -> tuple[str, str]:
    """Both as they are distinguished: teams of one name by their directorates."""
    if isinstance(merged, Team) and isinstance(into, Team) and are_alike(merged.name, into.name):
        return f"{merged.directorate} {merged.name}", f"{into.directorate} {into.name}"
    return merged.name, into.name


def are_alike(one: str, other: str) -> bool:
    """Whether two names are the same, however they are written."""
    return compared(one) == compared(other)


def taken_over(table: str, survivor: RowValues, merged: RowValues) -> dict[str, Any]:
    """The values that the survivor takes of the merged row: what it lacks itself, and words that it
    has not.
    """
    values = {
        name: merged[name]
        for name in TAKEN_OVER_COLUMNS[table]
        if survivor[name] in (None, "") and merged[name] not in (None, "")
    }
    if table == "topic":
        ours, theirs = (_words(row["words"]) for row in (survivor, merged))
        both = combined(ours, theirs)
        if len(both) > len(combined(ours, ())):
            values["words"] = ", ".join(both)
    return values


def one_and_the_same(table: str, rows: Sequence[RowValues]) -> Iterator[tuple[str, str]]:
    """Of rows that are not removed, the uids of those that are there twice, each with that of the
    first by uid, which stays: of one name (teams in directorates of one name), and topics of one
    code too.
    """
    kept: dict[object, str] = {}
    for row in sorted(rows, key=lambda row: str(row["uid"])):
        keys = list(_keys(table, row))
        known = [kept[key] for key in keys if key in kept]
        if known:
            yield str(row["uid"]), min(known)
        else:
            kept |= dict.fromkeys(keys, str(row["uid"]))


def _keys(table: str, row: RowValues) -> Iterator[object]:
    name = compared(row["name"])
    if table == "team":
        yield "name", compared(row["directorate_name"]), name
    else:
        yield "name", name
    if table == "topic":
        yield "code", compared(row["code"])


def _words(text: str) -> list[str]:
    return [word for word in map(str.strip, text.split(",")) if word]
