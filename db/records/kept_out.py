"""Refuses what an area keeps out, in whatever is kept of it: in its records, on their timelines, in
promises and links, and in what is half typed. It is asked wherever a row is written, so that no
form, verb or list can forget it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.kept_out import AREAS, KeptOut, kept_out_of
from spoc_tui.casework.records.kinds import DECLARED_KINDS

if TYPE_CHECKING:
    from db.connection import Connection
    from spoc_tui.casework.records.kinds import RecordKind

_AREA_OF: Mapping[str, str] = {
    kind.code: kind.area for kind in DECLARED_KINDS if kind.area in AREAS
}
_TABLES: Mapping[str, str] = {
    kind.table: kind.area for kind in DECLARED_KINDS if kind.area in AREAS
}
_HANGING: Mapping[str, tuple[str, ...]] = {
    "event": ("record",),
    "promise": ("record",),
    "party": ("record",),
    "link": ("one", "other"),
}
"""What hangs on records of any kind, with the columns that say on which."""
_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def refuse_kept_out(
    connection: Connection, table: str, values: Mapping[str, Any], uid: str = ""
) -> None:
    """BadInput, naming the field, where a row would have what its area keeps out; `uid` is that of
    a row that is changed.
    """
    hangs_on = _HANGING.get(table)
    if hangs_on is None:
        areas = {_TABLES[its] for its in _TABLES if table == its or table.startswith(f"{its}_")}
    elif any(_has(rule, value) for rule in _rules() for value in values.values()):
        areas = _areas_of(connection, table, hangs_on, values, uid)
    else:
        return
    for area in areas:
        rule = kept_out_of(area)
        for name, value in values.items():
            if rule is not None and _has(rule, value):
                raise BadInput(rule.why, field=name.rstrip("_"))


def without_kept_out(
    connection: Connection, fields: Mapping[str, str], of: RecordKind, record: str
) -> tuple[dict[str, str], str]:
    """What is kept of what is half typed: nothing of a field with what its area keeps out; and what
    is said of that, blank where all is kept.
    """
    its_area = _AREA_OF.get(of.code) or (_area_of(connection, record) if record else "")
    rule = kept_out_of(its_area) if its_area else None
    if rule is None:
        return dict(fields), ""
    kept = {name: text for name, text in fields.items() if not _has(rule, text)}
    return kept, rule.not_kept if len(kept) < len(fields) else ""


def _rules() -> list[KeptOut]:
    return [rule for area in AREAS if (rule := kept_out_of(area)) is not None]


def _has(rule: KeptOut, value: object) -> bool:
    return isinstance(value, str) and rule.is_in(_UID.sub("", value))


def _areas_of(
    connection: Connection,
    table: str,
    hangs_on: tuple[str, ...],
    values: Mapping[str, Any],
    uid: str,
) -> set[str]:
    """The areas of the records on which a row hangs."""
    its: Mapping[str, Any] = values
    if uid:
        found = connection.execute(f"SELECT * FROM {table} WHERE uid = ?", [uid]).fetchone()
        its = found if found is not None else values
    named = [its[name] for name in hangs_on if its[name]]
    return {area for one in named if (area := _area_of(connection, one))}


def _area_of(connection: Connection, uid: str) -> str:
    row = connection.execute("SELECT kind FROM record WHERE uid = ?", [uid]).fetchone()
    return _AREA_OF.get(row[0], "") if row is not None else ""
