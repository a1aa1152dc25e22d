"""Where each thing that is known of an organisation came from, as the history has it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from db.changes import imported
from db.changes.in_force import IS_IN_FORCE
from db.connection import Connection
from db.organisations.rows import COLUMN_OF
from db.records.survivors import with_merged
from spoc_tui.casework.dates import when
from spoc_tui.casework.organisations.fields import organisation_typed
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import Fact, Organisation

if TYPE_CHECKING:
    from db.writing import Writing

# An import changes what its list says of an organisation in the action that changes the rest. The
# plus keeps SQLite from looking through all of an import's changes for it.
_ROWS = f"""
SELECT uid FROM {with_merged(":uid")}
UNION ALL SELECT uid FROM identifier WHERE organisation IN {with_merged(":uid")}
    AND removed_at IS NULL
UNION ALL SELECT uid FROM other_name WHERE organisation IN {with_merged(":uid")}
    AND removed_at IS NULL"""
_CHANGES = f"""
SELECT c.tbl, c.record, c.action, c.after, a.at, coalesce((SELECT e.source FROM source_entry AS e
    JOIN change AS said ON said.record = e.uid AND +said.action = a.uid
    WHERE e.organisation IN {with_merged(":uid")} LIMIT 1), a.who) AS source
FROM change AS c JOIN action AS a ON a.uid = c.action
WHERE a.kind = 'act' AND c.record IN ({_ROWS})
    AND (json_type(c.after, '$.removed_at') IS NULL OR {IS_IN_FORCE})
ORDER BY a.clock DESC, a.uid DESC, c.id DESC"""


def facts_of(store: Writing, organisation: Organisation) -> list[Fact]:
    """Every field that is known, and each number and other name, with the list or person that
    last said it so. Of what a merge took over, who said it of the merged one.
    """
    row = store.row("organisation", organisation.uid)
    changes = _changes(store, organisation.uid)
    its = [one for one in changes if one.table == "organisation"]
    merges = {one.action for one in its if "merged_into" in one.after}
    its.sort(key=lambda one: (one.action in merges, one.record != organisation.uid))
    blank = organisation_typed(Organisation(uid="", name=""))
    facts = []
    for field, shown in organisation_typed(organisation).items():
        if shown == blank[field]:
            continue
        column = COLUMN_OF.get(field, field)
        if field == "size" and not row["size"]:
            column = "income_pence"  # it follows from that
        facts += [_fact(field, shown, one) for one in its if one.after.get(column) == row[column]][
            :1
        ]
    for one in changes:
        after = one.after
        if one.table != "organisation" and after.get("removed_at", "") is None:
            after = dict(store.row(one.table, one.record))  # it was put back
        elif one.table == "organisation" or "organisation" not in after:
            continue
        if "scheme" in after:
            number = Identifier(after["scheme"], after["number"], after.get("linked", 0))
            facts.append(_fact("identifier", number.text, one))
        else:
            facts.append(_fact("other_name", after["name"], one))
    each: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        each.setdefault((fact.field, fact.value), fact)
    return list(each.values())


class _Change(NamedTuple):
    """A change of a row of the organisation, by which action, list or person."""

    table: str
    record: str
    action: str
    after: Mapping[str, Any]
    source: str
    at: str


def _changes(store: Writing, uid: str) -> list[_Change]:
    """Its changes, the latest first; what a long import added was there before."""
    connection = store.connection
    changes = [
        _Change(
            row["tbl"],
            row["record"],
            row["action"],
            json.loads(row["after"]),
            row["source"],
            row["at"],
        )
        for row in connection.execute(_CHANGES, {"uid": uid})
    ]
    rows = [row["uid"] for row in connection.execute(_ROWS, {"uid": uid})]
    added = imported.added_rows(connection, rows)
    said = {one.action: _list_behind(connection, one.action, uid) for one in added}
    return changes + [
        _Change(one.table, one.record, one.action, one.after, *said[one.action])
        for one in reversed(added)
    ]


def _list_behind(connection: Connection, action: str, uid: str) -> tuple[str, str]:
    """The list that a long import added, and when."""
    row = connection.execute(
        "SELECT coalesce((SELECT e.source FROM source_entry AS e JOIN brought_in AS b "
        "ON b.tbl = 'source_entry' AND b.action = a.uid AND e.id BETWEEN b.first AND b.last "
        f"WHERE e.organisation IN {with_merged(':uid')} LIMIT 1), a.who), a.at "
        "FROM action AS a WHERE a.uid = :action",
        {"action": action, "uid": uid},
    ).fetchone()
    return row[0], row[1]


def _fact(field: str, value: str, change: _Change) -> Fact:
    return Fact(field, value, change.source, when.from_iso(change.at))
