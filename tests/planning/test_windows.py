"""Windows and schemes in a store: what follows from them, who is told, what is refused."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from cli_desk import Cli
from factories import (
    FixedClock,
    make_enquiry,
    make_group,
    make_organisation,
    make_pilot,
    make_scheme,
    make_window,
)

from db.areas.planning.wards import ward
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import NotFound, SpocError
from spoc_tui.casework.organisations.wards import COUNCIL_MEMBERS
from spoc_tui.casework.planning.scheme import Scheme
from spoc_tui.casework.planning.steps import Step
from spoc_tui.casework.planning.window import Window

GIVEN = ("--site", "Elm Road", "--opened", "2026-03-30", "--notice", "site")


def window(store: Store, uid: str) -> Window:
    return cast("Window", store.declared("window").get(uid).record)


def scheme(store: Store, uid: str) -> Scheme:
    return cast("Scheme", store.declared("scheme").get(uid).record)


def due(store: Store, uid: str) -> dict[str, date]:
    one = store.declared("window").get(uid).record
    return {each.what: each.on for each in store.declared("window").dues(one)}


def test_four_facts_are_all_that_a_window_needs(cli: Cli) -> None:
    made = cli.json("planning", "window", "add", "--application", "MC/26/0184", *GIVEN)
    assert made["closes"] == "2026-04-21"
    assert [one["last"] for one in made["notices"]] == ["2026-04-21"]
    assert "not counting Good Friday 3 Apr and Easter Monday 6 Apr" in made["working"]


@pytest.mark.parametrize(
    ("more", "closes"),
    [
        (("--infrastructure",), "2026-04-18"),
        (("--eia",), "2026-04-28"),
        (("--eia", "no"), "2026-04-21"),
        (("--notice", "neighbours"), "2026-04-21"),
        (("--notice", "newspaper"), "2026-04-14"),
        (("--notice", "website"), "2026-04-14"),
    ],
)
def test_the_kind_of_notice_says_how_long(cli: Cli, more: tuple[str, ...], closes: str) -> None:
    given = ("planning", "window", "add", "--application", "MC/26/0184", *GIVEN, *more)
    assert cli.json(*given)["closes"] == closes


def test_a_later_notice_moves_the_last_day_and_says_so(store: Store) -> None:
    made = make_window(store, opened="2026-03-30", infrastructure="yes")
    windows = store.declared("window")
    case = windows.act(made.uid, "add-notice", {"kind": "newspaper", "on": "2026-04-10"})
    assert case.timeline[-1].text == (
        "newspaper, Fri 10 Apr 2026; closes: from Sat 18 Apr 2026 to Thu 23 Apr 2026"
    )
    earlier = windows.act(made.uid, "add-notice", {"kind": "website", "on": "2026-03-31"})
    assert "closes" not in earlier.timeline[-1].text
    assert window(store, made.uid).closes == date(2026, 4, 23)
    windows.act(made.uid, "withdraw-notice")
    windows.act(made.uid, "withdraw-notice")
    assert window(store, made.uid).closes == date(2026, 4, 18)
    windows.edit(made.uid, {"infrastructure": "no"})
    assert window(store, made.uid).closes == date(2026, 4, 21)
    assert len(window(store, made.uid).notices) == 1
    assert check(store).wrong == ()


def test_a_bank_holiday_and_a_figure_move_it_and_an_undo_moves_it_back(store: Store) -> None:
    uid = make_window(store, opened="2026-03-30", dwellings="137").uid
    assert window(store, uid).indicative == 25_103_88
    store.holidays.add(date(2026, 4, 15), "A royal day")
    assert window(store, uid).closes == date(2026, 4, 22)
    moved = store.declared("window").get(uid).timeline[-1]
    assert moved.text == "A royal day; closes: from Tue 21 Apr 2026 to Wed 22 Apr 2026"
    store.undo()
    assert window(store, uid).closes == date(2026, 4, 21)
    name = "Community facilities: contribution for each home"
    store.dated_figures.add(name, "£250", date(2026, 1, 1), "planning, by e-mail", store.today())
    assert window(store, uid).indicative == 34_250_00
    store.undo()
    assert window(store, uid).indicative == 25_103_88
    assert check(store).wrong == ()


def test_targets_follow_from_the_days_and_the_standards(store: Store) -> None:
    uid = make_window(store, opened="2026-04-02").uid  # 21 days: the last is Fri 24 Apr
    store.declared("window").act(uid, "ask", {"role": "consortium", "called": "MVA"})
    found = due(store, uid)
    assert (found["chase"], found["sum up views"]) == (date(2026, 4, 11), date(2026, 4, 19))
    assert found["send views"] == date(2026, 4, 22)
    store.own_standards.change({"views_chase": "10", "views_send": "3"})
    assert (due(store, uid)["chase"], due(store, uid)["send views"]) == (
        date(2026, 4, 13),
        date(2026, 4, 21),
    )


def test_no_target_lies_before_the_day_it_was_put_on_record(store: Store) -> None:
    found = due(store, make_window(store, opened="2026-03-01").uid)
    assert found["ask partners"] == found["send views"] == store.today()
    assert found["closes"] == date(2026, 3, 21)


def test_from_a_call_to_what_became_of_it(store: Store, clock: FixedClock) -> None:
    club = make_organisation(store, "Strood Scouts").uid
    call = make_enquiry(store, subject="A hall", organisation_uid=club).enquiry
    schemes, windows = store.declared("scheme"), store.declared("window")
    typed = {"what": "A hall", "ward": "Strood North", "organisation": club}
    made = store.links.begun_from(call.uid, lambda: schemes.add(typed)).record
    (action,) = scheme(store, made.uid).actions
    assert [one.organisation_uid for one in action.voices] == [club]
    assert {one.uid for one in store.links.of(made.uid)} == {call.uid, action.uid}
    one = make_window(store, wards="Strood North")
    schemes.act(made.uid, "put-forward", {"window": one.uid})
    for act, given in (("send", {}), ("acknowledge", {}), ("agree", {"amount": "9000"})):
        windows.act(one.uid, act, given)
    schemes.act(made.uid, "secure", {"amount": "9000"})
    (action,) = scheme(store, made.uid).actions
    assert (action.is_settled, action.done_text) == (True, "The agreement has it: £9,000.")
    assert window(store, one.uid).status is Step.AGREED
    with pytest.raises(SpocError, match="has not been told what became of it"):
        windows.act(one.uid, "evaluate")
    store.feedback.told(action.uid, everybody=True)
    assert window(store, one.uid).status is Step.TOLD
    store.undo()
    assert window(store, one.uid).status is Step.AGREED
    store.redo()
    clock.advance(hours=1)
    schemes.act(made.uid, "build")  # which is to be told again
    assert window(store, one.uid).status is Step.AGREED
    assert scheme(store, made.uid).actions[0].waiting
    store.feedback.told(action.uid, everybody=True)
    windows.act(one.uid, "evaluate")
    assert window(store, one.uid).status is Step.EVALUATED
    assert check(store).wrong == ()


def test_what_is_dropped_is_told_with_why(store: Store) -> None:
    made = make_scheme(store, suggested_by="Mr Smith")
    store.declared("scheme").act(made.uid, "close", {"why": "Too dear"})
    (action,) = scheme(store, made.uid).actions
    assert (action.cannot_at is not None, action.because) == (True, "Too dear")
    assert [one.who for one in action.waiting] == ["Mr Smith"]


def test_the_members_of_the_consortium_are_asked_at_once(store: Store) -> None:
    group = make_group(store, "Consortium")
    for name, seat in (("MVA", "member"), ("KAB", "observer")):
        row = {"organisation": make_organisation(store, name).uid, "seat": seat, "starts": "today"}
        store.declared("group").add_row(group.uid, "members", row)
    uid = make_window(store, group=group.uid).uid
    store.declared("window").act(uid, "ask-members")
    assert [one.who for one in window(store, uid).parties] == ["MVA"]
    assert window(store, uid).status is Step.CONSORTIUM_ASKED


def test_a_ward_is_what_carries_its_name(store: Store) -> None:
    council = make_organisation(store, "Medway Council, members").uid
    for name, wards, since in (("Ann", "Strood North; Cuxton", "2023-05-04"), ("Bo", "Cuxton", "")):
        store.organisations.add_contact(council, name, role="Councillor", wards=wards, since=since)
    hall = make_organisation(store, "St Mary's Hall", ward="strood north")
    make_scheme(store)
    make_window(store, wards="Strood North; Cuxton", dwellings="10")
    found = ward(store, "strood n")
    assert [one.name for one in found.councillors] == ["Ann"]
    assert [one.uid for one in found.halls] == [hall.uid]
    assert (len(found.shelf), len(found.windows)) == (1, 1)
    assert found.sums.indicative == 1_832_40
    (one,) = store.declared("window").page()
    store.declared("window").act(one.uid, "ask-councillors")
    assert [each.who.partition(",")[0] for each in window(store, one.uid).parties] == ["Ann", "Bo"]
    with pytest.raises(SpocError, match=r"Every councillor who is on record .* was asked"):
        store.declared("window").act(one.uid, "ask-councillors")
    with pytest.raises(NotFound, match=r"a ward “Moon”\. Wards: Cuxton, "):
        ward(store, "Moon")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("--dwellings", "up to 50"), "dwellings"),
        (("--dwellings", "0"), "dwellings"),
        (("--dwellings", "1,000,000"), "dwellings"),
        (("--notice", "loudhailer"), "notice"),
        (("--opened", "30/2/2026"), "opened"),
        (("--opened", ""), "opened"),
        (("--site", " "), "site"),
        (("--eia", "perhaps"), "eia"),
        (("--team", "nobody"), "team"),
        (("--group", "nobody"), "group"),
        (("--homes", "half"), "homes"),
        (("--opened", "1/1/2014"), "opened"),
    ],
)
def test_bad_input_is_refused_by_its_field_and_nothing_is_written(
    cli: Cli, store: Store, given: tuple[str, ...], field: str
) -> None:
    before = store.history.count()
    code = 3 if field in ("team", "group") else 2
    error = cli.error(code, "planning", "window", "add", "--application", "MC/26/1", *GIVEN, *given)
    assert error.get("field", field) == field
    assert store.history.count() == before


def test_what_makes_no_sense_is_refused_in_a_sentence(cli: Cli, store: Store) -> None:
    one, other = make_window(store, opened="2026-03-30"), make_scheme(store)
    verbs = ("planning", "window")

    def said(code: int, *args: str) -> str:
        return str(cli.error(code, *args)["message"])

    again = said(4, *verbs, "add", "--application", "mc/26/0184", *GIVEN)
    assert again == f"There is a window MC/26/0184 already: {one.reference}."
    before = said(2, *verbs, "add-notice", one.reference, "--kind", "site", "--on", "2026-03-01")
    assert "A later notice is not before the first" in before
    twice = said(4, *verbs, "add-notice", one.reference, "--kind", "site", "--on", "2026-03-30")
    assert twice == f"{one.reference} has that notice: site notice of Mon 30 Mar 2026."
    assert "Send them first" in said(4, *verbs, "acknowledge", one.reference)
    assert "agreed" in said(4, *verbs, "receive", one.reference, "--amount", "1")
    nothing = said(4, "planning", "scheme", "secure", other.reference)
    assert "was put forward in no window" in nothing
    wards = ("planning", "scheme", "add", "--what", "x", "--ward", "Cuxton; Halling")
    assert "A scheme is for one ward" in said(2, *wards)
    pilot = make_pilot(store, sites='[{"role": "growth"}]').reference
    third = said(2, "planning", "pilot", "sites", "add", pilot, "--role", "growth")
    assert "There is one of that kind already" in third
    assert "Cabinet decides on what it showed" in said(
        4, "planning", "pilot", "decide", pilot, "--words", "Yes"
    )
    cli.text(*verbs, "send", one.reference)
    cli.text(*verbs, "agree", one.reference, "--amount", "100")
    more = said(2, *verbs, "receive", one.reference, "--amount", "101")
    assert more == "£101 is more than was agreed: £100."


def test_what_is_due_follows_who_was_told_of_which_scheme(store: Store) -> None:
    one = make_window(store)
    for what in ("A hall", "A ramp"):
        made = make_scheme(store, what, suggested_by=f"Who wants {what.lower()}")
        store.declared("scheme").act(made.uid, "put-forward", {"window": one.uid})
    for act, given in (("send", {}), ("acknowledge", {}), ("agree", {"amount": "9000"})):
        store.declared("window").act(one.uid, act, given)
    for each in window(store, one.uid).schemes:
        store.declared("scheme").act(each.uid, "secure", {"amount": "4500"})
    for left in (1, 0):
        waiting = [each for each in window(store, one.uid).schemes if not each.is_told]
        store.feedback.told(waiting[0].actions[0].uid, everybody=True)
        assert sum(not each.is_told for each in window(store, one.uid).schemes) == left
        assert check(store).wrong == ()
    assert window(store, one.uid).status is Step.TOLD


@pytest.mark.parametrize("typed", ["mc/26/184", "MC / 26 / 0184", "MC/26/00184", "mc-26-184"])
def test_an_application_is_one_however_it_is_written(cli: Cli, store: Store, typed: str) -> None:
    first = make_window(store)
    add = ("planning", "window", "add", "--application", typed, *GIVEN)
    assert f"already: {first.reference}" in cli.error(4, *add)["message"]
    store.declared("window").act(first.uid, "close", {"why": "Withdrawn"})
    closing = store.history.page(0, 1)[0].action.uid
    said = cli.text(*add)
    assert f"MC/26/0184 was there before: {first.reference}, dropped." in said
    with pytest.raises(SpocError, match=r"is called MC/26/0184 since"):
        store.undo(closing)
    assert store.declared("window").count() == 2


def test_another_application_is_another(store: Store) -> None:
    make_window(store)
    for other in ("MC/26/1840", "MC/26/0184A", "MC/25/0184"):
        make_window(store, other)


def test_a_holiday_says_which_windows_it_moved(cli: Cli, store: Store) -> None:
    one = make_window(store, opened="2026-03-30")
    said = cli.text("holidays", "add", "2026-04-15", "A royal day")
    assert f"{one.reference}: closes from Tue 21 Apr 2026 to Wed 22 Apr 2026" in said
    assert "No running deadline" not in said


def test_the_starter_has_whose_people_the_councillors_are(cli: Cli, store: Store) -> None:
    cli.text("planning", "starter")
    assert store.organisations.find(COUNCIL_MEMBERS).name == COUNCIL_MEMBERS
