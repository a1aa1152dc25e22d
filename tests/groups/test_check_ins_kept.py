"""Check-ins as they are kept: begun, held, skipped, edited, ended; and what is on the agenda."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from factories import FixedClock, dump, labels, make_organisation
from groups_met import Groups, Met

from db.feedback.acting import By
from db.store import Store
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound, Refused, SpocError
from spoc_tui.casework.feedback.feedback import Feedback
from spoc_tui.reports.documents.as_markdown import as_markdown
from spoc_tui.reports.groups.agenda import file_name, group_agenda

TODAY = date(2026, 4, 2)
NETWORK = "VCS Leaders' Network"


def make_check_in(
    store: Store, name: str = NETWORK, every: str = "6 weeks", starts: date = TODAY, notes: str = ""
) -> Met:
    return Groups(store).add(name, every, starts, notes)


def heard(store: Store, said: str, *by: By, **typed: str) -> Feedback:
    return store.feedback.add(said, by or [By(speaker="Somebody")], typed).feedback


def by_organisation(store: Store, name: str, *, named: bool = False) -> By:
    fields = {"named_on": "1/4/2026"} if named else {}
    return By(make_organisation(store, name, **fields).uid)


def due(store: Store, on: date) -> list[str]:
    """The groups that are to meet by a day, as the desk has them."""
    return [key.uid for key in store.agenda.keys(on) if key.what == "check-in"]


def test_added_held_and_due_again(store: Store, clock: FixedClock) -> None:
    one = make_check_in(store, notes="At the hub.")
    assert (one.name, one.rule, one.starts, one.notes) == (
        *(NETWORK, "FREQ=WEEKLY;INTERVAL=6"),
        *(TODAY, "At the hub."),
    )
    assert (one.next_due, one.last_due, one.last_held, one.is_open) == (TODAY, None, None, True)
    assert due(store, TODAY) == [one.uid]
    held = Groups(store).held(one.uid, notes="All came.")
    assert (held.last_due, held.last_held, held.next_due) == (TODAY, TODAY, date(2026, 5, 14))
    assert due(store, date(2026, 5, 13)) == []
    assert due(store, date(2026, 5, 14)) == [held.uid]
    assert labels(store)[-2:] == ["Added GRP-26-0001", "Meeting held: GRP-26-0001"]
    clock.advance(days=60)
    assert due(store, store.today()) == [held.uid]


def test_a_bank_holiday_moves_it_one_the_officer_added_too(store: Store) -> None:
    one = make_check_in(store, starts=date(2026, 4, 3))
    assert one.next_due == date(2026, 4, 7)
    store.holidays.add(date(2026, 4, 7), "Medway Day")
    assert Groups(store).get(one.uid).next_due == date(2026, 4, 8)
    assert Groups(store).held(one.uid).next_due == date(2026, 5, 15)


def test_held_on_an_earlier_day_and_never_twice(store: Store) -> None:
    one = make_check_in(store, every="week", starts=date(2026, 3, 19))
    held = Groups(store).held(one.uid, date(2026, 3, 20))
    assert (held.last_due, held.last_held) == (date(2026, 3, 19), date(2026, 3, 20))
    assert held.next_due == date(2026, 3, 26)
    for day in (date(2026, 3, 20), date(2026, 3, 19)):
        with pytest.raises(Refused, match="was held on Fri 20 Mar 2026 already"):
            Groups(store).held(one.uid, day)
    with pytest.raises(BadInput, match="is to come") as refused:
        Groups(store).held(one.uid, date(2026, 4, 3))
    assert refused.value.field == "on"
    assert Groups(store).get(one.uid) == held


def test_a_skipped_one_is_not_held(store: Store) -> None:
    one = Groups(store).skip(make_check_in(store).uid, "Half of them are ill.")
    assert (one.last_due, one.last_held, one.next_due) == (TODAY, None, date(2026, 5, 14))
    (meeting,) = one.meetings
    assert (meeting.held, meeting.closed_why) == (None, "Half of them are ill.")
    assert meeting.status.value == "cancelled"
    assert labels(store)[-1] == "Meeting skipped: GRP-26-0001"
    with pytest.raises(BadInput, match="Why cannot be left blank") as refused:
        Groups(store).skip(one.uid, " ")
    assert refused.value.field == "why"


def test_edited(store: Store) -> None:
    one = Groups(store).held(make_check_in(store).uid)
    typed = {"name": "The Network", "rule": "first tuesday", "starts": "1/4", "notes": "New."}
    edited = Groups(store).edit(one.uid, typed)
    assert (edited.name, edited.rule_words, edited.notes) == (
        *("The Network", "the first Tuesday of every month"),
        "New.",
    )
    assert (edited.starts, edited.last_held) == (date(2026, 4, 1), TODAY)
    assert edited.next_due == date(2026, 4, 7)
    assert labels(store)[-1] == "Edited GRP-26-0001"
    count = len(labels(store))
    assert Groups(store).edit(one.uid, {"name": "The Network", "notes": "New."}) == edited
    assert len(labels(store)) == count
    assert Groups(store).edit(one.uid, {"notes": ""}).notes == ""


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " "}, "name"),
        ({"rule": "often"}, "rule"),
        ({"rule": "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2"}, "rule"),
        ({"starts": "never"}, "starts"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_used_changes_nothing(
    store: Store, typed: dict[str, str], field: str
) -> None:
    one, before = make_check_in(store), dump(store)
    with pytest.raises(BadInput) as refused:
        Groups(store).edit(one.uid, {"notes": "New.", **typed})
    assert refused.value.field == field
    assert dump(store) == before


def test_a_name_is_had_by_one_open_check_in(store: Store) -> None:
    one, other = make_check_in(store), make_check_in(store, "Trustees")
    for act in (
        lambda: make_check_in(store, "vcs leaders network"),
        lambda: Groups(store).edit(other.uid, {"name": NETWORK.upper()}),
    ):
        with pytest.raises(Refused, match="There is a group VCS Leaders' Network already"):
            act()
    Groups(store).edit(one.uid, {"name": NETWORK.upper()})
    Groups(store).end(one.uid)
    assert make_check_in(store).is_open


def test_listed_the_next_first(store: Store) -> None:
    last = make_check_in(store, "Ended")
    Groups(store).end(last.uid)
    make_check_in(store, "Later", starts=date(2026, 6, 1))
    make_check_in(store, "Never more", starts=date(2100, 12, 30), every="year")
    Groups(store).skip(Groups(store).find("Never").uid, "Too far.")
    make_check_in(store, "Bees")
    make_check_in(store, "Ants")
    names = ["Ants", "Bees", "Later", "Never more"]
    assert [one.name for one in Groups(store).all()] == names
    assert [one.name for one in Groups(store).all(ended=True)] == [*names, "Ended"]
    assert len(due(store, TODAY)) == 2
    with pytest.raises(Refused, match="Never more has no more dates"):
        Groups(store).held(Groups(store).find("Never").uid)


def test_found_by_name_or_id(store: Store) -> None:
    one, other = make_check_in(store), make_check_in(store, "VCS Trustees")
    assert Groups(store).find("leaders") == one
    assert Groups(store).find(other.uid) == other
    with pytest.raises(Ambiguous, match=f"{NETWORK}; VCS Trustees"):
        Groups(store).find("vcs")
    with pytest.raises(NotFound, match="no group “zebra”"):
        Groups(store).find("zebra")
    ended = Groups(store).end(one.uid)
    assert Groups(store).find("leaders") == ended
    assert Groups(store).find("vcs") == other


ACTS: list[Callable[[Store, str], Any]] = [
    lambda store, uid: Groups(store).held(uid),
    lambda store, uid: Groups(store).skip(uid, "Ill."),
    lambda store, uid: Groups(store).edit(uid, {"notes": "x"}),
    lambda store, uid: Groups(store).end(uid),
]


@pytest.mark.parametrize("act", ACTS)
def test_an_ended_one_stays_as_it_is(store: Store, act: Callable[[Store, str], Any]) -> None:
    one = Groups(store).end(make_check_in(store).uid)
    assert (one.ends, one.is_open, one.next_due) == (TODAY, False, None)
    assert due(store, TODAY) == []
    before = dump(store)
    with pytest.raises(Refused, match=r"GRP-26-0001 is (closed|ended)"):
        act(store, one.uid)
    assert dump(store) == before


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_undone_and_done_again(store: Store, act: Callable[[Store, str], Any]) -> None:
    one = make_check_in(store)
    act(store, one.uid)
    after = Groups(store).get(one.uid)
    store.undo()
    assert Groups(store).get(one.uid) == one
    store.redo()
    assert Groups(store).get(one.uid) == after
    assert store.history.broken_at() is None


def test_what_was_held_is_not_pulled_from_under(store: Store) -> None:
    one = make_check_in(store)
    (added,) = store.connection.execute(
        "SELECT uid FROM action ORDER BY id DESC LIMIT 1"
    ).fetchone()
    Groups(store).held(one.uid)
    with pytest.raises(Refused, match="rests on it"):
        store.undo(added)
    store.undo()
    store.undo()
    assert Groups(store).all(ended=True) == []
    with pytest.raises(NotFound, match="GRP-26-0001 was undone"):
        Groups(store).get(one.uid)
    with pytest.raises(SpocError, match=r"no group “nobody”\. None is known"):
        Groups(store).get("nobody")


def test_the_first_agenda_has_all_there_is(store: Store) -> None:
    owed = heard(store, "No one rings back", action="Ring back", due="1/5", owner="Housing")
    undecided = heard(store, "Rooms are dear", side="sector")
    agenda = Groups(store).agenda(make_check_in(store).uid)
    assert (agenda.since, agenda.today, agenda.officer) == (None, TODAY, "officer")
    assert agenda.council_owes == (owed,)
    assert agenda.sector_owes == agenda.done_since == ()
    assert agenda.heard_since == (owed, undecided)
    assert agenda.waiting == (owed, undecided)


def test_the_next_agenda_has_what_came_since(store: Store, clock: FixedClock) -> None:
    feedback = store.feedback
    old = heard(store, "Done before", action="Old", due="3/4").reference
    feedback.done(old)
    feedback.told(old, everybody=True)
    undecided = heard(store, "Rooms are dear", side="sector").reference
    clock.advance(days=7)
    uid = make_check_in(store).uid
    Groups(store).held(uid)
    same_day = heard(store, "Said there", action="Look", due="1/5", side="sector").reference
    clock.advance(days=7)
    done = heard(store, "Lights", action="Mend the lights", due="1/5").reference
    feedback.done(done, "The lights are mended.")
    cannot = heard(store, "A bridge").reference
    feedback.cannot(cannot, "it costs too much")
    agenda = Groups(store).agenda(uid)
    said = {
        name: [one.reference for one in getattr(agenda, name)]
        for name in ("council_owes", "sector_owes", "done_since", "heard_since", "waiting")
    }
    assert said == {
        "council_owes": [],
        "sector_owes": [same_day, undecided],
        "done_since": [cannot, done],
        "heard_since": [same_day, done, cannot],
        "waiting": [undecided, same_day, done, cannot],
    }
    assert agenda.since == date(2026, 4, 9)
    document = as_markdown(group_agenda(agenda))
    assert "Last held on Thu 9 Apr 2026." in document
    assert "| The lights are mended. | the council | Thu 16 Apr 2026 |" in document
    assert "“A bridge”: cannot be done, because it costs too much" in document
    assert "“Rooms are dear” (not agreed yet) | the sector | –" in document


def test_the_document_names_nobody_who_did_not_agree(store: Store) -> None:
    named = by_organisation(store, "Strood Scouts", named=True)
    unnamed = by_organisation(store, "Rook Lane Bowls Club")
    contact = store.organisations.add_contact(unnamed.organisation_uid or "", "Ida Reed")
    speakers = [
        *(named, unnamed, By(unnamed.organisation_uid, contact.uid)),
        *(by_organisation(store, "Quay Rowing"), By(speaker="Mrs Adeyemi")),
    ]
    heard(store, "The key", *speakers, action="A key", due="1/5", owner="Housing")
    heard(store, "Forms", speakers[1], action="One form", due="2/5", owner="Rook Lane Bowls Club")
    heard(store, "Bins", speakers[4], action="Fetch bins", due="3/5", owner="Strood Scouts")
    heard(store, "Hall", speakers[4], action="Open", due="4/5", owner="Bob Smith", side="sector")
    agenda = Groups(store).agenda(make_check_in(store, notes="Ask Carol.").uid)
    document = group_agenda(agenda)
    said = as_markdown(document)
    for private in ("Rook Lane", "Ida Reed", "Quay", "Adeyemi", "Bob Smith", "Carol"):
        assert private not in said
    tables = {one.title: one.table.rows if one.table else one.lines for one in document.sections}
    assert list(tables) == [
        *("The council owes", "The sector owes", "Done since last time"),
        *("Heard since last time", "Still waiting to hear"),
    ]
    assert tables["The council owes"][0][1:] == (
        *("A key", "Housing and Community Services, Housing"),
        "Fri 1 May 2026",
    )
    assert [row[2] for row in tables["The sector owes"]] == [
        *("an organisation", "Strood Scouts", "the sector"),
    ]
    assert tables["Done since last time"] == ("Nothing.",)
    assert (
        tables["Heard since last time"][0][2] == "Strood Scouts, 2 other organisations, 1 speaker"
    )
    assert tables["Still waiting to hear"][1][2] == "1 organisation"
    assert document.title == f"Agenda: {NETWORK}"
    assert file_name(agenda, "docx") == "check-in-vcs-leaders-network-2026-04-02.docx"
