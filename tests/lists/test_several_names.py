"""Two organisations in one cell of names: not two unsaid, and none dropped, but asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from desk_app import desk, flat, press
from factories import make_organisation, ten_rows_are_many
from import_desk import a_list

from db.lists.held_rows import HeldDecision
from db.store import Store
from screens.widgets.record_list import RecordList
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.lists.importing import ImportReport
from spoc_tui.casework.lists.several_names import names_in

THREE = ("Rook Lane Club", "Elm Road Choir", "Brook Hall")
LIST = (
    "Group,Telephone,Post code,Charity number\n"
    "Rook Lane Club & Elm Road Choir; Brook Hall,01634 555001,ME4 4AA,1000001\n"
    "Heron & Plover Trust,,ME4 4AB,\n"
)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Rook Lane Club & Elm Road Choir; Brook Hall", THREE),
        ("Rook Lane Club\nElm Road Choir\r\nBrook Hall", THREE),
        ("Rook Lane Club / Elm Road Choir", THREE[:2]),
        ("• Rook Lane Club • Elm Road Choir", THREE[:2]),
        ("Rook Lane | Elm Road", ("Rook Lane", "Elm Road")),
        ("Rook Lane Club; Rook Lane Club", ("Rook Lane Club",)),
        # A name that is broken, translated or explained; a list within one; what only joins words.
        ("Rook Lane\nCommunity Association", ()),
        ("Rook Lane Club\n45 Example Road", ()),
        ("Rook Lane Club\n", ()),
        ("Cymdeithas Rhieni / Athrawon Ysgol", ()),
        ("Play Radnor / Radnorshire Play Network", ()),
        ("Halesowen / Dudley Community Association", ()),
        ("The 1st / 14th Warrington Scout Group", ()),
        ("Training; Skills and Employment", ()),
        ("Senses (special needs; social support)", ()),
        ("Heron & Plover Trust", ()),
        ("Rook Lane Club & Elm Road Choir", ()),
        ("LONDON HIV/AIDS CHAPLAINCY LIMITED", ()),
        ("Watford African/Caribbean Association", ()),
        ("", ()),
    ],
)
def test_the_names_in_a_cell(cell: str, names: tuple[str, ...]) -> None:
    assert names_in(cell) == (names if len(names) > 1 else ())


def bring(store: Store, folder: Path, text: str = LIST) -> ImportReport:
    return store.lists.run_import(store.lists.open(a_list(folder, text), source="members"))


def counts(report: ImportReport) -> dict[str, int]:
    return {verdict.value: count for verdict, count in report.counts.items() if count}


def names(store: Store) -> list[str]:
    return sorted(one.name for one in store.organisations.page(0, 50))


@pytest.mark.parametrize("many", [False, True])
def test_such_a_row_is_held(
    store: Store, tmp_path: Path, many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if many:
        ten_rows_are_many(monkeypatch)
        monkeypatch.setattr("db.lists.hidden.FIRST_TRANSACTION", 1)
    report = bring(store, tmp_path)
    assert counts(report) == {"added": 1, "held": 1}
    assert names(store) == ["Heron & Plover Trust"]
    (row,) = report.rows
    assert row.why == (
        "“Rook Lane Club”, “Elm Road Choir”, “Brook Hall”: its name seems to be those of 3 "
        "organisations"
    )
    (held,) = store.held_rows.waiting()
    assert (held.organisation_uid, held.names) == ("", THREE)
    assert counts(bring(store, tmp_path)) == {"unchanged": 1, "held": 1}
    assert store.held_rows.count() == 1


def test_each_is_taken_in_with_what_the_list_says(store: Store, tmp_path: Path) -> None:
    make_organisation(store, name="Elm Road Choir")
    bring(store, tmp_path)
    (held,) = store.held_rows.waiting()
    store.held_rows.settle(HeldDecision.EACH, [held.uid])
    assert names(store) == ["Brook Hall", "Elm Road Choir", "Heron & Plover Trust", THREE[0]]
    hall = store.organisations.find("Brook Hall")
    assert (hall.phone, hall.postcode, hall.identifiers) == ("01634 555001", "ME4 4AA", ())
    assert "GB-CHC-1000001" in hall.notes
    # One that may be here is asked about by itself.
    (waiting,) = store.held_rows.waiting()
    assert (waiting.name, waiting.organisation) == ("Elm Road Choir", "Elm Road Choir")
    again = bring(store, tmp_path)
    assert counts(again) == {"unchanged": 2}
    assert again.gone == []
    store.undo()
    assert names(store) == ["Elm Road Choir", "Heron & Plover Trust"]
    assert [one.uid for one in store.held_rows.waiting()] == [held.uid]


def test_it_is_one_after_all(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path)
    (held,) = store.held_rows.waiting()
    store.held_rows.settle(HeldDecision.ANOTHER, [held.uid])
    assert names(store) == ["Heron & Plover Trust", "Rook Lane Club & Elm Road Choir; Brook Hall"]
    assert counts(bring(store, tmp_path)) == {"unchanged": 2}
    changed = LIST.replace("555001", "555002")
    assert counts(bring(store, tmp_path, changed)) == {"updated": 1, "unchanged": 1}


def test_left_out_until_the_list_says_otherwise(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path)
    (held,) = store.held_rows.waiting()
    store.held_rows.settle(HeldDecision.LEFT_OUT, [held.uid])
    assert counts(bring(store, tmp_path)) == {"unchanged": 2}
    assert counts(bring(store, tmp_path, LIST.replace("555001", "555002")))["held"] == 1


@pytest.mark.parametrize("decision", [HeldDecision.SAME, HeldDecision.BRANCH])
def test_it_is_no_one_organisation_here(
    store: Store, tmp_path: Path, decision: HeldDecision
) -> None:
    bring(store, tmp_path)
    (held,) = store.held_rows.waiting()
    with pytest.raises(Refused, match="seems to be those of 3"):
        store.held_rows.settle(decision, [held.uid])
    assert store.held_rows.count() == 1


def test_what_may_be_one_here_is_not_several(store: Store, tmp_path: Path) -> None:
    make_organisation(store, name="Wigmore Scout Group", postcode="ME8 0AA")
    bring(store, tmp_path, "name,postcode\nWigmore Scouts Group,ME8 0AA\n")
    (held,) = store.held_rows.waiting()
    with pytest.raises(Refused, match="that of one organisation"):
        store.held_rows.settle(HeldDecision.EACH, [held.uid])


def test_what_is_called_so_here_is_that(store: Store, tmp_path: Path) -> None:
    make_organisation(store, name="Rook Lane Club; Brook Hall", postcode="ME4 4AA")
    text = "name,postcode\nRook Lane Club; Brook Hall,ME4 4AA\n"
    assert "held" not in counts(bring(store, tmp_path, text))


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Rook Lane Club & Brook Hall", 1),
        ("Rook Lane Club and Brook Hall", 0),  # as many are called
        ("Rook Lane Club & Plover Hall", 0),
    ],
)
def test_two_that_are_here_joined_by_a_sign(
    store: Store, tmp_path: Path, name: str, held: int
) -> None:
    make_organisation(store, name="Rook Lane Club")
    make_organisation(store, name="Brook Hall")
    text = f"name,postcode\n{name},ME4 4AA\n"
    assert counts(bring(store, tmp_path, text)).get("held", 0) == held
    if held:
        assert store.held_rows.waiting()[0].names == ("Rook Lane Club", "Brook Hall")
    numbered = f"name,charity number\n{name},1000001\n"  # one number is one organisation's
    (tmp_path / "other.csv").write_text(numbered)
    store.lists.run_import(store.lists.open(tmp_path / "other.csv", source="other"))
    assert not [one for one in store.held_rows.waiting() if one.names and one.source == "other"]


def test_a_list_of_names_alone(store: Store, tmp_path: Path) -> None:
    report = bring(store, tmp_path, 'name\n"Rook Lane Club\nElm Road Choir"\nBrook Hall\n')
    assert counts(report) == {"added": 1, "held": 1}


def test_the_lists_next_issue_has_each_in_a_row_of_its_own(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path)
    (held,) = store.held_rows.waiting()
    store.held_rows.settle(HeldDecision.EACH, [held.uid])
    rows = "".join(f"{name},01634 555001,ME4 4AA,\n" for name in THREE)
    report = bring(store, tmp_path, f"{LIST.splitlines()[0]}\n{rows}{LIST.splitlines()[2]}\n")
    assert "added" not in counts(report)
    assert len(names(store)) == 4


def test_on_the_command_line(cli: Cli, tmp_path: Path) -> None:
    cli.text("import", "organisations", str(a_list(tmp_path, LIST)), "--source", "members")
    (held,) = cli.json("review")["held"]
    assert (held["organisation"], held["names"]) == (None, list(THREE))
    assert "each" in cli.text("review")
    assert cli.text("review", "each", held["id"]).startswith("Took in each that Rook Lane Club")


async def test_in_the_review_queue(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path)
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "r")
        source = app.screen.query_one("#held", RecordList)._source
        assert source is not None
        (row,) = source.rows(0, 9)
        assert row.cells[1] == "3 organisations in one name"
        assert "its name seems to be those of 3" in flat(app)
        await press(pilot, "s", "e")
    assert len(names(store)) == 4
