"""Free tags and registers propose whom an organisation serves, and never set it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from equality_made import make_equality
from factories import make_organisation

from db.lists.importing import import_organisations
from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.starter import starter_of
from spoc_tui.registers.organisations import open_list


@pytest.fixture
def begun(store: Store) -> Store:
    """A store with the list to choose from and appendix 4."""
    from db.kinds.starter import load_starter

    load_starter(store, "equality")
    return store


def proposed(store: Store, uid: str) -> list[str]:
    record: Any = store.declared("purpose").get(uid).record
    return [each.words for each in record.proposed]


def test_a_free_tag_proposes_and_stays_and_what_was_taken_or_declined_is_not_proposed_again(
    begun: Store,
) -> None:
    club = make_organisation(begun, tags="older people, women, sailing")
    purposes, one = begun.declared("purpose"), make_equality(begun, "purpose")
    assert one.serves == ()
    assert proposed(begun, one.uid) == ["Age: tag “older people”", "Sex: tag “women”"]
    with pytest.raises(BadInput, match="Disability is not proposed"):
        purposes.act(one.uid, "take", {"group": "Disability"})
    after: Any = purposes.act(one.uid, "take", {"group": "Age"}).record
    assert [(each.group.name, each.source) for each in after.serves] == [
        ("Age", "tag “older people”")
    ]
    with pytest.raises(BadInput, match="seems to name a person"):
        purposes.act(one.uid, "decline", {"group": "Sex", "why": "Mr Carter is one"})
    purposes.act(one.uid, "decline", {"group": "Sex", "why": "Men come as well"})
    assert proposed(begun, one.uid) == []
    with pytest.raises(Refused, match="Nothing is proposed"):
        purposes.act(one.uid, "take", {"group": "Sex"})
    assert begun.organisations.get(club.uid).tags == ("older people", "women", "sailing")
    begun.undo()
    begun.undo()
    assert proposed(begun, one.uid) == ["Age: tag “older people”", "Sex: tag “women”"]


def test_a_register_proposes_by_its_classification(begun: Store, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "org_id,reg_number,name,postcode,active,activities,income,web,company_number,UKCAT\n"
        'GB-CHC-1000003,1000003,Rook Lane Bowls Club,ME7 1AA,True,Bowls,100,,,"BE108,AR303,BE105"\n'
    )
    import_organisations(begun, open_list(file).rows, source="ukcat")
    one = make_equality(begun, "purpose")
    assert proposed(begun, one.uid) == ["Age: ukcat “BE108”"]


def test_a_retired_one_is_not_proposed(begun: Store) -> None:
    make_organisation(begun, tags="older people")
    one = make_equality(begun, "purpose")
    begun.declared("characteristic").act("CHR-26-0001", "close", {"why": "so"})
    assert proposed(begun, one.uid) == []


def test_of_two_that_are_merged_both_propose(begun: Store) -> None:
    club = make_organisation(begun, tags="older people")
    other = make_organisation(begun, "Strood Scouts", tags="girls")
    one = make_equality(begun, "purpose")
    begun.duplicates.merge(club.uid, other.uid)
    assert proposed(begun, one.uid) == ["Age: tag “older people”", "Sex: tag “girls”"]


def test_all_that_is_proposed_is_listed_for_the_officer(begun: Store, cli: Cli) -> None:
    make_organisation(begun, tags="older people")
    make_organisation(begun, "Strood Scouts", tags="girls")
    make_organisation(begun, "Luton Luncheon", tags="food")
    make_equality(begun, "purpose", organisation="Strood Scouts")
    said = cli.text("equality", "proposals")
    assert "| Rook Lane Bowls Club | Age | tag “older people” | none yet |" in said
    assert "| Strood Scouts | Sex | tag “girls” | PUR-26-0001 |" in said
    assert "Luton" not in said
    assert "for you alone" in said


def test_the_starter_has_ten_groups_and_the_form_of_the_report_without_a_name() -> None:
    starter = starter_of("equality")
    assert starter is not None
    kinds = [one.kind for one in starter.records.values()]
    assert kinds.count("characteristic") == 10
    assert kinds.count("assessment") == 1
    said = json.dumps([[*one.fields.values()] for one in starter.records.values()])
    for name in ("Elliott", "Williams", "Scott", "James"):
        assert name not in said
    words = [
        word.strip()
        for one in starter.records.values()
        if one.kind == "characteristic"
        for word in one.fields["words"].split(",")
        if word
    ]
    assert len(words) == len(set(words)), "a word proposes one of them"


def test_it_is_said_that_it_is_about_purpose(cli: Cli) -> None:
    said = " ".join(cli.text("equality", "purpose", "--help").split())
    assert "never who anybody is. No person has such a field" in said
