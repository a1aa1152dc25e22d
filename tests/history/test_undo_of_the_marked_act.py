"""The act that is marked is undone, or what rests on it is named; what is not in sight is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cli_desk import Cli
from desk_app import desk, flat, press, rows, said
from factories import (
    FixedClock,
    another_window,
    make_enquiry,
    make_organisation,
    make_payment,
    team,
)

from db.history.proposing import find_action
from db.store import Store
from screens.dialogs.confirm import ConfirmScreen
from screens.enquiries.page import EnquiryScreen
from screens.history.actions import ActionScreen
from spoc_tui.casework.enquiries.enquiry import Status
from spoc_tui.casework.errors import Ambiguous, NotFound, Refused
from spoc_tui.casework.history.history import short_id


def uid_of(store: Store, label: str) -> str:
    """The uid of the last action of that label."""
    return next(one.action.uid for one in store.history.page(0, 100) if one.action.label == label)


async def test_in_the_history_the_marked_act_is_undone_and_stays_marked(store: Store) -> None:
    make_enquiry(store)
    store.enquiries.note("1", "Rang again.")
    make_enquiry(store, subject="A gate", route_to="Housing")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "h", "down")
        await press(pilot, "u")
        assert said(app).startswith("Undone: Noted on ENQ-26-0001.")
        assert store.enquiries.get("2").enquiry.status is Status.WITH_TEAM  # the newest stands
        await press(pilot, "u")
        assert said(app) == "“Noted on ENQ-26-0001” was undone already, Thu 2 Apr 2026 10:00."
        await press(pilot, "U")
        assert said(app) == "Done again: Noted on ENQ-26-0001."
        await press(pilot, "home", "u")
        assert said(app).startswith("Undone: Noted on ENQ-26-0001.")  # its redo was marked
        await press(pilot, "home", "u")
        assert "is an undo itself" in said(app)
        await press(pilot, "end", "u")
        assert "what the records began with" in said(app)
        assert len(rows(app)) == 7


async def test_an_act_that_others_rest_on_is_refused_with_what_where_and_when(
    store: Store, clock: FixedClock
) -> None:
    rook = make_organisation(store)
    clock.advance(hours=1)
    make_enquiry(store, organisation_uid=rook.uid)
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "h", "down", "enter")
        assert isinstance(app.screen, ActionScreen)
        await press(pilot, "u")  # the act that is open is the one meant
        assert said(app) == (
            "“Added Rook Lane Bowls Club” cannot be undone: “Logged ENQ-26-0001” came after it and "
            "rests on it (ENQ-26-0001: A key for the hall; Thu 2 Apr 2026 11:00). Undo that first."
        )
    assert store.organisations.count() == 1


async def test_what_is_not_on_the_screen_is_named_and_asked_about(store: Store) -> None:
    make_enquiry(store)
    make_enquiry(store, subject="A gate")
    async with desk(store) as (app, pilot):
        await app.push_screen(EnquiryScreen("1"))
        await press(pilot, "u")
        assert isinstance(app.screen, ConfirmScreen)
        text = flat(app)
        assert "Undo “Logged ENQ-26-0002”?" in text
        assert "Not on this screen: ENQ-26-0002: A gate. Done Thu 2 Apr 2026 10:00." in text
        await press(pilot, "n")
        assert store.enquiries.count() == 2
        await press(pilot, "escape", "u")  # the desk has it in a line
        assert said(app).startswith("Undone: Logged ENQ-26-0002")
        await press(pilot, "U")  # and has it no more
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "y")
    assert store.enquiries.count() == 2


async def test_a_line_that_is_scrolled_out_of_sight_is_not_on_the_screen(store: Store) -> None:
    for number in range(40):
        make_enquiry(store, subject=f"Call {number}")
    async with desk(store) as (app, pilot):
        store.enquiries.note("40", "The last line of the desk.")
        app.screen.reload_if_changed()
        await press(pilot, "u")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "n", "end", "u")
        assert said(app).startswith("Undone: Noted on ENQ-26-0040.")


@pytest.mark.parametrize("kind", ["enquiry", "payment", "feedback", "organisation", "person"])
def test_the_records_of_an_act_are_named_whole(store: Store, kind: str) -> None:
    rook = make_organisation(store)
    match kind:
        case "enquiry":
            make_enquiry(store)
            store.promises.make("1", "Ring back", date(2026, 4, 3))
            name = "ENQ-26-0001: A key for the hall"
        case "payment":
            payment = make_payment(store, invoice="7")
            store.payments.paid(payment.reference, store.today(), 100)
            name = "PAY-26-0001: 7"
        case "feedback":
            feedback = store.feedback.add("No ramp.", [store.feedback.by("rook")]).feedback
            store.feedback.hear(feedback.reference, "None.", [store.feedback.by("Ida")])
            name = "FBK-26-0001: feedback"
        case _:
            if kind == "person":
                store.organisations.add_contact(rook.uid, "Ida Quill")
            name = rook.name
    proposal = store.propose_undo()
    seen = {one.uid for one in proposal.touched if one.name == name}
    assert seen
    assert proposal.ask_where(seen) == ""
    assert f"Not on this screen: {name}" in proposal.ask_where(())


def test_what_was_merged_is_in_sight_where_it_is_read(store: Store) -> None:
    rook, wood = make_organisation(store), make_organisation(store, "Rook Wood Scouts")
    make_enquiry(store, organisation_uid=wood.uid)
    store.duplicates.merge(rook.uid, wood.uid, {})
    assert store.propose_undo().ask_where({rook.uid}) == ""
    assert store.propose_undo().ask_where({"another"}) != ""


def test_a_wrong_merge_of_last_month_is_undone_by_its_id(
    cli: Cli, store: Store, clock: FixedClock
) -> None:
    rook, wood = make_organisation(store), make_organisation(store, "Rook Wood Scouts")
    make_enquiry(store, organisation_uid=wood.uid)
    store.duplicates.merge(rook.uid, wood.uid, {})
    merge = cli.json("history")[0]
    assert merge["action"].startswith("Merged")
    clock.advance(days=30)
    store.enquiries.note("1", "Since then.")
    make_enquiry(store, organisation_uid=rook.uid)
    shown = short_id(merge["id"])
    assert f"[{shown}]" in cli.text("history")
    assert cli.json("undo", "--action", shown)["undone"] == merge["action"]
    assert store.enquiries.get("1").enquiry.organisation == "Rook Wood Scouts"
    assert store.enquiries.get("2").enquiry.organisation == "Rook Lane Bowls Club"


def test_an_id_is_one_act_s_or_is_refused_with_a_sentence(cli: Cli, store: Store) -> None:
    make_enquiry(store)
    store.enquiries.answer("1", "Under the mat.")
    answered = uid_of(store, "Answered ENQ-26-0001")
    logged = uid_of(store, "Logged ENQ-26-0001")
    for typed in (answered, short_id(answered), f" {short_id(answered).upper()} "):
        assert find_action(store, typed) == answered
    with pytest.raises(NotFound, match="No act has the id “zebra”"):
        find_action(store, "zebra")
    with pytest.raises(Ambiguous, match=r"fits more than one act: .*Answered ENQ-26-0001"):
        find_action(store, answered[:1])
    for nothing in ("", "%", "_"):
        with pytest.raises(NotFound):
            find_action(store, nothing)
    assert cli.error(3, "undo", "--action", "zebra")["code"] == "not-found"
    refused = cli.error(4, "undo", "--action", logged)
    assert "“Answered ENQ-26-0001” came after it and rests on it" in refused["message"]
    assert cli.json("undo", "--action", answered)["undone"] == "Answered ENQ-26-0001"
    assert "was undone already" in cli.error(4, "undo", "--action", answered)["message"]


def test_an_older_act_is_asked_about_by_name_at_a_terminal(cli: Cli, store: Store) -> None:
    make_enquiry(store)
    store.routings.route("1", team(store).uid)
    make_enquiry(store, subject="A gate")
    routed = uid_of(store, "Routed ENQ-26-0001")
    cli.at_a_terminal = True
    asked = cli.run("undo", "--action", routed, input="y\n")
    assert asked.stderr.startswith("Undo “Routed ENQ-26-0001” of Thu 2 Apr 2026 10:00?")
    assert asked.stdout == "Undid: Routed ENQ-26-0001.\n"
    with pytest.raises(Refused, match="was undone already"):
        store.undo(routed)


async def test_what_cannot_be_undone_is_refused_before_anybody_is_asked(store: Store) -> None:
    make_enquiry(store)
    store.routings.route("1", team(store).uid)
    store.enquiries.answer("1", "Under the mat.")
    acts = store.history.count()
    routed = uid_of(store, "Routed ENQ-26-0001")
    with pytest.raises(Refused, match="“Answered ENQ-26-0001”"):
        store.propose_undo(routed)
    async with desk(another_window(store)) as (app, pilot):
        await press(pilot, "g", "h", "down", "u")
        assert not isinstance(app.screen, ConfirmScreen)
        assert "“Routed ENQ-26-0001” cannot be undone" in said(app)
        await press(pilot, "home", "u")  # nothing rests on the answer
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "n")
    assert store.history.count() == acts
    assert store.enquiries.get("1").enquiry.status is Status.ANSWERED


def test_at_a_terminal_too_it_is_refused_before_anybody_is_asked(cli: Cli, store: Store) -> None:
    make_enquiry(store)
    store.enquiries.answer("1", "Under the mat.")
    cli.at_a_terminal = True
    refused = cli.run("undo", "--action", uid_of(store, "Logged ENQ-26-0001"), input="y\n")
    assert refused.exit_code == 4
    assert "Undo “" not in refused.stderr


def test_the_place_of_an_act_in_the_list(store: Store, tmp_path: Path) -> None:
    make_enquiry(store)
    store.enquiries.note("1", "Rang again.")
    for place, listed in enumerate(store.history.page(0, 10)):
        assert store.history.place_of(listed.action.uid) == place
    assert store.history.place_of("none") is None
