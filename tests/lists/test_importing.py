"""Outside lists come in whole, once, and never over what the officer wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factories import (
    FixedClock,
    another_window,
    dump,
    labels,
    listed,
    make_enquiry,
    make_organisation,
    value,
    whole_file,
)

from db.file import backup, copies
from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused, StorageFailed
from spoc_tui.casework.lists.importing import ImportReport, RowVerdict
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import (
    ListedOrganisation,
    Organisation,
    RefusedRow,
)
from spoc_tui.registers.organisations import open_list

PLACE = "ME7 1AA"


def run_import(
    store: Store, *rows: ListedOrganisation | RefusedRow, source: str = "register", **options: Any
) -> ImportReport:
    return store.lists.import_list(rows, source=source, **options)


def counts(report: ImportReport) -> dict[str, int]:
    return {verdict.value: count for verdict, count in report.counts.items() if count}


def only(store: Store) -> Organisation:
    (organisation,) = store.organisations.page(0, 2)
    return store.organisations.get(organisation.uid)


def test_a_list_comes_in_as_one_act(store: Store) -> None:
    report = run_import(
        store,
        listed(2, phone="+44 1634 000000", postcode="ME4 4AA"),
        listed(3),
        RefusedRow(4, "There is nothing in the column name."),
    )
    assert counts(report) == {"added": 2, "refused": 1}
    assert report.sentence == "2 added, 1 refused"
    assert [(row.line, row.verdict, row.why) for row in report.rows] == [
        (4, RowVerdict.REFUSED, "There is nothing in the column name.")
    ]
    assert labels(store)[1:] == ["Imported register: 2 added, 1 refused"]
    found = store.organisations.find("Charity 2")
    assert (found.phone, found.postcode) == ("+44 1634 000000", "ME4 4AA")
    assert found.identifiers == (Identifier("GB-CHC", "1000002"),)
    assert store.search.anything("01634 000000")[0].uid == found.uid


def test_a_second_import_adds_and_changes_nothing(store: Store, clock: FixedClock) -> None:
    rows = [listed(line) for line in range(2, 12)]
    run_import(store, *rows)
    before = whole_file(store)
    clock.advance(days=1)
    report = run_import(store, *rows)
    assert counts(report) == {"unchanged": 10}
    assert whole_file(store) == before


def test_a_row_that_moved_within_the_list_is_the_same(store: Store) -> None:
    run_import(store, listed(2), listed(3))
    moved = [replace(listed(3), line=2), replace(listed(2), line=3)]
    assert counts(run_import(store, *moved)) == {"unchanged": 2}


def test_a_changed_row_updates(store: Store) -> None:
    run_import(store, listed(2, phone="01634 1"))
    report = run_import(store, listed(2, name="Søn Trust", phone="01634 22222", state="closed"))
    assert counts(report) == {"updated": 1}
    (row,) = report.rows
    assert row.why == (
        "name from “Charity 2” to “Søn Trust”; phone from “01634 1” to “01634 22222”; "
        "state from “active” to “closed”"
    )
    found = store.organisations.find("son trust")
    assert (found.name, found.phone, found.state) == ("Søn Trust", "01634 22222", "closed")
    assert store.search.anything("01634 22222")[0].uid == found.uid
    assert store.search.anything("charity") == []


def test_what_the_list_no_longer_says_is_cleared(store: Store) -> None:
    run_import(store, listed(2, phone="01634 1"))
    run_import(store, listed(2))
    assert only(store).phone == ""


def test_a_fact_the_officer_typed_is_kept(store: Store) -> None:
    run_import(store, listed(2, phone="01634 1", email="a@example.org"))
    uid = only(store).uid
    with store.action("Corrected"):
        store.update("organisation", uid, {"phone": "01634 999", "web": "ours.example"})
    report = run_import(
        store, listed(2, phone="01634 2", email="b@example.org", web="theirs.example")
    )
    assert report.rows[0].why == (
        "phone kept as “01634 999”, the list says “01634 2”; "
        "e-mail from “a@example.org” to “b@example.org”; "
        "web kept as “ours.example”, the list says “theirs.example”"
    )
    found = only(store)
    assert (found.phone, found.email, found.web) == ("01634 999", "b@example.org", "ours.example")
    # The list said it once more: nothing new.
    again = run_import(
        store, listed(2, phone="01634 2", email="b@example.org", web="theirs.example")
    )
    assert counts(again) == {"unchanged": 1}


def test_what_the_officer_typed_and_the_list_says_too_is_no_quarrel(store: Store) -> None:
    run_import(store, listed(2, phone="01634 1"))
    with store.action("Corrected"):
        store.update("organisation", only(store).uid, {"phone": "01634 2"})
    report = run_import(store, listed(2, phone="01634 2"))
    assert counts(report) == {"unchanged": 1}
    assert only(store).phone == "01634 2"


def test_another_list_finds_it_by_its_number(store: Store) -> None:
    company = Identifier("GB-COH", "02538134")
    run_import(store, listed(2, identifiers=(Identifier("GB-CHC", "1000002"), company)))
    report = run_import(
        store,
        listed(9, key="x9", name="Charity Two Ltd", phone="01634 1", identifiers=(company,)),
        source="companies",
    )
    assert counts(report) == {"updated": 1}
    assert report.rows[0].why == (
        "name kept as “Charity 2”, the list says “Charity Two Ltd”; phone from “” to “01634 1”; "
        "now also in the list companies"
    )
    assert (only(store).name, only(store).phone) == ("Charity 2", "01634 1")
    assert counts(
        run_import(
            store,
            listed(9, key="x9", name="Charity Two Ltd", phone="01634 1", identifiers=(company,)),
            source="companies",
        )
    ) == {"unchanged": 1}


def test_a_number_that_contradicts_makes_it_another(store: Store) -> None:
    company = Identifier("GB-COH", "02538134")
    run_import(store, listed(2, identifiers=(Identifier("GB-CHC", "1000002"), company)))
    report = run_import(
        store,
        listed(3, key="3", identifiers=(Identifier("GB-CHC", "1000003"), company)),
        source="another",
    )
    assert counts(report) == {"added": 1}


def test_a_branch_with_its_parents_number_is_another(store: Store) -> None:
    run_import(store, listed(2))
    branch = listed(3, key="b", identifiers=(Identifier("GB-CHC", "1000002", 1),))
    assert counts(run_import(store, branch, source="another")) == {"added": 1}


def test_an_organisation_with_an_old_and_a_new_number_is_found_by_either(store: Store) -> None:
    old, new = Identifier("GB-COH", "00000001"), Identifier("GB-COH", "00000002")
    run_import(store, listed(2, identifiers=(old,)))
    report = run_import(store, listed(2, identifiers=(new,)))
    assert (counts(report), report.rows[0].why) == (
        {"updated": 1},
        "number GB-COH-00000002 added",
    )
    assert set(only(store).identifiers) == {old, new}
    for source, number in (("a", old), ("b", new)):
        report = run_import(store, listed(5, key="k", identifiers=(number,)), source=source)
        assert counts(report) == {"updated": 1}
    assert store.organisations.count() == 1


def test_a_number_the_officer_took_away_stays_away(store: Store) -> None:
    wrong, right = Identifier("GB-COH", "02538134"), Identifier("GB-CHC", "1000002", 1)
    run_import(store, listed(2, identifiers=(wrong,)))
    store.organisations.remove_identifier(only(store).uid, wrong.text)
    report = run_import(store, listed(2, phone="01634 1", identifiers=(wrong, right)))
    assert only(store).identifiers == (right,)
    assert report.rows[0].why == "phone from “” to “01634 1”; number GB-CHC-1000002-1 added"
    report = run_import(store, listed(2, phone="01634 1", identifiers=(wrong,)))
    assert only(store).identifiers == (right,)
    assert report.rows[0].why == "its numbers in the list changed"


def test_numbers_of_two_organisations_hold_the_row(store: Store) -> None:
    charity, company = Identifier("GB-CHC", "1000002"), Identifier("GB-COH", "02538134")
    run_import(
        store,
        listed(2, identifiers=(charity,)),
        listed(3, key="c", name="The Company", identifiers=(company,)),
    )
    both = listed(7, key="7", identifiers=(charity, company))
    report = run_import(store, both, source="another")
    assert counts(report) == {"held": 1}
    assert report.rows[0].why == (
        "may be Charity 2: same number GB-CHC-1000002; "
        "its numbers belong to more than one organisation here"
    )
    assert report.rows[0].name == "Charity 7"
    assert store.organisations.count() == 2
    (held,) = store.held_rows.waiting()
    assert (held.name, held.source, held.why) == ("Charity 7", "another", report.rows[0].why)
    before = whole_file(store)
    assert counts(run_import(store, both, source="another")) == {"held": 1}
    assert whole_file(store) == before


def test_a_same_name_alone_is_asked(store: Store) -> None:
    make_organisation(store, "Charity 2")
    report = run_import(store, listed(2))
    assert counts(report) == {"held": 1}
    assert report.rows[0].why == ("may be Charity 2: same name, and nothing that speaks against it")


def test_organisations_without_numbers_are_normal(store: Store) -> None:
    rows = [listed(2, key="a", identifiers=()), listed(3, key="b", identifiers=())]
    assert counts(run_import(store, *rows)) == {"added": 2}
    assert counts(run_import(store, *rows)) == {"unchanged": 2}


def test_a_dry_run_says_the_same_and_writes_nothing(store: Store) -> None:
    run_import(store, listed(2, phone="01634 1"))
    assert store.path is not None
    made = list(copies.folder_of(store.path).iterdir())
    rows = [listed(2, phone="01634 2"), listed(3), RefusedRow(4, "No name.")]
    before = whole_file(store)
    other = another_window(store)
    seen = other.data_version()
    report = run_import(store, *rows, dry_run=True)
    assert report.dry_run
    assert whole_file(store) == before
    assert other.data_version() == seen
    assert list(copies.folder_of(store.path).iterdir()) == made
    assert counts(run_import(store, *rows)) == counts(report)
    other.close()


def test_a_copy_is_made_before(store: Store) -> None:
    run_import(store, listed(2))
    assert store.path is not None
    (copy,) = copies.folder_of(store.path).iterdir()
    assert copy.name.endswith("-before-import.db")
    kept = Store.open(copy, now=store.now)
    assert kept.organisations.count() == 0
    kept.close()


def failing(rows: list[ListedOrganisation], error: Exception) -> Iterator[ListedOrganisation]:
    yield from rows
    raise error


def test_a_list_that_breaks_off_leaves_nothing(store: Store) -> None:
    before = whole_file(store)
    rows = failing([listed(line) for line in range(2, 3_000)], BadInput("A quote never closes."))
    with pytest.raises(BadInput):
        store.lists.import_list(rows, source="register")
    assert whole_file(store) == before
    assert counts(run_import(store, listed(2))) == {"added": 1}


def test_a_failure_half_way_leaves_nothing(store: Store) -> None:
    run_import(store, listed(2, phone="01634 1"))
    store.connection.execute(
        "CREATE TRIGGER breaks BEFORE INSERT ON identifier WHEN NEW.number = '1000004' "
        "BEGIN SELECT RAISE(ABORT, 'broken'); END"
    )
    before = whole_file(store)
    with pytest.raises(StorageFailed, match="Nothing was saved"):
        run_import(store, listed(2, phone="01634 2"), listed(3), listed(4))
    assert whole_file(store) == before
    store.connection.execute("DROP TRIGGER breaks")
    report = run_import(store, listed(2, phone="01634 2"), listed(3), listed(4))
    assert counts(report) == {"added": 2, "updated": 1}


def test_one_undo_takes_it_all_back_and_it_can_come_again(store: Store) -> None:
    make_organisation(store, "Ours")
    before = dump(store)
    rows = [listed(line) for line in range(2, 30)]
    run_import(store, *rows)
    assert store.undo().label == "Imported register: 28 added"
    assert dump(store, marks=False) == before
    assert store.search.organisations("charity") == []
    assert counts(run_import(store, *rows)) == {"added": 28}
    assert store.organisations.count() == 29


def test_an_import_that_was_built_on_is_not_undone(store: Store) -> None:
    run_import(store, listed(2), listed(3))
    uid = value(store, "SELECT uid FROM action ORDER BY id DESC")
    make_enquiry(store, organisation_uid=store.organisations.find("Charity 3").uid)
    with pytest.raises(Refused, match="“Logged ENQ-26-0001” came after it"):
        store.undo(uid)
    assert store.organisations.count() == 2


def test_what_another_window_wrote_since_it_was_read_is_kept(store: Store) -> None:
    run_import(store, listed(2, phone="01634 1"))
    uid = only(store).uid
    other = another_window(store)

    original = backup.before

    def meanwhile(*arguments: Any) -> Path:
        with other.action("Corrected meanwhile"):
            other.update("organisation", uid, {"phone": "01634 999"})
        other.organisations.add("Charity 3", identifiers=["GB-CHC-1000003"])
        return original(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup, "before", _once(meanwhile, original))
        report = run_import(store, listed(2, phone="01634 2"), listed(3))
    assert counts(report) == {"updated": 2}
    assert store.organisations.get(uid).phone == "01634 999"
    assert store.organisations.count() == 2
    other.close()


def _once(first: Any, then: Any) -> Any:
    """Calls `first` the first time and `then` after."""
    calls = iter([first])
    return lambda *arguments: next(calls, then)(*arguments)


def test_where_very_many_share_a_postcode_those_whose_names_begin_alike_are_compared(
    store: Store,
) -> None:
    crowd = [replace(listed(n), name=f"Office {n} Lettings", postcode=PLACE) for n in range(2, 52)]
    run_import(store, *crowd, source="offices")
    make_organisation(store, name="Gillingham Anglers", postcode=PLACE)
    near = [
        replace(listed(1), name="Gillingham Angler", postcode=PLACE, identifiers=()),
        replace(listed(2), name="Ofice 7 Lettings", postcode=PLACE, identifiers=()),
    ]
    # Nearly the name, but lost in the crowd by its first letters.
    assert counts(run_import(store, *near, source="club list")) == {"added": 1, "held": 1}


REAL = {
    "casc/cascs.csv": 9_700,
    "register-trafford/charities_operating_in_trafford.csv": 736,
}


@pytest.mark.slow
def test_the_real_lists_come_in_whole_and_once(store: Store, test_data: Path) -> None:
    for name, rows in REAL.items():
        opened = open_list(test_data / name)
        report = store.lists.import_list(opened.rows, source=opened.source)
        assert counts(report) == {"added": rows}
    assert store.organisations.count() == 736 + 9_700
    # Nothing is written to a record without a change in the history.
    before = value(store, "SELECT max(id) FROM change"), labels(store)
    for name, rows in REAL.items():
        opened = open_list(test_data / name)
        report = store.lists.import_list(opened.rows, source=opened.source)
        assert counts(report) == {"unchanged": rows}
    assert (value(store, "SELECT max(id) FROM change"), labels(store)) == before
    assert store.undo().label == "Imported charity-commission: 736 added"
    assert store.organisations.count() == 9_700
    assert store.history.broken_at() is None
