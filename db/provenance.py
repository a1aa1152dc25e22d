"""Where each thing that is known of an organisation came from, as the history has it."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from spoc_tui.casework import when
from spoc_tui.casework.identifiers import Identifier
from spoc_tui.casework.organisation_fields import organisation_typed
from spoc_tui.casework.organisations import Fact, Organisation

if TYPE_CHECKING:
    from db.store import Store

COLUMNS = {"income": "income_pence"}
"""The columns that are not called as their field is."""

# An import changes what its list says of an organisation in the action that changes the rest. The
# plus keeps SQLite from looking through all of an import's changes for it.
_CHANGES = """
SELECT c.record, c.after, a.at, coalesce((SELECT e.source FROM source_entry AS e
    JOIN change AS said ON said.record = e.uid AND +said.action = a.uid
    WHERE e.organisation = :uid LIMIT 1), a.who) AS source
FROM change AS c JOIN action AS a ON a.uid = c.action
WHERE a.kind = 'act' AND c.record IN (SELECT :uid
    UNION ALL SELECT uid FROM identifier WHERE organisation = :uid AND removed_at IS NULL
    UNION ALL SELECT uid FROM other_name WHERE organisation = :uid AND removed_at IS NULL)
ORDER BY c.id DESC"""


def facts_of(store: Store, organisation: Organisation) -> list[Fact]:
    """Every field that is known, and each number and other name, with the list or person that
    last said it so.
    """
    row = store.row("organisation", organisation.uid)
    changes = [
        (change, json.loads(change["after"]))
        for change in store.connection.execute(_CHANGES, {"uid": organisation.uid})
    ]
    blank = organisation_typed(Organisation(uid="", name=""))
    facts = []
    for field, shown in organisation_typed(organisation).items():
        if shown == blank[field]:
            continue
        column = COLUMNS.get(field, field)
        if field == "size" and not row["size"]:
            column = "income_pence"  # it follows from that
        facts += [
            _fact(field, shown, change)
            for change, after in changes
            if change["record"] == organisation.uid and after.get(column) == row[column]
        ][:1]
    for change, after in changes:
        if change["record"] == organisation.uid or "organisation" not in after:
            continue
        if "scheme" in after:
            number = Identifier(after["scheme"], after["number"], after.get("linked", 0))
            facts.append(_fact("identifier", number.text, change))
        else:
            facts.append(_fact("other_name", after["name"], change))
    return facts


def _fact(field: str, value: str, change: sqlite3.Row) -> Fact:
    return Fact(field, value, change["source"], when.from_iso(change["at"]))
