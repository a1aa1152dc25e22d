"""What is always taken of a list, or never: said once, done at each of its issues, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from desk_app import desk, flat, press, said
from factories import labels, listed, make_organisation

from db.store import Store
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.lists.answers import Answer, read_fact
from spoc_tui.casework.lists.importing import ImportReport
from spoc_tui.casework.lists.said import FACTS


def rows_of(app: SpocApp, name: str) -> list[str]:
    source = app.screen.query_one(f"#{name}", RecordList)._source
    assert source is not None
    return [" | ".join(row.cells) for row in source.rows(0, source.count())]


def bring(store: Store, issue: int, *, dry_run: bool = False) -> ImportReport:
    """An issue of a list of three, of which each says other e-mails, purposes and phones."""
    rows = [
        listed(n, email=f"list{issue}@{n}.example", purpose=f"List {issue}", phone=f"01634 {issue}")
        for n in (2, 3, 4)
    ]
    return store.lists.import_list(rows, source="mva", dry_run=dry_run)


def differing(store: Store) -> None:
    """Two of three organisations have other e-mails and purposes than their list; one a phone."""
    bring(store, 1)
    for n in (2, 3):
        own = {"email": f"own@{n}.example", "purpose": "Own"}
        store.organisations.edit(store.organisations.find(f"Charity {n}").uid, own)
    store.organisations.edit(store.organisations.find("Charity 4").uid, {"phone": "01634 999"})
    bring(store, 2)


def kept(store: Store, field: str) -> list[object]:
    return [getattr(store.organisations.find(f"Charity {n}"), field) for n in (2, 3, 4)]


def test_it_settles_what_is_open_and_what_the_next_issue_says(store: Store) -> None:
    differing(store)
    assert store.differences.count() == 5
    answers = store.standing_answers
    assert answers.answer("mva", "email", Answer.TAKEN) == 2
    assert labels(store)[-1] == "Always take the email of mva".replace("email", "e-mail")
    assert answers.answer("mva", "purpose", Answer.LEFT) == 2
    assert [one.described for one in answers.all()] == [
        "mva: e-mail always taken",
        "mva: purpose never taken",
    ]
    assert [one.field for one in store.differences.open()] == ["phone"]
    assert kept(store, "email") == [f"list2@{n}.example" for n in (2, 3, 4)]
    assert kept(store, "purpose") == ["Own", "Own", "List 2"]
    store.organisations.edit(store.organisations.find("Charity 2").uid, {"email": "o@o.example"})
    previewed = bring(store, 3, dry_run=True)
    assert previewed.answers_described == (
        "Of this list: purpose never taken (2), e-mail always taken (1)."
    )
    assert "purpose kept as “Own” (never taken), the list says “List 3”" in previewed.rows[0].why
    assert "e-mail from “o@o.example” to “list3@2.example” (always taken)" in previewed.rows[0].why
    assert kept(store, "email")[0] == "o@o.example"
    bring(store, 3)
    assert kept(store, "email") == [f"list3@{n}.example" for n in (2, 3, 4)]
    assert kept(store, "purpose") == ["Own", "Own", "List 3"]
    assert [one.field for one in store.differences.open()] == ["phone"]
    assert store.history.broken_at() is None


def test_one_undo_takes_back_the_answer_and_what_it_settled(store: Store) -> None:
    differing(store)
    store.standing_answers.answer("mva", "email", Answer.TAKEN)
    store.undo()
    assert store.standing_answers.all() == []
    assert (store.differences.count(), kept(store, "email")[0]) == (5, "own@2.example")
    bring(store, 3)
    assert store.differences.count() == 5
    store.undo()
    store.redo()
    assert store.differences.count() == 5


def test_it_is_asked_again(store: Store) -> None:
    differing(store)
    answers = store.standing_answers
    answers.answer("mva", "email", Answer.LEFT)
    answers.ask_again("mva", "email")
    assert (answers.all(), store.differences.count()) == ([], 3)
    bring(store, 3)
    assert store.differences.count() == 5
    answers.answer("mva", "email", Answer.TAKEN)
    answers.answer("mva", "email", Answer.LEFT)
    assert [one.answer for one in answers.all()] == [Answer.LEFT]
    with pytest.raises(NotFound, match="Nothing is always or never taken of the phone of “mva”"):
        answers.ask_again("mva", "phone")
    with pytest.raises(NotFound, match="No organisation is in a list “other”"):
        answers.answer("other", "phone", Answer.TAKEN)


def test_another_list_is_asked_about(store: Store) -> None:
    differing(store)
    store.standing_answers.answer("mva", "email", Answer.TAKEN)
    store.lists.import_list([listed(2, email="other@2.example")], source="other")
    assert [one.source for one in store.differences.open() if one.field == "email"] == ["other"]


def test_what_the_list_no_longer_says_is_asked_about(store: Store) -> None:
    differing(store)
    store.standing_answers.answer("mva", "email", Answer.TAKEN)
    store.organisations.edit(store.organisations.find("Charity 2").uid, {"email": "o@o.example"})
    store.lists.import_list([listed(2)], source="mva", whole=False)
    assert kept(store, "email")[0] == "o@o.example"
    assert [(one.field, one.listed) for one in store.differences.open() if not one.listed] == [
        ("email", ""),
        ("purpose", ""),
    ]


def test_it_is_done_with_a_held_row_too(store: Store) -> None:
    differing(store)
    store.standing_answers.answer("mva", "email", Answer.TAKEN)
    make_organisation(store, "Heron House", email="own@heron.example", postcode="ME4 4AA")
    row = listed(9, key="h", name="Heron House", identifiers=(), email="list@heron.example")
    store.lists.import_list([row], source="mva", whole=False)
    (held,) = store.held_rows.waiting()
    store.held_rows.same(held.uid)
    assert store.organisations.find("Heron House").email == "list@heron.example"


@pytest.mark.parametrize("answer", [Answer.TAKEN, Answer.LEFT])
def test_several_differences_are_one_act(store: Store, answer: Answer) -> None:
    differing(store)
    of_field = store.differences.of_field("mva", "email")
    assert store.differences.alike(of_field[1].uid) == [of_field[1].uid, of_field[0].uid]
    store.differences.settle(answer, [one.uid for one in of_field])
    assert store.differences.count() == 3
    assert kept(store, "email")[0] == ("list2@2.example" if answer == "taken" else "own@2.example")
    store.undo()
    assert (store.differences.count(), kept(store, "email")[0]) == (5, "own@2.example")


@pytest.mark.parametrize("fact", FACTS)
def test_a_field_is_named_as_it_is_shown(fact: str) -> None:
    from spoc_tui.casework.lists.facts import describe_field

    assert read_fact(fact) == read_fact(describe_field(fact).upper()) == fact


def test_a_field_that_no_list_has_is_refused() -> None:
    with pytest.raises(BadInput, match="A list has no field “colour”"):
        read_fact("colour")


async def test_marked_settled_and_answered_on_the_page(store: Store) -> None:
    differing(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "R", "2", "down", "asterisk", "space")
        assert "1 marked" in flat(app, "#headline")
        await press(pilot, "asterisk", "t")
        assert said(app) == "Saved: 2 differences taken."
        assert kept(store, "purpose") == ["List 2"] * 3
        await press(pilot, "u", "y", "down", "T")
        assert said(app) == "Saved: mva: purpose is always taken."
        assert rows_of(app, "differences") == [
            "Charity 2 | e-mail | own@2.example | list2@2.example | mva",
            "Charity 3 | e-mail | own@3.example | list2@3.example | mva",
            "Charity 4 | phone | 01634 999 | 01634 2 | mva",
        ]
        await press(pilot, "home", "X", "3", "home")
        assert "3 Always (2)" in flat(app, "#panes")
        assert rows_of(app, "answers") == [
            "mva | e-mail | never taken",
            "mva | purpose | always taken",
        ]
        assert "the e-mail that is here is kept, unasked. A asks again" in flat(app, "#beside")
        await press(pilot, "T")
        assert store.standing_answers.of("mva")["email"] is Answer.TAKEN
        await press(pilot, "A")
        assert rows_of(app, "answers") == ["mva | purpose | always taken"]
        await press(pilot, "u", "y")
        assert len(rows_of(app, "answers")) == 2
        await press(pilot, "s", "t", "x", "space", "asterisk")
        assert len(rows_of(app, "answers")) == 2


def test_on_the_command_line(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "mva.csv"

    def imported(phone: str, *more: str) -> str:
        file.write_text(f"Key,Name,Phone\n1,Heron House,{phone}\n2,Plover Society,{phone}\n")
        return cli.text("import", "organisations", str(file), "--source", "mva", *more)

    imported("01634 1")
    for name in ("heron house", "plover society"):
        cli.text("organisation", "edit", name, "--set", "phone=01634 999")
    imported("01634 2")
    first = cli.json("review")["differences"][0]["id"]
    assert cli.text("review", "leave", first, "--alike") == (
        "Heron House: left the phone as it is.\nPlover Society: left the phone as it is.\n"
    )
    cli.text("undo", "--yes")
    assert cli.text("review", "always", "MVA", "Phone") == (
        "mva: phone is always taken. 2 differences settled.\n"
    )
    assert cli.json("review", "answers") == {
        "answers": [{"source": "mva", "field": "phone", "answer": "taken"}]
    }
    cli.text("organisation", "edit", "heron house", "--set", "phone=01634 999")
    previewed = imported("01634 3", "--dry-run")
    assert "Of this list: phone always taken (1)." in previewed
    assert "phone from “01634 999” to “01634 3” (always taken)" in previewed
    assert cli.text("review", "never", "mva", "phone") == "mva: phone is never taken.\n"
    assert cli.text("review", "ask", "mva", "phone") == "The phone of mva is asked about again.\n"
    assert cli.text("review", "answers").startswith("Nothing is always taken of a list, or never")
    assert "no field “colour”" in cli.error(2, "review", "never", "mva", "colour")["message"]
