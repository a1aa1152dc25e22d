"""Directorates, teams, topics and themes of desks that work apart: once joined, each is there once,
and the records of all desks are under it.
"""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from council_records import KINDS, pointed_to, two_of, use
from desks import Desk, digest, make_desk
from earlier_shapes import old_digest
from factories import (
    START,
    FixedClock,
    in_short,
    make_enquiry,
    make_organisation,
    make_payment,
    team,
    topic,
)

from db.changes.seal import seal_of
from db.file.connecting import connect
from db.history.joining import Joined
from db.records.survivors import MERGED_AWAY
from db.records.uids import new_uid
from db.schema.migrations import migrate
from db.schema.steps import STEPS
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.council.council import Directorate, Team, Theme, Topic
from spoc_tui.casework.council.merging import one_and_the_same
from spoc_tui.casework.council.starting_set import DIRECTORATES, PARTNERS, TOPICS
from spoc_tui.casework.council.starting_themes import THEMES
from spoc_tui.casework.errors import Refused


def an_old_database(path: Path) -> None:
    """One of the shape before desks had chains, that began with uids of its own."""
    names = [step.__name__ for step in STEPS]
    steps = STEPS[: names.index("finding_more") + 1]
    connection = connect(path)
    migrate(connection, None, steps)
    row: dict[str, Any] = {"uid": new_uid(), "desk": "", "number": 1, "sitting": "s"}
    row |= {"at": "2026-03-01T09:00:00Z", "who": "Ann", "label": "The starting set"}
    row |= {"kind": "setup", "undoes": None}
    connection.execute("BEGIN")
    connection.execute("UPDATE current_action SET uid = ?", [row["uid"]])
    teams = {}

    def add(table: str, **values: Any) -> str:
        uid = new_uid()
        marks = ", ".join("?" * (len(values) + 1))
        connection.execute(
            f"INSERT INTO {table} (uid, {', '.join(values)}) VALUES ({marks})",
            [uid, *values.values()],
        )
        return uid

    for partner, group in enumerate((DIRECTORATES, PARTNERS)):
        for name, members in group:
            uid = add("directorate", name=name, partner=partner)
            for member in members:
                teams[member] = add("team", name=member, directorate=uid)
    for one in TOPICS:
        its = {"code": one.code, "name": one.name, "words": one.words, "urgent": int(one.urgent)}
        add("topic", **its, team=teams[one.team])
    for name, paragraph in THEMES:
        add("theme", name=name, paragraph=paragraph)
    connection.execute("UPDATE current_action SET uid = NULL")
    row |= {"previous": "", "digest": old_digest(connection)}
    row["records"] = connection.execute("SELECT count(*) FROM change").fetchone()[0]
    row["hash"] = seal_of({"shape": 1, **row}, row["digest"])
    del row["previous"]
    connection.execute(
        f"INSERT INTO action ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
        list(row.values()),
    )
    connection.execute("COMMIT")
    connection.close()


def old_desk(folder: Path, letter: str) -> Desk:
    path = folder / f"old-{letter}.db"
    an_old_database(path)
    return make_desk(path, 1, letter)


def exchange(*desks: Desk) -> list[Joined]:
    """Each receives from each, until nothing is new; the last round's joins change nothing."""
    joins = [one.receive(other) for _ in desks for one, other in permutations(desks, 2)]
    last = [one.receive(other) for one, other in permutations(desks, 2)]
    assert [join.settled for join in last] == [0] * len(last)
    (found,) = {json.dumps(digest(desk.store)) for desk in desks}
    assert found
    for desk in desks:
        assert check(desk.store).wrong == ()
    return joins


def names_of(store: Store) -> dict[str, list[str]]:
    listed = store.council.listed
    return {called: sorted(one.name for one in listed(kind)) for called, kind in KINDS.items()}


def last_act(store: Store) -> str:
    found = store.connection.execute(
        "SELECT uid FROM action WHERE kind = 'act' ORDER BY clock DESC, uid DESC LIMIT 1"
    ).fetchone()
    return str(found["uid"])


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    """Two of today's, which have what they began with in common, and a team, topic and theme."""
    one, other = (make_desk(tmp_path / f"{letter}.db", 1, letter) for letter in "AB")
    one.store.council.add(Team, {"name": "Parks", "directorate": "Planning"})
    one.store.council.add(Topic, {"code": "trees", "name": "Trees", "answer_days": "30"})
    one.store.council.add(Theme, {"name": "Shade"})
    one.store.council.add(Directorate, {"name": "A Trust", "partner": "yes"})
    exchange(one, other)
    return one, other


@pytest.mark.slow
@pytest.mark.parametrize("kinds", in_short(["old and old", "old and new", "three"], "old and new"))
def test_what_older_versions_began_with_is_there_once(tmp_path: Path, kinds: str) -> None:
    desks = [old_desk(tmp_path, "A")]
    if kinds != "old and new":
        desks.append(old_desk(tmp_path, "B"))
    if kinds != "old and old":
        desks.append(make_desk(tmp_path / "new.db", 1, "C"))
    began = names_of(desks[0].store)
    references = {}
    for desk in desks:
        store = desk.store
        store.council.edit(Team, team(store).uid, {"phone" if desk is desks[0] else "lead": "Them"})
        club = make_organisation(store, f"Club {store.desk}")
        case = make_enquiry(
            store, topic_uid=topic(store, "housing").uid, organisation_uid=club.uid
        ).enquiry
        store.routings.route(case.uid, team(store).uid)
        store.enquiries.edit(case.uid, {"themes": THEMES[0][0]})
        paid = make_payment(store, club.name).uid
        store.payments.to_finance(paid)
        said = {"theme": THEMES[0][0], "owner": "Housing", "action": "Build"}
        store.feedback.add("No homes.", [store.feedback.by(club.name)], said)
        references[store.desk] = case.uid
        desk.clock.advance(minutes=7)
    joins = exchange(*desks)
    assert any(join.settled for join in joins)
    assert not any(join.revived for join in joins)
    for desk in desks:
        store = desk.store
        assert names_of(store) == began
        housing = team(store)
        assert "Them" in (housing.phone, housing.lead)
        assert {store.enquiries.get(uid).enquiry.team_uid for uid in references.values()} == {
            housing.uid
        }
        cases = [store.enquiries.get(uid) for uid in references.values()]
        assert {case.enquiry.topic_uid for case in cases} == {topic(store, "housing").uid}
        assert {case.themes for case in cases} == {(THEMES[0][0],)}
        (count,) = store.feedback.theme_counts([store.council.find(Theme, THEMES[0][0])])
        assert (count.enquiries, count.actions) == (len(desks), len(desks))
        rows = store.connection.execute("SELECT DISTINCT finance_team FROM payment").fetchall()
        assert [uid for (uid,) in rows] == [team(store, "accounts payable").uid]
    # What is written from now on is under the same everywhere.
    make_enquiry(desks[0].store, topic_uid=topic(desks[0].store, "housing").uid)
    exchange(*desks)


@pytest.mark.parametrize("merged_later", in_short((False, True), True))
@pytest.mark.parametrize("table", MERGED_AWAY)
@pytest.mark.slow
def test_what_is_filed_under_it_elsewhere_follows_it(
    desks: tuple[Desk, Desk], table: str, *, merged_later: bool
) -> None:
    here, there = desks
    kind = KINDS[table]
    merged, into = two_of(here.store, kind)
    exchange(here, there)
    there.clock.advance(minutes=2 if merged_later else 20)
    here.clock.advance(minutes=10)
    use(there.store, kind, merged.uid)
    here.store.council.merge(kind, merged.uid, into.uid)
    everywhere = pointed_to(there.store, table, merged.uid)
    joins = exchange(here, there)
    assert not any(join.revived for join in joins)
    for desk in desks:
        assert pointed_to(desk.store, table, merged.uid) == set()
        assert pointed_to(desk.store, table, into.uid) == everywhere
        assert merged.uid not in {one.uid for one in desk.store.council.listed(kind, retired=True)}


def test_dates_move_to_the_days_of_the_topic_that_stays(desks: tuple[Desk, Desk]) -> None:
    here, there = desks
    trees = topic(there.store, "trees").uid
    case = make_enquiry(there.store, topic_uid=trees).enquiry
    here.store.council.merge(Topic, trees, topic(here.store).uid)
    exchange(here, there)
    usual = make_enquiry(here.store, topic_uid=topic(here.store).uid).enquiry
    for desk in desks:
        moved = desk.store.enquiries.get(case.uid).enquiry
        assert moved.topic_code == "other"
        assert moved.answer_by == usual.answer_by < case.answer_by


@pytest.mark.slow
def test_into_each_other_the_smaller_uid_stands(desks: tuple[Desk, Desk]) -> None:
    here, there = desks
    parks, housing = team(here.store, "Parks").uid, team(here.store).uid
    uids = [
        make_enquiry(desk.store, route_to=name).enquiry.uid
        for desk in desks
        for name in ("Parks", "Housing")
    ]
    exchange(here, there)
    here.store.council.merge(Team, parks, housing)
    there.store.council.merge(Team, housing, parks)
    merges = {parks: (here, last_act(here.store)), housing: (there, last_act(there.store))}
    uids.append(make_enquiry(here.store, route_to="Housing").enquiry.uid)
    uids.append(make_enquiry(there.store, route_to="Parks").enquiry.uid)
    exchange(here, there)
    stays, gone = sorted((parks, housing))
    for desk in desks:
        assert desk.store.row("team", gone)["merged_into"] == stays
        assert desk.store.council.team(stays).uid == stays
        assert {desk.store.enquiries.get(uid).enquiry.team_uid for uid in uids} == {stays}
    desk, act = merges[stays]
    with pytest.raises(Refused, match="changed again since, at another desk"):
        desk.store.undo(act)


def test_a_chain_is_followed_to_its_end(desks: tuple[Desk, Desk]) -> None:
    here, there = desks
    parks, housing, revenues = (team(here.store, n).uid for n in ("Parks", "Housing", "Revenues"))
    here.store.council.merge(Team, parks, housing)
    there.store.council.merge(Team, housing, revenues)
    uid = make_enquiry(there.store, route_to="Parks").enquiry.uid
    exchange(here, there)
    for desk in desks:
        assert desk.store.enquiries.get(uid).enquiry.team == "Revenues"


@pytest.mark.slow
def test_what_it_was_merged_into_is_there_again_where_it_was_removed(
    desks: tuple[Desk, Desk],
) -> None:
    here, there = desks
    parks = team(here.store, "Parks").uid
    woods = here.store.council.add(Team, {"name": "Woods", "directorate": "Planning"}).uid
    exchange(here, there)
    uid = make_enquiry(there.store, route_to="Parks").enquiry.uid
    there.store.council.remove(Team, woods)
    here.store.council.merge(Team, parks, woods)
    exchange(here, there)
    for desk in desks:
        assert desk.store.enquiries.get(uid).enquiry.team == "Woods"
        assert desk.store.council.find_team("woods").uid == woods


def test_of_one_name_that_two_desks_gave(desks: tuple[Desk, Desk]) -> None:
    here, there = desks
    for desk, name in zip(desks, ("Cycling lanes", "CYCLING LANES"), strict=True):
        council = desk.store.council
        council.add(Theme, {"name": name})
        council.add(Topic, {"code": "cycling", "name": name, "words": f"bike, {name}"})
        council.add(Topic, {"code": f"{desk.store.desk}2", "name": "Buses"})
        council.add(Topic, {"code": "rail", "name": f"Rail of {desk.store.desk}"})
        council.add(Team, {"name": name, "directorate": "Planning"})
        where = "Planning" if desk is here else "Finance"
        council.add(Team, {"name": "Streets", "directorate": where})
    there.store.council.retire(Theme, there.store.council.add(Theme, {"name": "Retired"}).uid)
    here.store.council.add(Theme, {"name": "Retired"})
    exchange(here, there)
    for desk in desks:
        names = names_of(desk.store)
        assert sum(name.lower() == "cycling lanes" for name in names["theme"]) == 1
        assert sum(name.lower() == "cycling lanes" for name in names["team"]) == 1
        assert sum(name.lower() == "cycling lanes" for name in names["topic"]) == 1
        assert names["topic"].count("Buses") == 1
        assert sum(name.startswith("Rail of") for name in names["topic"]) == 1
        assert topic(desk.store, "cycling").words == ("bike", "Cycling lanes") or (
            topic(desk.store, "cycling").words == ("bike", "CYCLING LANES")
        )
        # Two teams of two directorates may be called alike, and what is retired is left alone.
        assert names["team"].count("Streets") == 2
        assert [one.name for one in desk.store.council.themes(retired=True)].count("Retired") == 2


@pytest.mark.slow
def test_a_merge_undone_elsewhere_known_stays_undone(desks: tuple[Desk, Desk]) -> None:
    here, there = desks
    parks, housing = team(here.store, "Parks").uid, team(here.store).uid
    uid = make_enquiry(here.store, route_to="Parks").enquiry.uid
    here.store.council.merge(Team, parks, housing)
    exchange(here, there)
    here.store.undo()
    late = make_enquiry(there.store, route_to="Housing").enquiry.uid
    exchange(here, there)
    for desk in desks:
        assert desk.store.enquiries.get(uid).enquiry.team == "Parks"
        assert desk.store.enquiries.get(late).enquiry.team == "Housing"
    here.clock.advance(hours=1)
    # Elsewhere it was merged into a third meanwhile: the undo takes that not away, nor half of it.
    here.store.council.merge(Team, parks, housing)
    there.clock.advance(hours=2)
    there.store.council.merge(Team, parks, team(there.store, "Revenues").uid)
    here.clock.advance(hours=3)
    here.store.undo()
    exchange(here, there)
    for desk in desks:
        row = desk.store.row("team", parks)
        assert row["removed_at"] is not None
        assert row["merged_into"] == team(desk.store, "Revenues").uid


def test_what_was_taken_away_again_stays_away(desks: tuple[Desk, Desk]) -> None:
    here, there = desks
    parks = team(here.store, "Parks").uid
    here.store.council.remove(Team, parks)
    here.store.undo()
    here.store.redo()
    there.store.council.edit(Team, parks, {"lead": "A. Person"})
    joins = exchange(here, there)
    assert not any(join.revived for join in joins)
    assert here.store.row("team", parks)["removed_at"] is not None


@pytest.mark.slow
def test_an_undo_after_a_join_points_to_what_stands(desks: tuple[Desk, Desk]) -> None:
    here, there = desks
    mine = here.store.council.add(Topic, {"code": "bikes", "name": "Cycling"}).uid
    its = there.store.council.add(Topic, {"code": "bikes", "name": "Cycling"}).uid
    gone = max(mine, its)
    desk = here if gone == mine else there
    case = make_enquiry(desk.store, topic_uid=gone).enquiry
    desk.store.enquiries.edit(case.uid, {"topic": "housing"})
    edited = last_act(desk.store)
    exchange(here, there)
    desk.store.undo(edited)
    assert desk.store.enquiries.get(case.uid).enquiry.topic_uid == min(mine, its)
    exchange(here, there)


@pytest.mark.slow
def test_one_desk_alone_has_nothing_to_settle(tmp_path: Path) -> None:
    one = old_desk(tmp_path, "A")
    other = make_desk(tmp_path / "b.db", 1, "B")
    make_enquiry(one.store)
    exchange(one, other)
    make_enquiry(one.store)
    before = digest(one.store)
    assert one.receive(other).actions == 0
    assert digest(one.store) == before


def rows(*names: str, **more: str) -> list[dict[str, str]]:
    return [{"uid": str(n), "name": name, **more} for n, name in enumerate(names)]


def test_which_are_one_and_the_same() -> None:
    found = one_and_the_same("theme", rows("B", "Safety", "b", "Safety!", "SAFETY"))
    assert dict(found) == {"2": "0", "3": "1", "4": "1"}
    topics = [
        {"uid": "1", "name": "A", "code": "x"},
        {"uid": "3", "name": "B", "code": "y"},
        {"uid": "2", "name": "B", "code": "x"},
    ]
    # By its code the second is the first; with the third it then has nothing in common.
    assert dict(one_and_the_same("topic", topics)) == {"2": "1"}
    assert dict(one_and_the_same("topic", list(reversed(topics)))) == {"2": "1"}
    teams = rows("Parks", "parks", directorate_name="Planning")
    elsewhere = [{"uid": "9", "name": "Parks", "directorate_name": "Finance"}]
    assert dict(one_and_the_same("team", teams + elsewhere)) == {"1": "0"}


@pytest.mark.slow
def test_desks_start_alike(tmp_path: Path) -> None:
    """What the tests above rest on: today's begin with the same uids, older ones with their own."""
    for letter in "AB":  # made, not copied
        Store.open(tmp_path / f"{letter}.db", now=FixedClock()).close()
    a, b = (make_desk(tmp_path / f"{letter}.db", 1, letter).store for letter in "AB")
    assert digest(a) == digest(b)
    old = old_desk(tmp_path, "C").store
    assert names_of(old) == names_of(a)
    assert team(old).uid != team(a).uid
    assert FixedClock()() == START
