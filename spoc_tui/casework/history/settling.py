"""What a record is by its own facts, once what two desks did of it is side by side.

Each of these is a function of the record's rows alone, and gives what of them is to be changed:
nothing where they fit. It never takes a fact away that somebody noted; it says where the record
stands by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

RowValues = Mapping[str, Any]
"""A row by its columns."""
Changes = dict[str, Any]


def differing(row: RowValues, values: Changes) -> Changes:
    """The values that are not the row's."""
    return {name: value for name, value in values.items() if row[name] != value}


def settle_promise(row: RowValues) -> Changes:
    """The changes to a promise that settle it: what was kept was not withdrawn."""
    if row["kept_at"] is None or row["withdrawn_at"] is None:
        return {}
    return {"withdrawn_at": None, "withdrawn_why": ""}


def in_cycle(above: Mapping[str, str], start: str) -> list[str]:
    """The uids of the circle that is come back to from here, following what each is beneath or
    merged into; none where the way ends.
    """
    way: list[str] = []
    at: str | None = start
    while at is not None and at not in way:
        way.append(at)
        at = above.get(at)
    return way[way.index(at) :] if at is not None else []
