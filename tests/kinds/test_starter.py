"""What an area begins with: put on record once, as far as it is not there; taken back as one."""

from __future__ import annotations

import json

import pytest
from cli_desk import Cli
from desk_app import desk, flat, press, rows, said
from factories import make_group, make_organisation

from db.history.proposing import propose_undo
from db.kinds.starter import load_starter
from db.store import Store
from screens.dialogs.confirm import ConfirmScreen
from screens.kinds.area import AreaScreen
from spoc_tui.casework.kinds.catalogue import AREAS, kind_of
from spoc_tui.casework.kinds.fields import fields_of
from spoc_tui.casework.kinds.shared_acts import acts_of
from spoc_tui.casework.kinds.starter import Begun, starter_of
from spoc_tui.casework.kinds.values import to_json
from spoc_tui.casework.records.kinds import DECLARED_CODES, DECLARED_KINDS

every_area = pytest.mark.parametrize("area", AREAS)
with_starter = pytest.mark.parametrize("area", [one for one in AREAS if starter_of(one)])


@every_area
def test_every_area_has_the_verb_and_says_where_it_has_nothing_to_begin_with(
    cli: Cli, area: str
) -> None:
    assert "starter" in cli.text(area, "--help")
    answer = cli.json(area, "starter")
    assert bool(answer["added"]) == (starter_of(area) is not None)
    if not answer["added"]:
        said = cli.text(area, "starter")
        assert said.strip() == (
            f"The report gives no records of {AREAS[area].heading} to begin with."
        )
        return
    again = cli.json(area, "starter")
    assert again["added"] == []
    assert len(again["there"]) == len(answer["added"])
    assert cli.text(area, "starter").strip() == "Everything is there already."


@with_starter
def test_it_is_one_action_that_one_undo_takes_back_and_that_can_be_done_again(
    store: Store, area: str
) -> None:
    before = store.history.count()
    first = load_starter(store, area)
    assert store.history.count() == before + 1
    assert load_starter(store, area).added == ()
    assert store.history.count() == before + 1
    store.undo()
    assert all(store.declared(code).count() == 0 for code in AREAS[area].kinds)
    again = load_starter(store, area)
    assert len(again.added) == len(first.added)


@with_starter
def test_it_names_only_what_there_is(area: str) -> None:
    starter = starter_of(area)
    assert starter is not None
    known = {one.name for one in starter.organisations}
    for key, record in starter.records.items():
        assert record.kind in DECLARED_CODES
        assert {*record.fields, *record.rows} <= set(kind_of(record.kind).fields)
        known_acts = acts_of(kind_of(record.kind))
        assert all(set(given) <= set(known_acts[name].asks) for name, given in record.acts)
        typed = [
            *record.fields.values(),
            *(t for r in record.rows.values() for o in r for t in o.values()),
        ]
        assert {text for text in typed if isinstance(text, Begun)} <= known
        known.add(key)
    assert {end for link in starter.links for end in (link.of, link.to)} <= set(starter.records)


def test_what_the_report_says_of_groups(store: Store) -> None:
    voluntary = make_organisation(store, "Medway Voluntary Action (MVA)")
    store.organisations.add_other_name(voluntary.uid, "MVA")
    make_group(store, "vcs leaders' NETWORK")
    loaded = load_starter(store, "groups")
    assert loaded.there == ("Medway Voluntary Action (MVA)", "GRP-26-0001 vcs leaders' NETWORK")
    consortium = store.declared("group").get("Better Together Consortium").record
    assert [one.name for one in consortium.members] == [
        "Citizens Advice Medway",
        "Medway Voluntary Action (MVA)",
        "Healthwatch Medway",
        "Carers First",
        "Kent Association for the Blind",
    ]
    assert {one.starts.isoformat() for one in consortium.members} == {"2019-01-01"}
    liaison = store.declared("group").get("Strategic Liaison Group")
    (link,) = liaison.links
    assert (link.words, link.uid) == ("came of", consortium.uid)
    reported = {one.starts.isoformat() for one in (liaison.record, *liaison.record.members)}
    assert reported == {"2020-06-16"}, "what the report gives no first day of was there by its own"


@with_starter
def test_nothing_begins_on_the_day_on_which_it_is_put_on_record(area: str, store: Store) -> None:
    load_starter(store, area)
    today = store.today().isoformat()
    kinds = [kind for kind in DECLARED_KINDS if kind.area == area]
    for one in (record for kind in kinds for record in store.declared(kind.code).page()):
        fields = fields_of(type(one))
        said = {name: to_json(field, getattr(one, name)) for name, field in fields.items()}
        said.pop("began_at")
        said.pop("closed_at")
        assert today not in json.dumps(said), one.reference


@pytest.mark.slow
async def test_an_empty_area_offers_it_and_begins_once_the_officer_says_yes(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "g")
        assert isinstance(app.screen, AreaScreen)
        assert "S begins with what the report says." in flat(app)
        assert "S Begin with what the report says" in flat(app)
        await press(pilot, "S")
        assert isinstance(app.screen, ConfirmScreen)
        assert "3 records and 5 organisations" in flat(app)
        await press(pilot, "escape")
        assert rows(app) == []
        await press(pilot, "S", "y")
        assert len(rows(app)) == 3
        assert said(app) == "Saved: 8 added."
        assert "S Begin with" not in flat(app)
        await press(pilot, "S", "y")
        assert "All of that is there already." in said(app)
        await press(pilot, "u", "y")
        assert rows(app) == []
        await press(pilot, "f4", "g", "v")
        assert "what the report says" not in flat(app)
        await press(pilot, "S")
        assert said(app) == "The report gives no records of Co-design to begin with."


@with_starter
def test_undo_counts_what_the_officer_would(store: Store, area: str) -> None:
    added = load_starter(store, area).added
    proposal = propose_undo(store)
    assert proposal.records == len(added) == len(proposal.touched)
    assert proposal.many == ""
