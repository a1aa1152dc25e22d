"""Directorates, teams and topics: where a new desk starts, and what the officer may change."""

from __future__ import annotations

from datetime import date

import pytest
from factories import a_case, another_window, changes_of, dump, labels, make_enquiry, team, topic

from db.store import Store
from spoc_tui.casework.council.council import Directorate, Team, Topic
from spoc_tui.casework.enquiries.enquiry import Status
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound, Refused


def test_the_starting_set(store: Store) -> None:
    teams = {found.name: found for found in store.council.teams()}
    assert {
        "Public Health",
        "S106 officer",
        "Procurement",
        "Chief Finance Officer",
        "Housing",
        "Adult Social Care",
        "Property and Assets",
        "Revenues",
        "Medway Matters",
        "Medway Voluntary Action",
    } < set(teams)
    consortium = [t for t in teams.values() if t.directorate == "Better Together Consortium"]
    assert len(consortium) == 5
    assert all(found.partner for found in consortium)
    assert not teams["Housing"].partner
    topics = store.council.topics()
    assert {found.team for found in topics} <= set(teams)
    assert all(found.team_uid for found in topics)


def test_the_partners_come_last(store: Store) -> None:
    assert [t.partner for t in store.council.teams()] == sorted(
        t.partner for t in store.council.teams()
    )
    partners = [d.partner for d in store.council.directorates()]
    assert partners == sorted(partners)
    assert sum(partners) == 2


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("housing", "Housing"),
        ("REVEN", "Revenues"),
        ("chief finance", "Chief Finance Officer"),
        ("finance officer", "Chief Finance Officer"),
        ("finance revenues", "Revenues"),
        ("s106", "S106 officer"),
    ],
)
def test_a_team_by_part_of_its_name(store: Store, typed: str, name: str) -> None:
    assert store.council.find_team(typed).name == name
    assert store.council.find_team(store.council.find_team(typed).uid).name == name


def test_an_ambiguous_team_lists_the_candidates(store: Store) -> None:
    with pytest.raises(Ambiguous) as refused:
        store.council.find_team("medway")
    assert set(refused.value.candidates) == {
        "Medway Matters",
        "Medway Citizens Advice Bureau",
        "Medway Voluntary Action",
    }
    assert refused.value.field == "team"


@pytest.mark.parametrize("typed", ["", "!", "zoo", "[bold]"])
def test_an_unknown_team_names_those_that_are_known(store: Store, typed: str) -> None:
    with pytest.raises(NotFound, match=r"There is no team .* Known: "):
        store.council.find_team(typed)


@pytest.mark.parametrize("typed", ["S106", "s106", "developer contributions", "S106 and"])
def test_a_topic_by_code_or_name(store: Store, typed: str) -> None:
    assert store.council.find_topic(typed).code == "s106"


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("They want to hire the village hall", "buildings"),
        ("Invoice 4471 still unpaid", "payment"),
        ("Business rates on the club house", "rates"),
        ("GRANTS for a minibus", "funding"),
        ("Where is the S.106 money?", "s106"),
        ("Hello", None),
        ("", None),
        ("The vestry wall", None),
    ],
)
def test_the_subject_suggests_a_topic(store: Store, subject: str, code: str | None) -> None:
    suggested = store.council.suggest(subject)
    assert (suggested.code if suggested else None) == code


def test_a_retired_topic_is_not_suggested(store: Store) -> None:
    store.council.retire(Topic, topic(store, "s106").uid)
    assert store.council.suggest("S106 money") is None


def test_a_team_added_and_edited(store: Store) -> None:
    made = store.council.add(
        Team, {"name": " Parks ", "directorate": "planning", "inbox": "parks@example.org"}
    )
    assert (made.name, made.directorate, made.inbox) == ("Parks", "Planning", "parks@example.org")
    edited = store.council.edit(Team, made.uid, {"lead": "A. Person", "name": "Parks and Trees"})
    assert (edited.name, edited.lead, edited.inbox) == (
        "Parks and Trees",
        "A. Person",
        "parks@example.org",
    )
    assert labels(store)[1:] == ["Added the team Parks", "Edited the team Parks"]


def test_a_directorate_added(store: Store) -> None:
    made = store.council.add(Directorate, {"name": "Highways"})
    assert store.council.find_directorate("highw") == made
    partner = store.council.add(Directorate, {"name": "A Trust", "partner": "yes"})
    assert store.council.directorates()[-3:][0] == partner
    assert labels(store)[1:] == ["Added the directorate Highways", "Added the directorate A Trust"]


def test_a_name_of_signs_is_saved_and_given_back(store: Store) -> None:
    star = store.council.add(Directorate, {"name": "★"})
    assert star.name == "★"
    assert store.council.add(Directorate, {"name": "☆"}).name == "☆"
    assert store.council.find_directorate("★") == star
    with pytest.raises(Refused, match="There is a directorate “★” already"):
        store.council.add(Directorate, {"name": "★"})


def test_a_topic_added_and_edited(store: Store) -> None:
    made = store.council.add(
        Topic, {"code": "trees", "name": "Trees", "team": "planning", "words": "tree, , oak "}
    )
    assert made.words == ("tree", "oak")
    assert made.answer_days is None
    edited = store.council.edit(Topic, made.uid, {"team": "", "answer_days": "15"})
    assert (edited.team_uid, edited.answer_days) == (None, 15)
    assert store.council.edit(Topic, made.uid, {"answer_days": " "}).answer_days is None


REFUSED = {
    "team twice": (Refused, lambda c: c.add(Team, {"name": "HOUSING", "directorate": "Planning"})),
    "directorate twice": (Refused, lambda c: c.add(Directorate, {"name": "planning"})),
    "topic code twice": (Refused, lambda c: c.add(Topic, {"code": "S106", "name": "New"})),
    "topic name twice": (Refused, lambda c: c.add(Topic, {"code": "x", "name": "safeguarding"})),
    "no name": (BadInput, lambda c: c.add(Team, {"name": " ", "directorate": "Planning"})),
    "no directorate": (BadInput, lambda c: c.add(Team, {"name": "Parks"})),
    "no directorate of that name": (
        NotFound,
        lambda c: c.add(Team, {"name": "Parks", "directorate": "Zoo"}),
    ),
    "no code": (BadInput, lambda c: c.add(Topic, {"name": "Trees"})),
    "no such field of a team": (
        BadInput,
        lambda c: c.add(Team, {"name": "Parks", "directorate": "Planning", "colour": "red"}),
    ),
    "no such field of a topic": (
        BadInput,
        lambda c: c.add(Topic, {"code": "x", "name": "X", "colour": "red"}),
    ),
    "days that are no number": (
        BadInput,
        lambda c: c.add(Topic, {"code": "x", "name": "X", "answer_days": "ten"}),
    ),
    "days below none": (
        BadInput,
        lambda c: c.add(Topic, {"code": "x", "name": "X", "answer_days": "-1"}),
    ),
    "too many days": (
        BadInput,
        lambda c: c.add(Topic, {"code": "x", "name": "X", "answer_days": "251"}),
    ),
    "a long name": (BadInput, lambda c: c.add(Directorate, {"name": "x" * 101})),
    "a directorate with no name": (BadInput, lambda c: c.add(Directorate, {"name": "  "})),
    "partner neither yes nor no": (
        BadInput,
        lambda c: c.add(Directorate, {"name": "A Trust", "partner": "maybe"}),
    ),
    "a name blanked": (BadInput, lambda c: c.edit(Team, c.find_team("housing").uid, {"name": ""})),
    "a directorate blanked": (
        BadInput,
        lambda c: c.edit(Team, c.find_team("housing").uid, {"directorate": " "}),
    ),
    "renamed to a name that is taken": (
        Refused,
        lambda c: c.edit(Directorate, c.find_directorate("finance").uid, {"name": "PLANNING"}),
    ),
    "edit a directorate that is not": (
        NotFound,
        lambda c: c.edit(Directorate, "no such uid", {"partner": "yes"}),
    ),
    "edit a team that is not": (NotFound, lambda c: c.edit(Team, "no such uid", {"lead": "x"})),
    "edit a topic that is not": (NotFound, lambda c: c.edit(Topic, "no such uid", {"words": "x"})),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_and_nothing_written(store: Store, name: str) -> None:
    error, attempt = REFUSED[name]
    before = dump(store)
    with pytest.raises(error):
        attempt(store.council)
    assert dump(store) == before


def test_a_code_that_is_taken_is_called_a_code(store: Store) -> None:
    with pytest.raises(Refused, match="There is a topic of the code “s106” already"):
        store.council.add(Topic, {"code": "S106", "name": "New"})


def test_its_own_name_is_free_to_it(store: Store) -> None:
    uid = team(store).uid
    assert store.council.edit(Team, uid, {"name": "HOUSING"}).name == "HOUSING"


def test_a_team_in_use_is_retired_not_removed(store: Store) -> None:
    parks = store.council.add(Team, {"name": "Parks", "directorate": "Planning"})
    reference = make_enquiry(store, route_to="Parks").enquiry.reference
    with pytest.raises(Refused, match="Parks is in use"):
        store.council.remove(Team, parks.uid)
    store.council.retire(Team, parks.uid)
    assert "Parks" not in [found.name for found in store.council.teams()]
    assert store.council.team(parks.uid).retired_on == date(2026, 4, 2)
    assert store.enquiries.get(reference).enquiry.team == "Parks"
    with pytest.raises(Refused, match="retired already"):
        store.council.retire(Team, parks.uid)
    with pytest.raises(Refused):
        store.council.find_team("Parks")
    store.council.restore(Team, parks.uid)
    assert store.council.find_team("Parks").retired_on is None
    with pytest.raises(Refused, match="is not retired"):
        store.council.restore(Team, parks.uid)


def test_a_team_that_once_had_an_enquiry_is_in_use(store: Store) -> None:
    parks = store.council.add(Team, {"name": "Parks", "directorate": "Planning"})
    make_enquiry(store, route_to="Parks")
    store.routings.sent_back("1", "No.")
    with pytest.raises(Refused, match="in use"):
        store.council.remove(Team, parks.uid)


def test_a_topic_in_use_is_retired_not_removed(store: Store) -> None:
    reference = a_case(store, Status.CLOSED, topic_uid=topic(store).uid).enquiry.reference
    with pytest.raises(Refused, match="in use"):
        store.council.remove(Topic, topic(store).uid)
    store.council.retire(Topic, topic(store).uid)
    assert store.enquiries.get(reference).enquiry.topic_code == "other"


def test_one_that_was_never_used_is_removed_once(store: Store) -> None:
    parks = store.council.add(Team, {"name": "Parks", "directorate": "Planning"})
    store.council.remove(Team, parks.uid)
    assert "Parks" not in [found.name for found in store.council.teams(retired=True)]
    for act in (
        lambda: store.council.remove(Team, parks.uid),
        lambda: store.council.retire(Team, parks.uid),
        lambda: store.council.team(parks.uid),
    ):
        with pytest.raises(NotFound, match="Parks was removed"):
            act()
    # The name is free again.
    store.council.add(Team, {"name": "Parks", "directorate": "Planning"})


def test_a_directorate_with_teams_is_not_retired(store: Store) -> None:
    planning = store.council.find_directorate("Planning")
    with pytest.raises(Refused, match="still has teams"):
        store.council.retire(Directorate, planning.uid)
    with pytest.raises(Refused, match="in use"):
        store.council.remove(Directorate, planning.uid)
    for found in store.council.teams():
        if found.directorate_uid == planning.uid:
            store.council.retire(Team, found.uid)
    store.council.retire(Directorate, planning.uid)
    assert "Planning" not in [d.name for d in store.council.directorates()]
    assert "Planning" in [d.name for d in store.council.directorates(retired=True)]


def test_a_directorate_edited_is_one_act_that_can_be_undone(store: Store) -> None:
    finance = store.council.find_directorate("finance")
    edited = store.council.edit(
        Directorate, finance.uid, {"name": "Finance Trust", "partner": "Yes"}
    )
    assert (edited.name, edited.partner) == ("Finance Trust", True)
    assert store.council.find_team("revenues").partner
    assert store.council.teams()[-1].directorate == "Integrated Care Partnership"
    assert labels(store)[-1] == "Edited the directorate Finance"
    assert changes_of(store, "Edited the directorate Finance") == [
        (
            "directorate",
            {"name": "Finance", "partner": 0},
            {"name": "Finance Trust", "partner": 1},
        )
    ]
    store.undo()
    assert store.council.get(Directorate, finance.uid) == finance


def test_a_team_is_not_brought_back_into_a_retired_directorate(store: Store) -> None:
    trust = store.council.add(Directorate, {"name": "A Trust"})
    parks = store.council.add(Team, {"name": "Parks", "directorate": "a trust"})
    store.council.retire(Team, parks.uid)
    store.council.retire(Directorate, trust.uid)
    with pytest.raises(Refused, match=r"A Trust is retired\. Bring it back first"):
        store.council.restore(Team, parks.uid)
    with pytest.raises(Refused, match=r"A Trust is in use\. It stays retired"):
        store.council.remove(Directorate, trust.uid)
    with pytest.raises(Refused, match="“A Trust” already, retired: bring it back"):
        store.council.add(Directorate, {"name": "a trust"})
    store.council.restore(Directorate, trust.uid)
    assert store.council.restore(Team, parks.uid).retired_on is None


def test_a_topic_says_that_its_usual_team_is_retired(store: Store) -> None:
    rates = topic(store, "rates")
    assert rates.facts.startswith("Revenues; business rate")
    store.council.retire(Team, team(store, "revenues").uid)
    assert topic(store, "rates").facts.startswith("Revenues (retired); business rate")
    edited = store.council.edit(Topic, rates.uid, {"team": "", "words": "", "answer_days": "0"})
    assert edited.facts == "no team; answer in 0"


def test_lists_are_by_name_whatever_the_case(store: Store) -> None:
    store.council.add(Topic, {"code": "aa", "name": "allotments"})
    assert store.council.topics()[0].name == "allotments"


def test_two_windows_do_not_add_the_same_team(store: Store) -> None:
    other = another_window(store)
    store.council.add(Team, {"name": "Parks", "directorate": "Planning"})
    with pytest.raises(Refused, match="There is a team “Parks” already"):
        other.council.add(Team, {"name": "parks", "directorate": "Planning"})
    other.close()
