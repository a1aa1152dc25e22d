"""What becomes of two acts that did not know each other: one test for each kind of meeting."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from desks import Desk, make_desk
from factories import (
    listed,
    make_enquiry,
    make_issue,
    make_meeting,
    make_payment,
    team,
)
from groups_met import Groups
from joined_desks import Pair, broken, club, differing, exchanged, settled_again, shared_enquiry

from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.records.link import Says


def later(pair: Pair, act: Callable[[Desk], object]) -> None:
    """Both do it, the second a minute later."""
    for desk in pair:
        act(desk)


@pytest.mark.slow
def test_each_was_merged_into_the_other(pair: Pair) -> None:
    one, other = club(pair), club(pair, "Bowling Society")
    pair[0].store.duplicates.merge(one, other)
    pair[1].store.duplicates.merge(other, one)
    told = exchanged(pair)
    first, second = sorted((one, other))
    organisations = pair[0].store.organisations
    assert {organisations.survivor_of(uid) for uid in (one, other)} == {first}
    assert organisations.get(first).name in ("Bowls Club", "Bowling Society")
    said = {(it.record, it.column) for each in told for it in each.overwritten if not it.by}
    assert (first, "merged_into") in said
    assert (second, "merged_into") not in said


@pytest.mark.slow
def test_each_became_the_others_branch(pair: Pair) -> None:
    one, other = club(pair), club(pair, "Bowling Society")
    pair[0].store.organisations.edit(one, {"parent": "Bowling Society"})
    pair[1].store.organisations.edit(other, {"parent": "Bowls Club"})
    exchanged(pair)
    parents = {uid: pair[0].store.organisations.get(uid).parent_uid for uid in (one, other)}
    first, second = sorted((one, other))
    assert parents == {first: None, second: first}


@pytest.mark.slow
def test_three_merged_in_a_ring(pair: Pair, tmp_path: Path, new_database: Path) -> None:
    third = make_desk(shutil.copyfile(new_database, tmp_path / "C.db"), 1, "C")
    uids = [club(pair, name) for name in ("Ash Club", "Birch Club", "Cedar Club")]
    third.receive(pair[0])
    for desk, into, merged in zip((*pair, third), (1, 2, 0), (0, 1, 2), strict=True):
        desk.store.duplicates.merge(uids[into], uids[merged])
    for _ in range(2):
        for desk in (*pair, third):
            for other in (*pair, third):
                desk.receive(other)
    assert differing((*pair, third)) == []
    assert settled_again((*pair, third)) == 0
    assert broken(third.store) == []
    assert {third.store.organisations.survivor_of(uid) for uid in uids} == {min(uids)}


@pytest.mark.slow
def test_address_and_postcode_are_never_half_of_each(pair: Pair) -> None:
    uid = club(pair, address="1 High Street", postcode="ME4 1AA")
    pair[0].store.organisations.edit(uid, {"address": "2 Low Street"})
    pair[1].store.organisations.edit(uid, {"postcode": "ME5 9ZZ"})
    told = exchanged(pair)
    organisation = pair[0].store.organisations.get(uid)
    assert (organisation.address, organisation.postcode) == ("1 High Street", "ME5 9ZZ")
    for each in told:
        said = [(it.column, it.value, it.stands) for it in each.overwritten]
        assert ("address", "2 Low Street", "1 High Street") in said


@pytest.mark.slow
def test_tags_that_were_added_on_both_are_kept(pair: Pair) -> None:
    uid = club(pair)
    pair[0].store.organisations.edit(uid, {"tags": "choir"})
    pair[1].store.organisations.edit(uid, {"tags": "lunch"})
    told = exchanged(pair)
    assert pair[0].store.organisations.get(uid).tags == ("choir", "lunch")
    found = pair[1].store.organisations.get(uid)
    assert [each.overwritten for each in told] == [[], []]
    pair[0].store.organisations.edit(uid, {"tags": "lunch"})
    pair[1].store.organisations.edit(uid, {"tags": "choir, lunch, hall"})
    exchanged(pair)
    assert pair[1].store.organisations.get(uid).tags == ("lunch", "hall") != found.tags


@pytest.mark.slow
def test_routed_to_two_teams_it_is_with_the_last(pair: Pair) -> None:
    uid = shared_enquiry(pair)
    pair[0].store.routings.route(uid, team(pair[0].store, "Housing").uid)
    pair[1].store.routings.route(uid, team(pair[1].store, "Early").uid)
    exchanged(pair)
    case = pair[0].store.enquiries.get(uid)
    assert case.enquiry.team == team(pair[1].store, "Early").name
    assert [hop.ended_why for hop in case.routings] == ["passed on", ""]


@pytest.mark.slow
def test_closed_here_and_routed_there(pair: Pair) -> None:
    uid = shared_enquiry(pair)
    pair[0].store.enquiries.close(uid, outcome=Outcome.WITHDRAWN, reason="They rang off.")
    pair[1].store.routings.route(uid, team(pair[1].store).uid)
    exchanged(pair)
    case = pair[1].store.enquiries.get(uid)
    assert case.enquiry.status.value == "closed"
    assert case.open_routing is None


@pytest.mark.slow
def test_the_same_payment_noted_twice_is_noted_once(pair: Pair) -> None:
    uid = make_payment(pair[0].store).uid
    pair[1].receive(pair[0])
    later(pair, lambda desk: desk.store.payments.paid(uid, desk.store.today(), anyway=True))
    told = exchanged(pair)
    payment = pair[0].store.payments.get(uid).payment
    assert (payment.status.value, payment.paid, payment.outstanding) == ("paid", 120_000, 0)
    assert payment.paid_on == pair[0].store.today()
    for each in told[:1]:
        assert [(it.table, it.value) for it in each.overwritten if it.column == "amount_pence"] == [
            ("paid_in", 120_000)
        ]


@pytest.mark.slow
def test_more_than_is_owed_leaves_nothing_outstanding(pair: Pair) -> None:
    uid = make_payment(pair[0].store).uid
    pair[1].receive(pair[0])
    for desk, amount in zip(pair, (100_000, 60_000), strict=True):
        desk.store.payments.paid(uid, desk.store.today(), amount, anyway=True)
    exchanged(pair)
    store = pair[0].store
    payment = store.payments.get(uid).payment
    assert (payment.status.value, payment.paid, payment.outstanding) == ("paid", 160_000, 0)
    assert store.payments.calculate(payment).outstanding == 0
    store.payments.told(uid)
    assert store.payments.close(uid).payment.is_open is False


@pytest.mark.slow
def test_promises_are_numbered_alike(pair: Pair) -> None:
    uid = shared_enquiry(pair)
    due = pair[0].store.today() + timedelta(days=3)
    pair[0].store.promises.make(uid, "Ring", due)
    pair[1].store.promises.make(uid, "Write", due)
    exchanged(pair)
    for desk in pair:
        promises = desk.store.enquiries.get(uid).promises
        assert [(one.number, one.text) for one in promises] == [(1, "Ring"), (2, "Write")]


@pytest.mark.slow
def test_what_there_is_once_is_there_once(pair: Pair) -> None:
    uid, other = club(pair), club(pair, "Bowling Society")
    check_in = Groups(pair[0].store).add("Hub", "weekly", pair[0].store.today()).uid
    pair[1].receive(pair[0])

    def everything(desk: Desk) -> None:
        store = desk.store
        store.holidays.add(store.today() + timedelta(days=7), f"Of {store.who}")
        store.organisations.add_identifier(uid, "GB-CHC-1000009", anyway=True)
        store.organisations.add_other_name(uid, "The Bowls")
        store.duplicates.keep_apart(uid, other)
        Groups(store).held(check_in, notes=store.who)
        store.lists.import_list([listed(3)], source="register")

    later(pair, everything)
    exchanged(pair)
    for table in ("holiday", "identifier", "other_name", "apart", "groups_meeting", "source_entry"):
        rows = pair[0].store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        assert rows == (2 if table == "identifier" else 1), table  # the list's has one as well


@pytest.mark.slow
def test_papers_are_due_at_every_desk_as_the_standards_of_one_say(pair: Pair) -> None:
    make_meeting(pair[0].store, when="29 may", papers="yes")
    pair[1].receive(pair[0])
    pair[1].store.own_standards.change({"agenda": "1"})
    exchanged(pair)
    for desk in pair:
        (by,) = desk.store.connection.execute(
            "SELECT due FROM record_due WHERE what = 'agenda'"
        ).fetchone()
        assert by == "2026-05-28"


def test_an_issue_that_two_worked_on_stands_where_its_facts_say(pair: Pair) -> None:
    uid = make_issue(pair[0].store, copy_by="4 jun", out_on="1 jul").uid
    enquiry = make_enquiry(pair[0].store).enquiry.reference
    pair[1].receive(pair[0])
    pair[0].store.declared("issue").act(uid, "send")
    pair[1].store.declared("issue").edit(uid, {"copy_by": "5 jun", "pages": "4"})
    for desk in pair:
        desk.store.links.link(uid, enquiry, Says.ABOUT)
    pair[1].store.declared("issue").act(uid, "close", {"why": "no money"})
    exchanged(pair)
    for desk in pair:
        case = desk.store.declared("issue").get(uid)
        one = case.record
        assert (one.status.value, one.closed_why, one.is_open) == ("dropped", "no money", False)
        assert len(case.links) == 1
        assert desk.store.connection.execute("SELECT count(*) FROM record_due").fetchone()[0] == 0
        desk.store.declared("issue").reopen(uid, "Found some.")
        assert desk.store.declared("issue").get(uid).record.status.value == "closed-for-copy"
        due = desk.store.connection.execute("SELECT what, due FROM record_due").fetchall()
        assert [tuple(row) for row in due] == [("out", "2026-07-01")]
