"""Databases of every earlier shape, in whatever order its steps were applied: opened once, used,
exported and imported again.
"""

from __future__ import annotations

import json
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest
from factories import FixedClock, another_window, in_short, make_enquiry, make_payment

from db import backup, migrations
from db.checking import check
from db.connection import connect
from db.everything import write_all
from db.everything_read import read_all
from db.history.seal import seal_of
from db.history.tables import AUDITED
from db.migrations import STEPS, applied_steps, is_of_today, migrate
from db.store import Store
from spoc_tui.casework.errors import NotFound, Refused

NAMES = [step.__name__ for step in STEPS]
WEEKS = NAMES.index("weeks") + 1
OTHER_ORDERS = {
    # As lines of work stood before they were put together.
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


def fine(store: Store) -> bool:
    """Whether in every table of the officer's nothing is unique but its uid."""
    unique = store.connection.execute(
        "SELECT t.name, group_concat(c.name) FROM sqlite_schema AS t "
        'JOIN pragma_index_list(t.name) AS i ON i."unique" JOIN pragma_index_info(i.name) AS c '
        "WHERE t.type = 'table' AND t.name IN (SELECT value FROM json_each(?)) GROUP BY i.name",
        [json.dumps(AUDITED)],
    ).fetchall()
    return sorted(map(tuple, unique)) == [(table, "uid") for table in sorted(AUDITED)]


@pytest.mark.parametrize(
    "name",
    in_short(
        SHAPES,
        *(f"up to {name}" for name in (NAMES[0], NAMES[len(NAMES) // 2], NAMES[-2])),
        "options before past weeks",
    ),
)
def test_it_is_opened_used_and_taken_out(tmp_path: Path, name: str) -> None:
    path, clock = tmp_path / "spoc.db", FixedClock()
    of_shape(path, SHAPES[name])
    store = Store.open(path, now=clock)
    assert is_of_today(store.connection)
    assert fine(store)
    case = store.enquiries.get("700")
    assert [event.text for event in case.timeline] == ["Hall"]
    assert [promise.text for promise in case.open_promises] == ["Ring the caretaker"]
    store.promises.keep("700")
    store.undo()
    assert store.enquiries.get("700") == case
    store.promises.make("700", "Ring again", store.today())
    with pytest.raises(Refused, match="Undo that first"):
        store.undo("act")
    store.undo()
    store.undo("act")  # what was done in the earlier shape
    with pytest.raises(NotFound, match="was undone"):
        store.enquiries.get("700")
    store.redo()
    assert store.enquiries.get("700") == case
    make_enquiry(store)
    make_payment(store)
    assert check(store).wrong == ()
    copies = len(list(backup.folder_of(path).iterdir())) if SHAPES[name] != NAMES else 0
    another_window(store).close()
    another_window(store).close()
    if copies:  # a copy is made once, where a step was to be applied
        assert len(list(backup.folder_of(path).iterdir())) == copies == 1
    write_all(store, tmp_path / "out")
    again = tmp_path / "again.db"
    store.close()
    read_all(again, tmp_path / "out", now=clock)
    read = Store.open(again, now=clock)
    assert [one.text for one in read.enquiries.get("700").promises] == ["Ring the caretaker"]
    assert [hit.uid for hit in read.search.anything("caretaker")] == ["hall"]
    read.close()


def test_steps_are_named_in_their_order() -> None:
    assert migrations.steps_named(["finding", "first_shape"]) == STEPS[:2]
    assert migrations.steps_named(["first_shape", "of_2031"]) is None
