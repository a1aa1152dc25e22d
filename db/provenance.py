"""Where each thing that is known of an organisation came from, as the history has it."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from db.organisation_rows import COLUMN_OF
from db.survivors import with_merged
from spoc_tui.casework import when
from spoc_tui.casework.identifiers import Identifier
from spoc_tui.casework.organisation_fields import organisation_typed
from spoc_tui.casework.organisations import Fact, Organisation

if TYPE_CHECKING:
    from db.store import Store

# An import changes what its list says of an organisation in the action that changes the rest. The
# plus keeps SQLite from looking through all of an import's changes for it.
_CHANGES = f"""
SELECT c.tbl, c.record, c.action, c.after, a.at, coalesce((SELECT e.source FROM source_entry AS e
    JOIN change AS said ON said.record = e.uid AND +said.action = a.uid
    WHERE e.organisation IN {with_merged(":uid")} LIMIT 1), a.who) AS source
FROM change AS c JOIN action AS a ON a.uid = c.action
WHERE a.kind = 'act' AND c.record IN (SELECT uid FROM {with_merged(":uid")}
    UNION ALL SELECT uid FROM identifier WHERE organisation IN {with_merged(":uid")}
        AND removed_at IS NULL
    UNION ALL SELECT uid FROM other_name WHERE organisation IN {with_merged(":uid")}
        AND removed_at IS NULL)
ORDER BY c.id DESC"""


def facts_of(store: Store, organisation: Organisation) -> list[Fact]:
    """Every field that is known, and each number and other name, with the list or person that
    last said it so. Of what a merge took over, who said it of the merged one.
    """
    row = store.row("organisation", organisation.uid)
    changes = [
        (change, json.loads(change["after"]))
        for change in store.connection.execute(_CHANGES, {"uid": organisation.uid})
    ]
    its = [one for one in changes if one[0]["tbl"] == "organisation"]
    merges = {change["action"] for change, after in its if "merged_into" in after}
    its.sort(key=lambda one: (one[0]["action"] in merges, one[0]["record"] != organisation.uid))
    blank = organisation_typed(Organisation(uid="", name=""))
    facts = []
    for field, shown in organisation_typed(organisation).items():
        if shown == blank[field]:
            continue
        column = COLUMN_OF.get(field, field)
        if field == "size" and not row["size"]:
            column = "income_pence"  # it follows from that
        facts += [
            _fact(field, shown, change) for change, after in its if after.get(column) == row[column]
        ][:1]
    for change, after in changes:
        if change["tbl"] == "organisation" or "organisation" not in after:
            continue
        if "scheme" in after:
            number = Identifier(after["scheme"], after["number"], after.get("linked", 0))
            facts.append(_fact("identifier", number.text, change))
        else:
            facts.append(_fact("other_name", after["name"], change))
    each: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        each.setdefault((fact.field, fact.value), fact)
    return list(each.values())


def _fact(field: str, value: str, change: sqlite3.Row) -> Fact:
    return Fact(field, value, change["source"], when.from_iso(change["at"]))
