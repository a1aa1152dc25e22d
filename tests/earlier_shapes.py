"""Databases of every earlier shape."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

from db.changes.seal import seal_of
from db.file.connecting import connect
from db.schema.migrations import applied_steps, migrate
from db.schema.steps import STEPS

NAMES = [step.__name__ for step in STEPS]


WEEKS = NAMES.index("weeks") + 1


OTHER_ORDERS = {
    # As lines of work were before they were put together.
    "options before past weeks": [*NAMES[:WEEKS], "week_options"],
    **{
        f"{step} next to options": [*NAMES[: NAMES.index("week_options") + 1], step]
        for step in NAMES[NAMES.index("week_options") + 1 : NAMES.index("record")]
    },
}


SHAPES = {f"up to {name}": NAMES[: place + 1] for place, name in enumerate(NAMES)} | OTHER_ORDERS


def old_digest(connection: sqlite3.Connection) -> str:
    """The digest over all changes, as every shape has it."""
    sha = sha256()
    for table, record, before, after in connection.execute(
        "SELECT tbl, record, before, after FROM change ORDER BY id"
    ):
        sha.update(f"{table}\x1f{record}\x1f{before or ''}\x1f{after}\x1e".encode())
    return sha.hexdigest()


def of_shape(path: Path, names: list[str]) -> None:
    """A database to which these steps were applied, in this order, with an enquiry in it."""
    connection = connect(path)
    for count in range(1, len(names) + 1):
        steps = tuple(step for name in names[:count] for step in STEPS if step.__name__ == name)
        migrate(connection, None, steps)
    assert applied_steps(connection) == names
    at = "2026-04-01T09:00:00Z"
    on = "record" if "record" in names else "enquiry"
    numbered = "natural_keys" not in names  # since then a promise's number is worked out
    connection.executescript(
        f"""BEGIN; UPDATE current_action SET uid = 'act';
        INSERT INTO enquiry (uid, reference, subject, channel, urgency, status, received_at,
            clock_from, acknowledge_by, answer_by)
        VALUES ('hall', 'ENQ-26-0700', 'Hall', 'phone', 'normal', 'new', '{at}', '2026-04-01',
            '2026-04-07', '2026-04-17');
        INSERT INTO event (uid, {on}, kind, at, text) VALUES
            ('logged', 'hall', 'logged', '{at}', 'Hall');
        INSERT INTO promise (uid, {on}, text, due, made_at{", number" if numbered else ""})
        VALUES ('ring', 'hall', 'Ring the caretaker', '2026-04-09', '{at}'{", 1" * numbered});
        UPDATE current_action SET uid = NULL;"""
    )
    row = {"uid": "act", "desk": "", "number": 1, "sitting": "s", "at": at, "who": "Ann"}
    row |= {"label": "Logged", "kind": "act", "undoes": None, "records": 3}
    if "one_clock" in names:
        connection.execute("INSERT INTO desk VALUES ('desk', '', 1)")
        row |= {"origin": "desk", "place": 1, "clock": 1_775_000_000_000, "shape": 2}
        row["number"] = 0
    row |= {"previous": "", "digest": old_digest(connection)}
    row["hash"] = seal_of({"shape": 1, **row}, row["digest"])
    if "one_clock" not in names:
        del row["previous"]
    connection.execute(
        f"INSERT INTO action ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
        list(row.values()),
    )
    connection.execute("COMMIT")
    connection.close()
