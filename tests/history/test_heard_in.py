"""Where feedback was heard: a link, whatever shape said it, on every surface and desk."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from cli_desk import Cli
from earlier_shapes import of_shape
from factories import FixedClock, in_short, make_enquiry, make_issue, make_payment, value

from db.changes.seal import changes_of, digest_over, seal_of
from db.exports.everything import write_all
from db.exports.everything_read import read_all
from db.file.connecting import connect
from db.history.joining import join
from db.history.packing import packed_since
from db.schema.steps import STEPS
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import Refused

NAMES = [step.__name__ for step in STEPS]
SHAPES = NAMES[NAMES.index("feedback") : NAMES.index("heard_in")]
AT = "2026-04-01T10:00:00Z"


class Earlier:
    """A database of an earlier shape, with an enquiry (“hall”) and acts on feedback."""

    def __init__(self, path: Path, up_to: str) -> None:
        self.names = NAMES[: NAMES.index(up_to) + 1]
        of_shape(path, self.names)
        self.connection = connect(path)
        self.number = 1

    def does(
        self, uid: str, sql: str, label: str = "Heard", kind: str = "act", of: str = ""
    ) -> None:
        """One act, or the undo or redo of one, sealed as that shape did."""
        connection, clocked = self.connection, "one_clock" in self.names
        before = connection.execute("SELECT * FROM action ORDER BY rowid DESC LIMIT 1").fetchone()
        connection.executescript(
            f"BEGIN; UPDATE current_action SET uid = '{uid}'; {sql};"
            "UPDATE current_action SET uid = NULL;"
        )
        self.number += 1
        its = "SELECT tbl, record, before, after FROM change WHERE action = ? ORDER BY id"
        changes = (
            changes_of(connection, uid) if clocked else connection.execute(its, [uid]).fetchall()
        )
        row = {"uid": uid, "desk": "", "number": 0 if clocked else self.number, "sitting": "s"}
        row |= {"at": AT, "who": "Ann", "label": label, "kind": kind, "undoes": of or None}
        row |= {"records": len({change[1] for change in changes}), "digest": digest_over(changes)}
        row |= {"previous": before["hash"]}
        if clocked:
            clock = before["clock"] + 1_000
            row |= {"origin": "desk", "place": self.number, "clock": clock, "shape": 3}
        row["hash"] = seal_of({"shape": 1, **row}, str(row["digest"]))
        if not clocked:
            del row["previous"]
        connection.execute(
            f"INSERT INTO action ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            list(row.values()),
        )
        connection.execute("COMMIT")

    def hears(self) -> None:
        """Feedback that was heard in the enquiry."""
        self.does(
            "heard",
            f"""INSERT INTO feedback (uid, reference, heard_at, enquiry, action)
                VALUES ('loop', 'FBK-26-0007', '{AT}', 'hall', 'A list of halls');
                INSERT INTO voice (uid, said, said_on, speaker)
                VALUES ('said', 'Nobody can say.', '2026-04-01', 'Ida');
                INSERT INTO telling (uid, feedback, voice) VALUES ('tell', 'loop', 'said')""",
        )


def heard_in(store: Store) -> str:
    return store.feedback.get("FBK-26-0007").feedback.heard_in_reference


@pytest.mark.slow
@pytest.mark.parametrize("up_to", in_short(SHAPES, SHAPES[-1]))
def test_what_every_earlier_shape_said(tmp_path: Path, clock: FixedClock, up_to: str) -> None:
    path = tmp_path / "spoc.db"
    Earlier(path, up_to).hears()
    store = Store.open(path, now=clock)
    assert heard_in(store) == "ENQ-26-0700"
    assert [link.words for link in store.links.of("hall")] == ["led to"]
    said = [
        change.words for entry in store.history.of("feedback", "loop") for change in entry.changes
    ]
    assert "feedback enquiry: ENQ-26-0700" in said
    assert not any(words.startswith(("link", "feedback payment")) for words in said)
    assert check(store).wrong == ()
    with pytest.raises(Refused, match="“Heard” came after it and rests on it"):
        store.undo("act")
    store.undo("heard")
    assert store.links.of("hall") == ()
    store.redo()
    assert heard_in(store) == "ENQ-26-0700"
    store.feedback.edit("7", {"record": ""})
    assert heard_in(store) == ""
    store.undo()
    assert heard_in(store) == "ENQ-26-0700"
    assert check(store).wrong == ()
    write_all(store, tmp_path / "out")
    store.close()
    read_all(tmp_path / "again.db", tmp_path / "out", now=clock)
    again = Store.open(tmp_path / "again.db", now=clock)
    assert heard_in(again) == "ENQ-26-0700"
    assert check(again).wrong == ()
    again.close()


@pytest.mark.slow
def test_an_edit_and_its_undo_in_an_earlier_shape(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "spoc.db"
    earlier = Earlier(path, SHAPES[-1])
    earlier.hears()
    earlier.does(
        "bill",
        f"""INSERT INTO payment (uid, reference, caller, amount_pence, logged_at)
            VALUES ('bill', 'PAY-26-0041', 'Thistle', 8000, '{AT}')""",
    )
    to_payment = "UPDATE feedback SET enquiry = NULL, payment = 'bill' WHERE uid = 'loop'"
    to_enquiry = "UPDATE feedback SET enquiry = 'hall', payment = NULL WHERE uid = 'loop'"
    earlier.does("edit", to_payment, "Edited")
    earlier.does("undone", to_enquiry, "Undid: Edited", "undo", "edit")
    earlier.does("again", to_payment, "Edited")
    store = Store.open(path, now=clock)
    assert heard_in(store) == "PAY-26-0041"
    assert check(store).wrong == ()
    store.undo("again")
    assert heard_in(store) == "ENQ-26-0700"
    store.redo()
    assert heard_in(store) == "PAY-26-0041"
    store.undo("again")
    store.undo("heard")
    assert store.links.of("hall") == store.links.of("bill") == ()
    assert check(store).wrong == ()
    store.close()


@pytest.mark.slow
def test_what_was_undone_in_an_earlier_shape_is_redone(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "spoc.db"
    earlier = Earlier(path, SHAPES[-1])
    earlier.hears()
    gone = "; ".join(
        f"UPDATE {table} SET removed_at = '{AT}' WHERE uid = '{uid}'"
        for table, uid in (("telling", "tell"), ("voice", "said"), ("feedback", "loop"))
    )
    earlier.does("undone", gone, "Undid: Heard", "undo", "heard")
    store = Store.open(path, now=clock)
    assert store.links.of("hall") == ()
    assert check(store).wrong == ()
    store.redo()
    assert heard_in(store) == "ENQ-26-0700"
    assert check(store).wrong == ()
    store.close()


@pytest.mark.slow
def test_what_a_desk_of_an_earlier_shape_did_is_joined(tmp_path: Path, clock: FixedClock) -> None:
    earlier = Earlier(tmp_path / "theirs.db", SHAPES[-1])
    earlier.hears()
    packed = list(packed_since(earlier.connection, {}))
    store = Store.open(tmp_path / "ours.db", now=clock)
    join(store, packed)
    assert heard_in(store) == "ENQ-26-0700"
    assert check(store).wrong == ()
    theirs = Store.open(tmp_path / "theirs.db", now=clock)
    assert [tuple(row) for row in links(theirs.connection)] == [
        tuple(row) for row in links(store.connection)
    ]
    # What follows from an action is sent to nobody.
    sent = {one.uid: one.changes for one in packed_since(theirs.connection, {})}
    assert sent["heard"] == next(one.changes for one in packed if one.uid == "heard")
    join(theirs, packed_since(store.connection, {}))  # what every desk begins with
    assert heard_in(theirs) == "ENQ-26-0700"
    assert join(theirs, packed_since(store.connection, {})).actions == 0
    theirs.close()
    store.close()


def links(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT uid, one, other, says, since, removed_at FROM link ORDER BY uid"
    ).fetchall()


# As it is said today.


def test_heard_in_any_other_record(cli: Cli, store: Store) -> None:
    enquiry, payment = make_enquiry(store).enquiry, make_payment(store)
    issue = make_issue(store)
    add = ("feedback", "add", "--said", "Too late.", "--by", "Ida", "--in")
    for reference in (enquiry.reference, payment.reference, issue.reference):
        made = cli.json(*add, reference)
        assert made["heard_in"] == reference
        assert f"Heard in      {reference}" in cli.text("show", made["reference"])
        assert f"led to {made['reference']}" in cli.text("show", reference)
        (said,) = cli.json("show", reference)["links"]
        assert (said["says"], said["said_by_this"], said["id"]) == ("came-of", False, made["id"])
    assert (made["enquiry"], made["payment"]) == (None, None)
    cli.json("feedback", "edit", "1", "--set", f"record={payment.reference}")
    assert "enquiry, payment" in cli.text("history", "FBK-26-0001") + cli.text(
        "show", "FBK-26-0001"
    )
    assert cli.json("show", enquiry.reference)["links"] == []
    assert value(store, "SELECT count(*) FROM link WHERE removed_at IS NULL") == 3
