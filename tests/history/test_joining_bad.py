"""What another desk may send that is not its history: said, and nothing of it joined."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from desks import Desk, digest, everything_packed, make_desk
from factories import listed, make_enquiry, make_organisation, make_payment, ten_rows_are_many
from forging import own, refused, resealed
from joined_desks import Pair, exchanged, settled_again

from db.changes.seal import SHAPE
from db.file.backup import copy_to
from db.history import receiving
from db.history.joining import join
from db.history.packing import Packed, PackedRange, packed_since
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import Ambiguous, BadInput, Refused
from spoc_tui.settings import Settings

FORGED = "is not as it was sealed"
Forge = Callable[[Packed], Packed]


@pytest.fixture
def desk(new_database: Path, tmp_path: Path) -> Iterator[Desk]:
    """The desk that receives."""
    desk = make_desk(shutil.copyfile(new_database, tmp_path / "here.db"), 1, "A")
    make_enquiry(desk.store)
    yield desk
    desk.store.close()


@pytest.fixture
def there(new_database: Path, tmp_path: Path) -> Iterator[Desk]:
    """The desk that sends, on which a little was done."""
    desk = make_desk(shutil.copyfile(new_database, tmp_path / "there.db"), 2, "B")
    for name in ("Ash Club", "Birch Club", "Cedar Club"):
        desk.clock.advance(minutes=1)
        make_organisation(desk.store, name)
    desk.store.undo()
    yield desk
    desk.store.close()


def changed(one: Packed, **columns: Any) -> Packed:
    """With other values in the row that it made."""
    table, record, before, after = json.loads(one.changes)[0]
    after = json.dumps({**json.loads(after), **columns})
    return resealed(one, changes=json.dumps([[table, record, before, after]]))


def as_table(name: object) -> Forge:
    return lambda one: resealed(
        one, changes=json.dumps([[name, *change[1:]] for change in json.loads(one.changes)])
    )


def test_one_missing_in_the_middle(desk: Desk, there: Desk) -> None:
    sent = own(there)
    said = refused(desk, sent[:1] + sent[2:], "The action 2 of the desk of .* is missing", Refused)
    assert f"the desk of Officer B ({sent[0].origin[-8:]})" in said
    refused(desk, sent[2:], "The actions 1 to 2 of the desk of .* are missing", Refused)


def test_twice_the_same_is_passed_over(desk: Desk, there: Desk) -> None:
    sent = own(there)
    assert join(desk.store, [one for one in sent for _ in range(2)]).actions == len(sent)
    assert join(desk.store, sent).actions == 0


@pytest.mark.parametrize("at_once", [1, 1_000])
def test_twice_without_a_seal(
    desk: Desk, there: Desk, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(receiving, "ACTIONS_AT_ONCE", at_once)
    bare = own(there)[0]._replace(hash="")
    refused(desk, [bare, bare], FORGED)


def test_two_that_differ_in_parts_that_follow_each_other(
    desk: Desk, there: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one part is written, the next is looked at: neither is in the file yet."""
    monkeypatch.setattr(receiving, "ACTIONS_AT_ONCE", 1)
    first, second, *_ = own(there)
    other = resealed(first, {"label": "Another"})
    refused(desk, [first, other], "Two files write as the desk", Refused)
    refused(desk, [first, second, other], "Two files write as the desk", Refused)
    damaged = first._replace(head=first.head.replace("Ash Club", "Elm Club"))
    refused(desk, [damaged, other], FORGED)


def test_two_at_one_place(desk: Desk, there: Desk) -> None:
    sent = own(there)
    other = resealed(sent[-1], {"label": "Another"})
    refused(desk, [*sent, other], "Two files write as the desk", Refused)
    join(desk.store, sent)
    refused(desk, [other], "Two files write as the desk", Refused)
    further = resealed(sent[-1], uid="further", place=sent[-1].place + 1, previous=other.hash)
    refused(desk, [further], "Two files write as the desk", Refused)


def test_one_action_of_two_desks(desk: Desk, there: Desk) -> None:
    sent = own(there)
    theirs = resealed(sent[0], origin="another desk")
    said = refused(desk, [*sent, theirs], "The same action came from two desks")
    assert "as the action 1 of the desk of Officer B (" in said
    assert "and as the action 1 of the desk of Officer B (her desk)" in said
    join(desk.store, sent)
    refused(desk, [theirs], "The same action came from two desks")


FORGERIES: dict[str, Forge] = {
    "label": lambda one: one._replace(head=one.head.replace("Ash Club", "Elm Club")),
    "changes": lambda one: one._replace(changes=one.changes.replace("Ash Club", "Elm Club")),
    "who": lambda one: one._replace(head=one.head.replace("Officer B", "Officer C")),
    "sitting": lambda one: one._replace(head=one.head.replace('"sitting": "', '"sitting": "other')),
    "records": lambda one: one._replace(head=one.head.replace('"records": 1', '"records": 9')),
    "letter": lambda one: one._replace(head=one.head.replace('"desk": ""', '"desk": "C"')),
    "clock": lambda one: one._replace(clock=one.clock + 1),
    "uid": lambda one: one._replace(uid="another"),
    "hash": lambda one: one._replace(hash=one.hash[::-1]),
    "older shape": lambda one: one._replace(shape=1),
    "no head": lambda one: one._replace(head="{}"),
    "a head of another kind": lambda one: one._replace(head="[]"),
    "no JSON": lambda one: one._replace(changes="nonsense"),
    "deep JSON": lambda one: one._replace(changes="[" * 100_000),
    # From here on with seals that fit.
    "no moment": lambda one: resealed(one, {"at": "yesterday"}),
    "another kind of act": lambda one: resealed(one, {"kind": "drop"}),
    "an act that undoes": lambda one: resealed(one, {"undoes": "x"}),
    "an undo of nothing": lambda one: resealed(one, {"kind": "undo"}),
    "half a letter": lambda one: one._replace(
        head=one.head.replace('"sitting": "', '"sitting": "\\ud800')
    ),
    "how many": lambda one: resealed(one, {"records": 2**70}),
    "how many, in words": lambda one: resealed(one, {"records": "3"}),
    "a table of the program's own": as_table("action"),
    "a table that is none": as_table("nonsense"),
    "SQL for a table": as_table("organisation; DROP TABLE organisation; --"),
    "a table that is no text": as_table(7),
    "no record": lambda one: resealed(one, changes=one.changes.replace(_record(one), "")),
    "three of four": lambda one: resealed(one, changes='[["organisation", "x", null, "[]"]]'),
    "a list for a row": lambda one: resealed(one, changes='[["organisation", "x", null, "[1]"]]'),
    "no row": lambda one: resealed(one, changes='[["organisation", "x", null, "{"]]'),
    "a number for a name": lambda one: changed(one, name=7),
    "a list for a name": lambda one: changed(one, name=["Ash"]),
    "a name with half a letter": lambda one: changed(one, name="\udc00"),
    "a name with nothing in it": lambda one: changed(one, name="Ash\0"),
    "a great number": lambda one: changed(one, staff=2**80),
    "a fraction": lambda one: changed(one, staff=1.5),
    "not a number": lambda one: changed(one, staff=float("nan")),
    "words for a number": lambda one: changed(one, staff="many"),
    "true for a number": lambda one: changed(one, staff=True),
}


def _record(one: Packed) -> str:
    return str(json.loads(one.changes)[0][1])


@pytest.mark.parametrize("name", FORGERIES)
def test_forged(desk: Desk, there: Desk, name: str) -> None:
    first, *rest = own(there)
    said = refused(desk, [FORGERIES[name](first), *rest], FORGED)
    assert said.startswith("The action 1 of the desk ")
    assert first.origin[-8:] in said


@pytest.mark.parametrize(
    ("part", "value"),
    [
        *(("place", 0), ("place", "1"), ("place", 2**70), ("place", True), ("place", 1.0)),
        *(("clock", -1), ("clock", None), ("clock", 2**62), ("shape", 0), ("shape", "2")),
        *(("origin", ""), ("origin", 7), ("uid", None), ("uid", "\ud800"), ("hash", b"x")),
        *(("head", None), ("changes", {}), ("previous", None)),
    ],
)
def test_no_action_at_all(desk: Desk, there: Desk, part: str, value: object) -> None:
    refused(desk, [own(there)[0]._replace(**{part: value})], FORGED)


def test_a_clock_that_goes_back(desk: Desk, there: Desk) -> None:
    first, second, *_ = own(there)
    back = resealed(second, clock=first.clock)
    refused(desk, [first, back], FORGED)


def test_another_before_it(desk: Desk, there: Desk) -> None:
    first, second, *_ = own(there)
    refused(desk, [first, second._replace(previous="x")], "Two files write", Refused)
    refused(desk, [resealed(first, previous="x")], "Two files write", Refused)


def test_of_a_newer_program(desk: Desk, there: Desk) -> None:
    first, *rest = own(there)
    newer = first._replace(shape=SHAPE + 1, head="of another kind")
    refused(desk, [newer, *rest], "newer spoc than this one. Update the program", Refused)


def test_columns_that_are_not_here_are_passed_over(desk: Desk, there: Desk) -> None:
    first = own(there)[0]
    name = "name = 'x'; DROP TABLE organisation; --"
    join(desk.store, [changed(first, **{name: "x", "colour": 2.5, "id": 1, "uid": "x"})])
    assert [one.name for one in desk.store.organisations.page(0, 5)] == ["Ash Club"]


def test_a_row_without_its_beginning(desk: Desk, there: Desk) -> None:
    """One whose parent, or whose own first action, is in no history."""
    first = own(there)[0]
    changes = [["organisation", "x", '{"phone": ""}', '{"phone": "1"}']]
    refused(desk, [resealed(first, changes=json.dumps(changes))], "an action is missing")
    refused(desk, [changed(first, parent="nobody")], "points to an organisation that is not there")
    refused(desk, [changed(first, name=None)], "an action is missing")
    refused(desk, [changed(first, phone=None)], "an action is missing")


@pytest.mark.slow
def test_garbage_of_any_kind(desk: Desk, there: Desk) -> None:
    """Bytes turned over anywhere in what is sent: refused, or joined as if they were not there."""
    sent, chance = own(there), Random(4)
    before = list(desk.store.connection.iterdump())
    for _ in range(120):
        place = chance.randrange(len(sent))
        part = chance.choice(("head", "changes", "previous", "hash", "uid"))
        text = getattr(sent[place], part) or "x"
        at = chance.randrange(len(text))
        letter = chance.choice('"{}[],:0x\\')
        if letter == text[at]:
            continue
        turned = sent[place]._replace(**{part: text[:at] + letter + text[at + 1 :]})
        with pytest.raises((BadInput, Refused)):
            join(desk.store, [*sent[:place], turned, *sent[place + 1 :]])
    assert list(desk.store.connection.iterdump()) == before


def ranged(sent: list[Packed], **parts: Any) -> list[Packed]:
    """With another first range in the long import among these."""
    found = []
    for one in sent:
        ranges = list(one.ranges)
        if ranges:
            ranges[0] = PackedRange(*ranges[0])._replace(**parts)
        found.append(one._replace(ranges=ranges))
    return found


@pytest.mark.slow
def test_a_long_import_that_is_not_what_was_sealed(
    desk: Desk, there: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ten_rows_are_many(monkeypatch)
    there.store.lists.import_list([listed(n) for n in range(2, 40)], source="long")
    (texts,) = [each[0].texts for one in own(there) if (each := list(one.ranges))]
    for parts in (
        {"texts": [*texts[1:]]},
        {"texts": [text.replace("Charity", "Society") for text in texts]},
        {"texts": ["nonsense"]},
        {"table": "action"},
        {"table": "contact"},
        {"sealed": "x"},
    ):
        refused(desk, ranged(own(there), **parts), FORGED)
    unsealed = [one._replace(ranges=()) for one in own(there)]
    refused(desk, unsealed, FORGED)
    assert desk.receive(there).actions == len(own(there))
    assert check(desk.store).wrong == ()


# Files of one name, and desks of one letter.


def test_a_copied_file_that_was_made_to_write_under_its_first_name(
    there: Desk, desk: Desk, tmp_path: Path
) -> None:
    there.store.close()
    path = shutil.copyfile(there.store.path or "", tmp_path / "copied.db")
    one, copy = make_desk(there.store.path or path, 3, "B"), make_desk(path, 4, "B")
    with copy.store.transaction():
        copy.store.connection.execute(
            "UPDATE current_action SET file = ?", [str(path.stat().st_ino)]
        )
    for each, name in ((one, "Elm Club"), (copy, "Fir Club")):
        each.clock.moment = there.clock.moment
        make_organisation(each.store, name)
    assert own(one)[-1].place == own(copy)[-1].place
    refused(one, everything_packed(copy), "one is a copy of the other", Refused)
    # As far as each has come, also where only what the other lacks is sent.
    for each, other in ((one, copy), (copy, one)):
        with pytest.raises(Refused, match="Two files write as the desk"):
            each.receive(other)
    make_organisation(copy.store, "Gorse Club")
    with pytest.raises(Refused, match="go on with one of them"):
        one.receive(copy)
    desk.receive(one)
    with pytest.raises(Refused, match="Two files write as the desk"):
        desk.receive(copy)
    for each in (one, copy):
        each.store.close()


@pytest.mark.parametrize("backup", [True, False])
def test_a_copied_file_is_another_desk_by_itself(there: Desk, tmp_path: Path, backup: bool) -> None:
    store, path = there.store, tmp_path / "copied.db"
    make_enquiry(store)
    if backup:
        copy_to(store.connection, path)
    else:
        store.close()
        shutil.copyfile(store.path or "", path)
    one, copy = make_desk(store.path or path, 3, "B"), make_desk(path, 4, "B")
    for each in (one, copy):
        each.clock.moment = there.clock.moment + timedelta(minutes=1)
    given = [make_enquiry(each.store).enquiry.reference for each in (one, copy)]
    assert own(one)[0].origin != own(copy)[0].origin
    assert given[0] == given[1] != "ENQ-26-B0001"
    exchanged((one, copy))
    with pytest.raises(Ambiguous, match="fits more than one enquiry") as asked:
        one.store.enquiries.get(given[0])
    assert len(asked.value.candidates) == 2
    after = [make_enquiry(each.store).enquiry.reference for each in (one, copy)]
    assert given[0] not in after
    assert set(after) == {"ENQ-26-B0003"}
    one.store.close()
    copy.store.close()


@pytest.mark.slow
def test_two_desks_of_one_letter_lose_nothing(new_database: Path, tmp_path: Path) -> None:
    pair: Pair = tuple(  # type: ignore[assignment]
        make_desk(shutil.copyfile(new_database, tmp_path / f"{n}.db"), n, "A") for n in range(2)
    )
    for number, desk in enumerate(pair):
        desk.clock.advance(minutes=number)
        make_enquiry(desk.store, subject=f"Hall {number}")
        make_payment(desk.store, f"Club {number}")
        desk.store.feedback.add(f"Too dear {number}", [desk.store.feedback.by("Jo")])
    exchanged(pair)
    for desk in pair:
        store = desk.store
        for records, reference in (
            *((store.enquiries, "ENQ-26-A0001"), (store.payments, "PAY-26-A0001")),
            (store.feedback, "FBK-26-A0001"),
        ):
            with pytest.raises(Ambiguous, match=f"“{reference}” fits more than one") as asked:
                records.get(reference)
            assert len(asked.value.candidates) == 2
            for uid in records.uids_of(reference):
                assert records.get(uid).record.reference == reference
        assert [hit.title for hit in store.search.anything("hall")] != []
        assert make_enquiry(store).enquiry.reference == "ENQ-26-A0002"


# A clock a year ahead.


@pytest.mark.slow
def test_a_year_ahead_wins_for_no_year(desk: Desk, there: Desk, tmp_path: Path) -> None:
    uid = make_organisation(desk.store, "Elm Club", phone="01634 555 001").uid
    there.receive(desk)
    there.store.organisations.edit(uid, {"phone": "01634 555 002"})
    there.clock.advance(days=365)
    there.store.organisations.edit(uid, {"phone": "01634 555 003"})
    make_organisation(there.store, "Fir Club")
    sent = own(there)
    third = Store.open(tmp_path / "third.db", now=desk.clock, settings=lambda: Settings("Cy"))
    make_organisation(third, "Gorse Club")
    joined = desk.receive(there)
    assert [(one.origin, one.place) for one in joined.left_out] == [
        (sent[0].origin, sent[-2].place)
    ]
    assert "365 days ahead" in joined.left_out[0].why
    assert "Set that laptop’s clock right" in joined.left_out[0].why
    organisation = desk.store.organisations.get(uid)
    assert organisation.phone == "01634 555 002"
    # Everything else goes on, here and between others.
    desk.clock.advance(hours=2)
    desk.store.organisations.edit(uid, {"phone": "01634 555 004"})
    join(third, list(packed_since(desk.store.connection, {})))
    assert third.organisations.get(uid).phone == "01634 555 004"
    again = desk.receive(there)
    assert (again.actions, again.settled, len(again.left_out)) == (0, 0, 1)
    assert check(desk.store).wrong == ()
    # Within a day it is taken for right.
    desk.clock.moment = there.clock.moment - timedelta(hours=23)
    assert desk.receive(there).left_out == []
    there.receive(desk)
    assert settled_again((desk, there)) == 0
    assert digest(desk.store) == digest(there.store)
    third.close()
