"""Rows of organisations and people, read into records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from db.connection import Connection, Row
from db.records.survivors import EACH_OF, joined
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import Contact, Organisation
from spoc_tui.casework.organisations.profile import (
    Challenge,
    Dependence,
    IncomeSource,
    PreferredWay,
    SizeBand,
    band_of,
)
from spoc_tui.casework.organisations.wards import wards_in

COMMA = ", "
"""What is between the parts of a column that holds several."""
COLUMN_OF = {"income": "income_pence"}
"""The columns that are not called as their field is."""


def read_organisations(
    connection: Connection, where: str, values: Sequence[object] = ()
) -> list[Organisation]:
    """The organisations `o` that `where` (with its ORDER BY and LIMIT) selects, with their numbers;
    undone ones left out.
    """
    rows = connection.execute(
        "SELECT o.*, p.uid AS parent_uid, p.name AS parent_name, p.removed_at AS parent_removed, "
        "s.uid AS survivor_uid, s.name AS survivor_name FROM organisation AS o "
        f"{joined('p', 'o.parent')} {joined('s', 'o.merged_into')} "
        f"WHERE o.removed_at IS NULL AND {where}",
        values,
    ).fetchall()
    numbers = _identifiers(connection, [row["uid"] for row in rows])
    return [_organisation(row, numbers.get(row["uid"], ())) for row in rows]


def read_contacts(
    connection: Connection, where: str, values: Sequence[object] = ()
) -> list[Contact]:
    """The people `c` at organisations `o` that `where` selects, those who left last; undone ones
    left out. Those of a merged organisation are at the one it is read through.
    """
    rows = connection.execute(
        "SELECT c.*, o.uid AS organisation_uid, o.name AS organisation_name FROM contact AS c "
        f"{joined('o', 'c.organisation')} "
        f"WHERE c.removed_at IS NULL AND o.removed_at IS NULL AND {where} "
        "ORDER BY c.left_on IS NOT NULL, c.folded, c.uid",
        values,
    )
    return [
        Contact(
            uid=row["uid"],
            organisation_uid=row["organisation_uid"],
            organisation=row["organisation_name"],
            name=row["name"],
            role=row["role"],
            phone=row["phone"],
            email=row["email"],
            left_on=_day(row["left_on"]),
            preferred=PreferredWay(row["preferred"]),
            wards=wards_in(row["wards"]),
            since=_day(row["since"]),
        )
        for row in rows
    ]


def _identifiers(connection: Connection, uids: Sequence[str]) -> dict[str, tuple[Identifier, ...]]:
    """The numbers of these organisations, and of those that were merged into them, by uid."""
    rows = connection.execute(
        f"{EACH_OF} SELECT DISTINCT root, scheme, number, linked FROM each_of "
        "CROSS JOIN identifier AS i ON i.organisation = each_of.uid AND i.removed_at IS NULL "
        "ORDER BY root, scheme, number, linked",
        [json.dumps(uids)],
    )
    return {
        uid: tuple(Identifier(*row[1:]) for row in found)
        for uid, found in groupby(rows.fetchall(), key=lambda row: str(row[0]))
    }


def _organisation(row: Row, identifiers: tuple[Identifier, ...]) -> Organisation:
    return Organisation(
        uid=row["uid"],
        name=row["name"],
        kind=row["kind"],
        purpose=row["purpose"],
        address=row["address"],
        postcode=row["postcode"],
        ward=row["ward"],
        phone=row["phone"],
        email=row["email"],
        web=row["web"],
        notes=row["notes"],
        state=row["state"],
        identifiers=identifiers,
        size=SizeBand(row["size"]) if row["size"] else band_of(row["income_pence"]),
        income_pence=row["income_pence"],
        staff=row["staff"],
        volunteers=Dependence(row["volunteers"] or Dependence.UNKNOWN),
        incomes=tuple(map(IncomeSource, _parts(row["incomes"]))),
        challenges=tuple(map(Challenge, _parts(row["challenges"]))),
        tags=_parts(row["tags"]),
        memberships=_parts(row["memberships"]),
        parent_uid=None if row["parent_removed"] else row["parent_uid"],
        parent=None if row["parent_removed"] else row["parent_name"],
        published_on=_day(row["published_on"]),
        named_on=_day(row["named_on"]),
        not_known_before=bool(row["not_known_before"]),
        merged_into_uid=row["survivor_uid"],
        merged_into=row["survivor_name"],
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(COMMA)) if text else ()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
