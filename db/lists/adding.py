"""Adds the new organisations of a list that was judged, with all that belongs to them; or puts back
those that an undo took away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.changes import imported
from db.changes.natural_keys import blank_of
from db.changes.range_seals import IMPORTING
from db.lists.staging import Lines
from db.lists.uids import contact_uid, or_revived, other_name_uid
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.text import compared, fold, phone_digits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.lists.staging import Staged
    from db.writing import Writing

NOTHING, ALL, ENTRY = range(3)
"""Of what a row is to add, what is here already: nothing as a rule; where it was taken away by an
undo, all of it, or what the list says alone, which then was of another organisation.
"""
UNLESS_HERE = "ON CONFLICT (uid) DO NOTHING"


def add_new(store: Writing, staged: Staged, source: str) -> None:
    """Adds the new organisations of a list, or puts them back, within an action."""
    _put(store, staged, source, "verdict = 'added'", by="line")


def add_hidden(
    store: Writing, staged: Staged, source: str, lines: Lines, count: int, *, waited: bool
) -> None:
    """Adds, hidden, the new organisations of these lines that waited for the whole list to be
    judged, or did not: so many. Those that are here already are left for `put_back`.
    """
    connection = store.connection
    before = imported.last_ids(connection)
    values = {
        **_values(store, source, IMPORTING),
        "first": lines.first,
        "last": lines.last,
        "waited": waited,
    }
    chosen = "verdict = 'added' AND staged.line BETWEEN :first AND :last AND waits = :waited"
    added = 0
    for table, statement in _statements(staged, f"{chosen} AND here <> {ALL}", by="uid").items():
        rows = connection.execute(f"{statement} {UNLESS_HERE}", values).rowcount
        if table == "organisation":
            added, missing, what, uid = rows, count - rows, ALL, "uid"
        elif table == "source_entry":
            missing, what, uid = added - rows, ENTRY, "entry_uid"
        else:
            continue
        if missing:
            connection.execute(
                f"UPDATE staged SET here = {what} WHERE {chosen} AND here = {NOTHING} AND EXISTS "
                f"(SELECT 1 FROM {table} AS t WHERE t.uid = staged.{uid} AND t.id <= :before)",
                {**values, "before": before[table]},
            )


def put_back(store: Writing, staged: Staged, source: str) -> None:
    """Puts back what `add_hidden` found here, within the action that shows the rest."""
    # As they lie: of many in another order each would be read from the disk for itself.
    _put(store, staged, source, f"here <> {NOTHING}", by="uid")


def add_person(store: Writing, values: Mapping[str, Any]) -> None:
    """Adds a person at an organisation that is known, within an action, or puts them back."""
    uid = contact_uid(values["organisation"], values["name"])
    found = store.connection.execute(
        "SELECT removed_at FROM contact WHERE uid = ?", [uid]
    ).fetchone()
    if found is None:
        store.insert("contact", {"uid": uid, **values})
    elif found["removed_at"] is None:  # who goes by another name now
        store.insert("contact", values)
    else:
        store.update("contact", uid, {**blank_of(store.connection, "contact"), **values})


def _put(store: Writing, staged: Staged, source: str, chosen: str, *, by: str) -> None:
    values = _values(store, source, None)
    for table, statement in _statements(staged, chosen, by=by).items():
        store.connection.execute(f"{statement} {or_revived(store.connection, table)}", values)


def _values(store: Writing, source: str, removed_at: str | None) -> dict[str, Any]:
    for name, count, make in (
        ("name_key", 1, name_key),
        ("fold", 1, fold),
        ("compared", 1, compared),
        ("phone_digits", 1, phone_digits),
        ("other_name_uid", 2, other_name_uid),
        ("contact_uid", 3, contact_uid),
    ):
        store.connection.create_function(name, count, make, deterministic=True)
    return {"source": source, "now": store.now_text(), "mark": removed_at}


def columns_filled(staged: Staged) -> Mapping[str, Sequence[str]]:
    """By table, the columns that a new row of the list has: it says nothing in others."""
    filled = {
        "organisation": ("uid", "added_at", "removed_at", *staged.columns),
        "source_entry": (
            *("uid", "organisation", "source", "key"),
            *("seen_at", "standing", "facts", "row"),
        ),
        "identifier": ("uid", "organisation", "scheme", "number", "linked"),
        "other_name": ("uid", "organisation", "name", "folded"),
        "contact": (
            *("uid", "organisation", "name", "folded"),
            *("role", "phone", "phone_digits", "email"),
        ),
    }
    # What nothing of the list has is not looked for in all its rows.
    some = ("organisation", "source_entry", *staged.parts)
    return {table: columns for table, columns in filled.items() if table in some}


def _statements(staged: Staged, chosen: str, *, by: str) -> Mapping[str, str]:
    """By table, SQL that adds what the chosen rows say, by their `line` or by the new `uid`."""
    columns = ", ".join(staged.columns)
    order = {"line": ("line", "line"), "uid": ("uid", "entry_uid")}[by]
    selected = {
        "organisation": f"""
            SELECT uid, :now, :mark, {columns} FROM staged WHERE {chosen} ORDER BY {order[0]}""",
        "source_entry": f"""
            SELECT entry_uid, uid, :source, key, :now, standing, facts, row
            FROM staged WHERE {chosen} ORDER BY {order[1]}""",
        "identifier": f"""
            SELECT s.uid, staged.uid, s.scheme, s.number, s.linked
            FROM staged JOIN staged_identifier AS s ON s.line = staged.line
            WHERE {chosen} ORDER BY {"staged.line" if by == "line" else "s.uid"}""",
        "other_name": f"""
            SELECT other_name_uid(staged.uid, value), staged.uid, value, name_key(value)
            FROM staged, json_each(facts, '$.other_names')
            WHERE {chosen} AND facts LIKE '%"other_names"%'
            ORDER BY {"staged.line" if by == "line" else "1"}""",
        "contact": f"""
            SELECT contact_uid(uid, name, place), uid, name, fold(name), role, phone,
                phone_digits(phone), email
            FROM (SELECT uid, line, value ->> 'name' AS name, value ->> 'role' AS role,
                    value ->> 'phone' AS phone, value ->> 'email' AS email,
                    row_number() OVER (PARTITION BY line, compared(value ->> 'name')
                        ORDER BY person.id) AS place
                FROM staged, json_each(facts, '$.people') AS person
                WHERE {chosen} AND facts LIKE '%"people"%')
            WHERE true ORDER BY {"line" if by == "line" else "1"}""",
    }
    return {
        table: f"INSERT INTO {table} ({', '.join(names)}) {selected[table]}"
        for table, names in columns_filled(staged).items()
    }
