"""A directorate or team that is succeeded: what is open passes on, what is over keeps its name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cli_desk import Cli
from council_records import KINDS, pointed_to, two_of, use
from factories import FixedClock, dump, labels, make_enquiry, team

from db.council.succession import NOT_PASSED_ON
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.council.council import Directorate, Succeeded, Team
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.records.event import EventKind

SUCCEEDED = {name: kind for name, kind in KINDS.items() if issubclass(kind, Succeeded)}


@pytest.mark.parametrize("table", SUCCEEDED)
def test_all_that_is_open_passes_on_and_one_undo_takes_it_back(
    store: Store, clock: FixedClock, table: str
) -> None:
    kind = SUCCEEDED[table]
    gone, after = two_of(store, kind)
    use(store, kind, gone.uid)
    before = dump(store)
    clock.advance(hours=1)
    store.council.succeed(kind, gone.uid, after.uid, store.today())
    # The hop that ended there stays, and its teams, which were succeeded in their own right.
    left = NOT_PASSED_ON | {("routing", "team")}
    assert pointed_to(store, table, gone.uid) <= left
    assert labels(store)[-1].startswith(f"Parks and trees was succeeded by {after.name}; ")
    assert gone.uid not in {one.uid for one in store.council.listed(kind)}
    assert check(store).wrong == ()
    done = dump(store)
    store.undo()
    undone = dump(store)
    assert {key: row for key, row in undone.items() if key in before} == before
    store.redo()
    assert dump(store) == done
    assert check(store).wrong == ()


def test_what_is_over_keeps_the_name_that_it_had(store: Store, clock: FixedClock) -> None:
    closed = make_enquiry(store, route_to="Housing").enquiry.uid
    store.enquiries.close(closed, outcome=Outcome.RESOLVED, reason="Rang.")
    opened = make_enquiry(store, route_to="Housing").enquiry.uid
    by = store.council.add(Team, {"name": "Homes", "directorate": "Planning"})
    reply_by = store.enquiries.get(opened).routings[0].reply_by
    clock.advance(days=3)
    yesterday = store.today() - timedelta(days=1)
    store.council.succeed(Team, team(store, "Housing").uid, by.uid, yesterday)

    assert store.enquiries.get(closed).enquiry.team == "Housing"
    case = store.enquiries.get(opened)
    assert (case.enquiry.team, case.enquiry.hops) == ("Homes", 1)
    assert [hop.team for hop in case.routings] == ["Housing", "Homes"]
    assert case.routings[0].ended_why == "succeeded by Homes"
    assert case.routings[1].reply_by == reply_by
    assert (case.timeline[-1].kind, case.timeline[-1].text) == (
        EventKind.EDITED,
        "Housing is Homes since Sun 5 Apr 2026",
    )
    gone, homes = store.council.find_team("housing", retired=True), by.uid
    assert gone.term == "until Sat 4 Apr 2026, then Homes"
    assert store.council.team(homes).term == "from Sun 5 Apr 2026"
    assert "Housing" in str(store.history.changed_by(store.propose_undo().act_uid))


def test_of_a_directorate_each_team_is_succeeded_by_its_own(store: Store) -> None:
    old = store.council.find_directorate(team(store, "Housing").directorate)
    by = store.council.add(Directorate, {"name": "Place, the new council"})
    opened = make_enquiry(store, route_to="Housing").enquiry.uid
    names = {one.name for one in store.council.teams() if one.directorate_uid == old.uid}
    store.council.succeed(Directorate, old.uid, by.uid, store.today())
    after = [one for one in store.council.teams() if one.directorate_uid == by.uid]
    assert {one.name for one in after} == names
    assert store.enquiries.get(opened).enquiry.team_uid in {one.uid for one in after}
    said = store.enquiries.get(opened).timeline[-1].text
    assert said == f"{old.name} Housing is {by.name} Housing since Fri 3 Apr 2026"
    assert not [one for one in store.council.teams() if one.directorate_uid == old.uid]
    store.undo()
    assert {one.name for one in store.council.teams() if one.directorate_uid == old.uid} == names


@pytest.mark.parametrize("table", SUCCEEDED)
def test_refused_in_a_sentence_and_nothing_written(store: Store, table: str) -> None:
    kind, council, today = SUCCEEDED[table], store.council, store.today()
    one, other = two_of(store, kind)
    before = dump(store)
    with pytest.raises(Refused, match="Parks and trees cannot succeed itself: name another"):
        council.succeed(kind, one.uid, one.uid, today)
    with pytest.raises(BadInput, match="is still to come: what is open passes on once that day"):
        council.succeed(kind, one.uid, other.uid, today + timedelta(days=1))
    assert dump(store) == before
    council.succeed(kind, one.uid, other.uid, today)
    with pytest.raises(Refused, match="Parks and trees is retired"):
        council.succeed(kind, one.uid, other.uid, today)


def test_on_the_command_line(cli: Cli) -> None:
    cli.run("log", "Keys", "--route", "housing")
    cli.run("teams", "add", "Homes", "--directorate", "planning")
    said = cli.text("teams", "succeed", "housing", "--by", "homes", "--until", "today")
    assert said.splitlines()[0] == "Housing was succeeded by Homes; 1 open record passed on."
    shown = cli.json("show", "1")
    assert shown["team"] == "Homes"
    teams = {one["name"]: one for one in cli.json("teams", "--retired")}
    assert (teams["Housing"]["until"], teams["Housing"]["succeeded_by"]) == ("2026-04-02", "Homes")
    assert teams["Homes"]["from"] == "2026-04-03"
    assert "until Thu 2 Apr 2026, then Homes" in cli.text("teams", "--retired")
    cli.text("directorates", "edit", "planning", "until=31/3/2028")
    assert "until Fri 31 Mar 2028" in cli.text("directorates")
    refused = cli.error(2, "teams", "succeed", "homes", "--by", "revenues", "--until", "tomorrow")
    assert (refused["field"], "still to come" in refused["message"]) == ("until", True)
    refused = cli.error(2, "teams", "edit", "homes", "until=whenever")
    assert refused["field"] == "until"
    cli.text("undo", "--yes")
    assert cli.run("topics", "succeed").exit_code != 0
