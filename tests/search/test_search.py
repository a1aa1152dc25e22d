"""One search for everything: what is typed in a hurry, half known, or pasted from anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from factories import (
    FixedClock,
    listed,
    make_enquiry,
    make_group,
    make_meeting,
    make_organisation,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from db.search.names import MOST_MATCHES
from db.store import Store
from spoc_tui.casework.search.finding import Hit


@pytest.fixture(scope="module")
def town() -> Iterator[Store]:
    """A few organisations, people and enquiries; only read by the tests that take it."""
    store = Store.in_memory(now=FixedClock())
    lantern = make_organisation(store, "St. Mary’s Lantern Trust", phone="+44 (0)1634 000111")
    make_organisation(store, "Café Søndag & Friends", postcode="me4 4aa")
    make_organisation(store, "The Lantern Players")
    make_organisation(store, "O'Hara House")
    store.organisations.add_contact(
        lantern.uid, "Zoë D'Arcy", role="Chair", phone="07700 900222", email="z@example.org"
    )
    make_enquiry(
        store,
        subject="Damp in St Mary's hall roof",
        detail="The crèche cannot open; asked for 50% off",
        organisation_uid=lantern.uid,
    )
    make_enquiry(store, subject="Road closure", caller="Big Jim", phone="(01634) 333-444")
    make_enquiry(store, subject="Damp hall again", answered="Use dehumidifiers from the depot.")
    make_enquiry(store, subject="undone secret words", phone="01634 555666")
    store.undo()
    make_organisation(store, "Undone Society")
    store.undo()
    yield store
    store.close()


def names(hits: list[Hit]) -> list[str]:
    return [hit.reference or hit.name for hit in hits]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ENQ-26-0002", "ENQ-26-0002"),
        ("enq 26 2", "ENQ-26-0002"),
        ("2", "ENQ-26-0002"),
        ("01634 000111", "St. Mary’s Lantern Trust"),
        ("01634000111", "St. Mary’s Lantern Trust"),
        ("+441634000111", "St. Mary’s Lantern Trust"),
        ("(01634) 000-111", "St. Mary’s Lantern Trust"),
        ("0044 1634 000111", "St. Mary’s Lantern Trust"),
        ("000111", "St. Mary’s Lantern Trust"),
        ("07700900222", "Zoë D'Arcy"),
        ("01634 333444", "ENQ-26-0002"),
        ("st marys", "St. Mary’s Lantern Trust"),
        ("St Mary's", "St. Mary’s Lantern Trust"),
        ("ST. MARY´S", "St. Mary’s Lantern Trust"),
        ("lantern trust", "St. Mary’s Lantern Trust"),
        ("trust lantern", "St. Mary’s Lantern Trust"),
        ("the lan", "The Lantern Players"),
        ("cafe sondag", "Café Søndag & Friends"),
        ("CAFÉ SØN", "Café Søndag & Friends"),
        ("cafe and friends", "Café Søndag & Friends"),
        ("ohara", "O'Hara House"),
        ("o’hara", "O'Hara House"),
        ("zoe", "Zoë D'Arcy"),
        ("darcy", "Zoë D'Arcy"),
        ("d'arcy zoë", "Zoë D'Arcy"),
        ("creche", "ENQ-26-0001"),
        ("CRÈCHE cannot", "ENQ-26-0001"),
        ("mary's hall", "ENQ-26-0001"),
        ("hall mary’s roof", "ENQ-26-0001"),
        ("50%", "ENQ-26-0001"),
        ("big jim", "ENQ-26-0002"),
        ("dehumid", "ENQ-26-0003"),
        ("  road   clos  ", "ENQ-26-0002"),
        ("“road” closure!", "ENQ-26-0002"),
    ],
)
def test_what_is_found_first(town: Store, typed: str, first: str) -> None:
    assert names(town.search.anything(typed))[:1] == [first]


@pytest.mark.parametrize(
    "typed",
    [
        "!?",
        "undone",
        "secret",
        "ENQ-26-0004",
        "01634 555666",
        "zzz",
        "9999",
        "road zzz",
    ],
)
def test_what_is_not_found(town: Store, typed: str) -> None:
    assert town.search.anything(typed) == []


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "\ud800"])
def test_with_nothing_typed_open_business_is_shown(town: Store, typed: str) -> None:
    shown = ["St. Mary’s Lantern Trust", "ENQ-26-0002", "ENQ-26-0001"]
    assert names(town.search.anything(typed)) == shown


@pytest.mark.parametrize(
    "typed",
    [
        'damp" OR "closure',
        "damp OR closure",
        "NEAR(damp closure)",
        "subject:closure damp",
        "damp NOT closure",
        "^closure damp",
        "closure* damp*",
        "(closure) (damp)",
        "%' OR 1=1 --",
        "{subject detail}: closure damp",
    ],
)
def test_search_syntax_is_plain_text(town: Store, typed: str) -> None:
    # Every word is wanted, and no enquiry has both: taken as syntax, some of these would match.
    assert town.search.anything(typed) == []


@given(typed=st.text(max_size=40) | st.text(alphabet="\"'*^:()+-% ORANDe0", max_size=20))
@settings(deadline=None, max_examples=300)
def test_any_text_gives_an_answer(town: Store, typed: str) -> None:
    for hit in town.search.anything(typed):
        assert hit.kind in ("organisation", "person", "enquiry")
    town.search.similar(typed)
    town.search.organisations(typed)


def test_a_pasted_page_is_searched_for_by_its_beginning(town: Store) -> None:
    assert town.search.anything("lantern " * 100_000) != []
    assert town.search.similar("damp hall " * 100_000) != []


def test_what_a_hit_shows(town: Store) -> None:
    organisation, person, enquiry = (
        town.search.anything(typed)[0] for typed in ("lantern trust", "zoe", "damp in")
    )
    assert (organisation.kind, organisation.phone, organisation.open) == (
        "organisation",
        "+44 (0)1634 000111",
        1,
    )
    assert (person.kind, person.matched) == ("person", "Chair, St. Mary’s Lantern Trust")
    assert person.organisation_uid == organisation.uid
    assert (enquiry.kind, enquiry.name, enquiry.open) == (
        "enquiry",
        "Damp in St Mary's hall roof",
        1,
    )
    assert (enquiry.matched, enquiry.stands) == ("St. Mary’s Lantern Trust", "new, Thu 2 Apr 2026")
    assert (organisation.stands, person.stands) == ("", "")


def test_each_thing_once_and_no_more_than_asked_for(town: Store) -> None:
    hits = town.search.anything("damp")
    assert len({(hit.kind, hit.uid) for hit in hits}) == len(hits) == 2
    assert len(town.search.anything("damp", limit=1)) == 1


def test_whole_names_then_beginnings_then_words_and_the_closed_last(store: Store) -> None:
    for name in ("New Quay", "Quay Rowing", "Quay", "Quay Archers", "Quay Closed"):
        make_organisation(store, name)
    with store.action("Closed"):
        store.update(
            "organisation", store.organisations.find("Quay Closed").uid, {"state": "closed"}
        )
    make_enquiry(store, organisation_uid=store.organisations.find("Quay Rowing").uid)
    assert [found.name for found in store.search.organisations("quay")] == [
        "Quay",
        "Quay Rowing",  # has open business
        "Quay Archers",
        "New Quay",
        "Quay Closed",
    ]


def test_a_common_beginning_is_found_among_many(store: Store) -> None:
    rows = [listed(line, name=f"Friends of Park {line}") for line in range(2, MOST_MATCHES + 200)]
    store.lists.import_list(rows, source="many")
    assert store.search.organisations("friends of park 450")[0].name == "Friends of Park 450"
    assert len(store.search.organisations("friends")) == 20


def test_a_renamed_organisation_is_found_by_its_new_name_only(store: Store) -> None:
    store.lists.import_list([listed(2, name="Old Name")], source="list")
    store.lists.import_list([listed(2, name="Fresh Name")], source="list")
    assert store.search.anything("old") == []
    assert names(store.search.anything("fresh")) == ["Fresh Name"]
    store.undo()
    assert names(store.search.anything("old")) == ["Old Name"]


def test_a_reference_and_a_number_both_come_up(store: Store) -> None:
    make_organisation(store, "Quay Rowing", phone="01634 0001")
    make_enquiry(store)
    assert names(store.search.anything("0001")) == ["ENQ-26-0001", "Quay Rowing"]


def test_found_by_a_number_a_closed_one_still_says_so(store: Store) -> None:
    made = make_organisation(store, "Quay Rowing", phone="01634 000 999", postcode="ME4 4AA")
    store.organisations.edit(made.uid, {"state": "closed"}, identifiers=["GB-CHC-1234567"])
    assert [store.search.anything(typed)[0].matched for typed in ("01634000999", "123456")] == [
        "closed, 01634 000 999",
        "closed, number 1234567",
    ]
    assert store.search.anything("ME4 4AA")[0].matched == "closed, ME4 4AA"


def test_a_whole_number_is_found_among_many_that_begin_so(store: Store) -> None:
    for last in range(40):
        make_organisation(store, f"Quay {last}", phone=f"01634 0001{last:02}")
    assert names(store.search.anything("016340001", limit=3)) == ["Quay 0", "Quay 1", "Quay 2"]
    assert names(store.search.anything("01634 000123")) == ["Quay 23"]


def test_a_second_number_in_a_field_is_found_beside_the_same_number_alone(store: Store) -> None:
    make_organisation(store, "Two Lines", phone="01634 000111 or 07700 900222")
    make_organisation(store, "One Line", phone="07700 900222")
    assert names(store.search.anything("07700 900222")) == ["One Line", "Two Lines"]
    assert names(store.search.anything("900222")) == ["One Line", "Two Lines"]


def test_open_business_is_not_hidden_by_the_many_of_a_common_name(store: Store) -> None:
    rows = [listed(line, name=f"Old Friends {line}") for line in range(2, MOST_MATCHES + 200)]
    store.lists.import_list(rows, source="many")
    make_enquiry(store, organisation_uid=make_organisation(store, "Young Friends").uid)
    assert store.search.organisations("friends")[0].name == "Young Friends"


def test_a_register_number_is_found_as_it_is_shown(store: Store) -> None:
    numbers = {"Main": "GB-CHC-210843", "Linked": "GB-CHC-210843-1", "Firm": "GB-COH-02108431"}
    for name, number in numbers.items():
        uid = make_organisation(store, name).uid
        store.organisations.add_identifier(uid, number)
        assert [(hit.name, hit.matched) for hit in store.search.anything(number)] == [
            (name, f"number {number}")
        ]
    assert names(store.search.anything("gb-chc-210843-1")) == ["Linked"]
    assert set(names(store.search.anything("GB-CHC-2108"))) == {"Main", "Linked"}
    assert store.search.anything("GB-CHC-210843-2") == []


def test_twins_are_told_apart(store: Store) -> None:
    first = make_organisation(store, "Same Name")
    make_organisation(store, "Same Name", anyway=True)
    store.organisations.edit(first.uid, {}, identifiers=["GB-CHC-210843"])
    assert {hit.matched for hit in store.search.anything("same name")} == {
        "GB-CHC-210843",
        "added 2026-04-02",
    }


def test_a_linked_charity_is_found_as_its_register_writes_it(store: Store) -> None:
    made = make_organisation(store, "Rook Lane Almshouses")
    store.organisations.edit(made.uid, {}, identifiers=["GB-CHC-210843-1"])
    make_organisation(store, "Shared Hall 1")
    (hit,) = store.search.anything("210843-1")
    assert (hit.uid, hit.matched, hit.nearly) == (made.uid, "number GB-CHC-210843-1", False)
    assert store.search.anything("210843-2") == []  # nor what is merely near to a number


@pytest.mark.parametrize("typed", ["👩\u200d👧", "👩👧", "👩", "❤\ufe0f\u200d🔥", "❤🔥"])
def test_pictures_are_found_whether_or_not_they_are_joined(store: Store, typed: str) -> None:
    name = "👩\u200d👧" if typed.startswith("👩") else "❤\ufe0f\u200d🔥"
    made = make_organisation(store, name)
    make_organisation(store, "🎉🎉")
    assert [(hit.uid, hit.name) for hit in store.search.anything(typed)] == [(made.uid, name)]


@pytest.mark.parametrize("typed", ["VCS Leaders Network", "vcs leaders'  network"])
def test_what_is_called_just_so_comes_first_whatever_its_kind(store: Store, typed: str) -> None:
    for number in range(4):
        make_organisation(store, f"VCS Leaders Network Friends {number}")
        make_enquiry(store, subject="VCS Leaders Network")
    group = make_group(store, "VCS Leaders' Network", rule="")
    make_meeting(store, group)
    found = store.search.anything(typed)
    assert (found[0].kind, found[0].uid) == ("group", group.uid)
    assert found[1].kind == "organisation"
    same = make_organisation(store, "VCS Leaders' Network", anyway=True)
    assert [one.uid for one in store.search.anything(typed)[:2]] == [same.uid, group.uid]
