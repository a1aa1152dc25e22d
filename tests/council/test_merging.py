"""A directorate, team, topic or theme merged into another: where its records go, and back."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from cli_desk import Cli
from council_records import KINDS, pointed_to, two_of, use
from factories import (
    FixedClock,
    another_window,
    dump,
    labels,
    make_enquiry,
    make_organisation,
    make_payment,
    team,
)

from db.council.merging import references
from db.records.survivors import MERGED_AWAY
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.council.council import Directorate, Team, Theme, Topic
from spoc_tui.casework.enquiries.enquiry import Outcome, Urgency
from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.week.periods import week_of


@pytest.mark.parametrize("table", MERGED_AWAY)
def test_all_that_pointed_to_it_points_to_the_other(
    store: Store, clock: FixedClock, table: str
) -> None:
    kind = KINDS[table]
    merged, into = two_of(store, kind)
    use(store, kind, merged.uid)
    everywhere = set(references(store.connection, table))
    assert pointed_to(store, table, merged.uid) == everywhere
    clock.advance(hours=1)
    before = dump(store)

    assert store.council.merge(kind, merged.uid, into.uid).uid == into.uid
    assert labels(store)[-1] == f"Merged the {table} Parks and trees into {into.name}"
    assert pointed_to(store, table, merged.uid) == set()
    assert pointed_to(store, table, into.uid) == everywhere
    assert merged not in store.council.listed(kind, retired=True)
    row = store.row(table, merged.uid)
    assert (row["removed_at"], row["merged_into"]) == (store.now_text(), into.uid)
    after = dump(store)
    assert check(store).wrong == ()

    clock.advance(hours=1)
    assert store.undo().label == labels(store)[-2]
    undone = dump(store)
    assert {key: row for key, row in undone.items() if key in before} == before
    assert all(row["removed_at"] for key, row in undone.items() if key not in before)
    store.redo()
    assert dump(store) == after
    assert check(store).wrong == ()


@pytest.mark.parametrize("table", MERGED_AWAY)
def test_refused_in_a_sentence_and_nothing_written(store: Store, table: str) -> None:
    kind, council = KINDS[table], store.council
    one, other = two_of(store, kind)
    third = council.add(
        kind,
        {"name": "A third", "code": "third"}
        if table == "topic"
        else {"name": "A third", "directorate": "Planning"}
        if table == "team"
        else {"name": "A third"},
    )
    council.retire(kind, third.uid)
    before = dump(store)
    with pytest.raises(Refused, match="Parks and trees cannot be merged into itself: name another"):
        council.merge(kind, one.uid, one.uid)
    for pair in ((one.uid, third.uid), (third.uid, one.uid)):
        with pytest.raises(Refused, match=r"A third is retired\. Bring it back first"):
            council.merge(kind, *pair)
    with pytest.raises(NotFound):
        council.merge(kind, "no such uid", one.uid)
    assert dump(store) == before

    council.merge(kind, one.uid, other.uid)
    before = dump(store)
    for act in (
        lambda: council.merge(kind, one.uid, other.uid),
        lambda: council.merge(kind, other.uid, one.uid),
        lambda: council.retire(kind, one.uid),
        lambda: council.edit(kind, one.uid, {"name": "Woods"}),
    ):
        with pytest.raises(NotFound, match=f"Parks and trees was merged into {other.name}"):
            act()
    assert dump(store) == before
    council.remove(kind, council.restore(kind, third.uid).uid)
    with pytest.raises(NotFound, match="A third was removed"):
        council.merge(kind, third.uid, other.uid)


def test_merged_in_another_window_meanwhile(store: Store) -> None:
    one, other = two_of(store, Team)
    window = another_window(store)
    window.council.merge(Team, one.uid, other.uid)
    reference = make_enquiry(store).enquiry.reference
    with pytest.raises(NotFound, match="was merged into"):
        store.routings.route(reference, one.uid)
    window.close()


def test_a_topic_takes_the_words_and_its_own_days_stand(store: Store, clock: FixedClock) -> None:
    council = store.council
    trees = {"code": "trees", "name": "Trees", "words": "tree, GRANTS, oak", "answer_days": "30"}
    merged = council.add(Topic, {**trees, "team": "housing", "urgent": "yes"})
    into = council.add(Topic, {"code": "green", "name": "Green", "words": "grants, park"})
    case = make_enquiry(store, topic_uid=merged.uid, urgency=Urgency.NORMAL)
    typed = make_enquiry(store, topic_uid=merged.uid, answer_by=date(2026, 5, 30))
    clock.advance(hours=1)
    made = council.merge(Topic, merged.uid, into.uid)
    assert made.words == ("grants", "park", "tree", "oak")
    assert (made.answer_days, made.urgent, made.team) == (None, False, "Housing")
    moved = store.enquiries.get(case.enquiry.reference)
    assert moved.enquiry.answer_by < case.enquiry.answer_by
    assert "Trees was merged into Green: answer by from" in moved.timeline[-1].text
    by_hand = store.enquiries.get(typed.enquiry.reference)
    assert by_hand.enquiry.answer_by == date(2026, 5, 30)
    store.undo()
    assert store.enquiries.get(case.enquiry.reference).enquiry.answer_by == case.enquiry.answer_by
    assert council.topic(into.uid) == into


def test_a_team_takes_over_what_it_lacks(store: Store) -> None:
    one, other = two_of(store, Team)
    store.council.edit(Team, one.uid, {"inbox": "parks@example.org", "lead": "A. Person"})
    store.council.edit(Team, other.uid, {"lead": "B. Person"})
    made = store.council.merge(Team, one.uid, other.uid)
    assert (made.inbox, made.lead, made.phone) == ("parks@example.org", "B. Person", "")


def test_a_theme_that_an_enquiry_has_twice_is_there_once(store: Store) -> None:
    one, other = two_of(store, Theme)
    both = make_enquiry(store).enquiry.uid
    store.enquiries.edit(both, {"themes": f"{one.name}, {other.name}"})
    alone = make_enquiry(store).enquiry.uid
    store.enquiries.edit(alone, {"themes": one.name})
    store.council.merge(Theme, one.uid, other.uid)
    for uid in (both, alone):
        assert store.enquiries.get(uid).themes == (other.name,)
    (count,) = store.feedback.theme_counts([store.council.get(Theme, other.uid)])
    assert count.enquiries == 2
    store.enquiries.edit(both, {"themes": ""})
    assert store.enquiries.get(both).themes == ()


def test_teams_of_one_name_are_merged_with_their_directorates(store: Store) -> None:
    council = store.council
    trust = council.add(Directorate, {"name": "A Trust"})
    # Two of one name come only from two laptops: the verbs refuse them.
    with store.action("Joined"):
        twice = store.insert("team", {"name": "HOUSING", "directorate": trust.uid})
        own = store.insert("team", {"name": "Woods", "directorate": trust.uid})
    reference = make_enquiry(store).enquiry.reference
    store.routings.route(reference, twice)
    housing = council.find_directorate("housing")
    council.merge(Directorate, trust.uid, housing.uid)
    assert store.enquiries.get(reference).enquiry.team_uid == team(store).uid
    assert council.team(own).directorate == housing.name
    assert [one.name for one in council.teams() if one.name.lower() == "housing"] == ["Housing"]
    store.undo()
    assert council.team(twice).directorate == "A Trust"
    made = council.merge(Team, twice, team(store, housing.name + " housing").uid)
    assert labels(store)[-1] == (
        "Merged the team A Trust HOUSING into Housing and Community Services Housing"
    )
    assert made.name == "Housing"


def test_what_rests_on_it_is_undone_first(store: Store) -> None:
    council = store.council
    one, other = two_of(store, Topic)
    reference = make_enquiry(store, topic_uid=one.uid).enquiry.reference
    store.enquiries.edit(reference, {"topic": "housing"})
    edited = store.connection.execute("SELECT uid FROM action ORDER BY id DESC").fetchone()["uid"]
    make_enquiry(store, topic_uid=one.uid)
    council.merge(Topic, one.uid, other.uid)
    merged = store.connection.execute("SELECT uid FROM action ORDER BY id DESC").fetchone()["uid"]
    # It would bring back a topic that is merged.
    with pytest.raises(Refused, match=r"“Merged the topic Parks and trees into .*” came after it"):
        store.undo(edited)
    # Its name is another's by now.
    again = council.add(Topic, {"code": "woods", "name": "PARKS and trees"})
    with pytest.raises(Refused, match="“Added the topic PARKS and trees” came after it"):
        store.undo(merged)
    council.edit(Topic, again.uid, {"name": "Woods", "code": "parks"})
    with pytest.raises(Refused, match="“Edited the topic PARKS and trees” came after it"):
        store.undo(merged)
    council.edit(Topic, again.uid, {"code": "woods"})
    council.merge(Topic, other.uid, again.uid)
    with pytest.raises(Refused, match=r"topic changed again since by “Merged the topic .*Woods”"):
        store.undo(merged)
    store.undo()
    store.undo(merged)
    store.undo(edited)
    assert store.enquiries.get(reference).enquiry.topic == one.name
    assert check(store).wrong == ()


def test_an_undo_gives_no_name_twice(store: Store) -> None:
    parks = store.council.add(Team, {"name": "Parks", "directorate": "Planning"})
    store.council.edit(Team, parks.uid, {"name": "Trees"})
    renamed = store.connection.execute("SELECT uid FROM action ORDER BY id DESC").fetchone()["uid"]
    store.council.add(Team, {"name": "parks", "directorate": "Planning"})
    with pytest.raises(Refused, match="“Added the team parks” came after it and rests on it"):
        store.undo(renamed)


def test_an_undo_points_to_nothing_that_was_removed(store: Store) -> None:
    trees = store.council.add(Topic, {"name": "Trees", "code": "trees"})
    reference = make_enquiry(store, topic_uid=trees.uid).enquiry.reference
    store.enquiries.edit(reference, {"topic": ""})
    edited = store.connection.execute("SELECT uid FROM action ORDER BY id DESC").fetchone()["uid"]
    store.council.remove(Topic, trees.uid)
    with pytest.raises(Refused, match="“Removed Trees” came after it and rests on it"):
        store.undo(edited)


def test_one_that_only_a_payment_names_is_in_use(store: Store) -> None:
    one, _ = two_of(store, Team)
    store.payments.to_finance(make_payment(store).uid, team=one.uid)
    with pytest.raises(Refused, match="Parks and trees is in use"):
        store.council.remove(Team, one.uid)


def test_the_history_names_both(cli: Cli, store: Store) -> None:
    one, other = two_of(store, Team)
    reference = make_enquiry(store).enquiry.reference
    store.routings.route(reference, one.uid)
    store.council.merge(Team, one.uid, other.uid)
    entries = store.history.of("team", other.uid)
    assert [entry.action.label for entry in entries][-2:] == [
        "Added the team Parks and trees",
        f"Merged the team Parks and trees into {other.name}",
    ]
    said = {(change.table, change.field): change.after for change in entries[-1].changes}
    assert said["team", "merged_into"] == other.name
    uid = entries[-1].action.uid
    assert (("team", other.uid)) in {(r.kind, r.uid) for r in store.history.records_of(uid)}
    changes = [c for r in store.history.changed_by(uid).records for c in r.changes]
    assert ("routing", "team", one.name, other.name) in {
        (c.table, c.field, c.before, c.after) for c in changes
    }
    assert other.name in cli.text("history", "--team", "parks and trees")


def test_a_past_week_is_counted_under_what_stands(store: Store, clock: FixedClock) -> None:
    one, other = two_of(store, Topic)
    reference = make_enquiry(store, topic_uid=one.uid).enquiry.reference
    store.enquiries.close(reference, outcome=Outcome.WITHDRAWN, reason="They rang off.")
    week = week_of(store.today())
    clock.advance(days=8)
    store.council.merge(Topic, one.uid, other.uid)
    assert store.week.summary(week).then is None  # a name is no correction
    organisation = make_organisation(store).uid
    store.enquiries.edit(reference, {"organisation": organisation})
    summary = store.week.summary(week)
    assert summary.then is not None
    assert summary.figures.received["topic"] == summary.then.received["topic"] == {other.name: 1}


def test_on_the_command_line(cli: Cli, store: Store) -> None:
    cli.text("teams", "add", "Parks", "--directorate", "planning", "--lead", "A. Person")
    made = cli.json("teams", "merge", "parks", "--into", "housing")
    assert (made["name"], made["lead"], made["merged"]["name"]) == ("Housing", "A. Person", "Parks")
    cli.text("undo")
    assert cli.text("teams", "merge", "parks", "--into", "housing") == (
        "Merged Parks into Housing.\n"
    )
    wrong = cli.error(3, "teams", "merge", "housing", "--into", "zoo")
    assert wrong["message"].startswith("There is no team “zoo”. Known: ")
    wrong = cli.error(2, "teams", "merge", "housing", "--into", "medway")
    assert (wrong["code"], wrong["field"]) == ("ambiguous", "into")


def test_a_call_loads_nothing_of_it() -> None:
    """Nor of what succession needs: every call reads teams and topics."""
    code = "import sys, db.council.acts; print([one for one in sys.modules if 'merging' in one])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
