"""Databases of every earlier shape, in whatever order its steps were applied: opened once, used,
exported and imported again.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from earlier_shapes import NAMES, SHAPES, of_shape
from factories import FixedClock, another_window, in_short, make_enquiry, make_payment

from db.changes.tables import AUDITED
from db.exports.everything import write_all
from db.exports.everything_read import read_all
from db.file import copies
from db.schema import steps
from db.schema.migrations import is_of_today
from db.schema.steps import STEPS
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import NotFound, Refused


def fine(store: Store) -> bool:
    """Whether in every table of the officer's nothing is unique but its uid."""
    unique = store.connection.execute(
        "SELECT t.name, group_concat(c.name) FROM sqlite_schema AS t "
        'JOIN pragma_index_list(t.name) AS i ON i."unique" JOIN pragma_index_info(i.name) AS c '
        "WHERE t.type = 'table' AND t.name IN (SELECT value FROM json_each(?)) GROUP BY i.name",
        [json.dumps(AUDITED)],
    ).fetchall()
    return sorted(map(tuple, unique)) == [(table, "uid") for table in sorted(AUDITED)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    in_short(
        SHAPES,
        *(f"up to {name}" for name in (NAMES[len(NAMES) // 2],)),
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
    made = len(list(copies.folder_of(path).iterdir())) if SHAPES[name] != NAMES else 0
    another_window(store).close()
    another_window(store).close()
    if made:  # a copy is made once, where a step was to be applied
        assert len(list(copies.folder_of(path).iterdir())) == made == 1
    write_all(store, tmp_path / "out")
    again = tmp_path / "again.db"
    store.close()
    read_all(again, tmp_path / "out", now=clock)
    read = Store.open(again, now=clock)
    assert [one.text for one in read.enquiries.get("700").promises] == ["Ring the caretaker"]
    assert [hit.uid for hit in read.search.anything("caretaker")] == ["hall"]
    read.close()


def test_steps_are_named_in_their_order() -> None:
    assert steps.steps_named(["finding", "first_shape"]) == STEPS[:2]
    assert steps.steps_named(["first_shape", "of_2031"]) is None
