"""The step that makes check-ins groups, and their dates meetings."""

from __future__ import annotations

from db.changes.shapes import TABLES_THEN, current_columns
from db.connection import Connection
from db.history.folding import folded_rows


def become_groups(connection: Connection) -> None:
    """Moves every check-in and every date of one to the tables of groups and meetings, under the
    same uids; within a migration, whose triggers are away, and which fills what follows from them.
    """
    for table, (then,) in TABLES_THEN.items():
        for row in connection.execute(f"SELECT * FROM {then} ORDER BY id").fetchall():
            was = {name: row[name] for name in row.keys() if name not in ("id", "uid")}  # noqa: SIM118
            now = {"uid": row["uid"], "reference": "", **current_columns(then, was, made=True)}
            names, marks = ", ".join(now), ", ".join("?" * len(now))
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [*now.values()])
    for table in TABLES_THEN:
        uids = [uid for (uid,) in connection.execute(f"SELECT uid FROM {table}")]
        for uid, folded in folded_rows(connection, table, uids, {}):
            if folded.made:  # what was put back as another says so by its changes alone
                pairs = ", ".join(f"{name} = ?" for name in folded.values)
                values = [*folded.values.values(), uid]
                connection.execute(f"UPDATE {table} SET {pairs} WHERE uid = ?", values)
    for (then,) in [*TABLES_THEN.values()][::-1]:
        connection.execute(f"DROP TABLE {then}")
