"""What is typed into the dialog of an act is kept by record and act, and writes over nothing that
another window has changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from acts_given import OTHERS, any_of
from cli_desk import Cli
from desk_app import cancel, desk, flat, press, rows, said, type_text
from factories import (
    another_window,
    dump,
    in_short,
    make_decision,
    make_enquiry,
    make_issue,
    make_meeting,
    make_payment,
)
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog
from screens.dialogs.half_typed import HalfTyped
from screens.records.opening import page_of
from spoc_tui.app import SpocApp
from spoc_tui.casework.errors import ChangedMeanwhile
from spoc_tui.casework.records.kinds import CASE_KINDS, RecordKind

MADE: dict[str, Callable[[Store], str]] = {
    "enquiry": lambda store: make_enquiry(store).enquiry.uid,
    "payment": lambda store: make_payment(store).uid,
    "feedback": lambda store: (
        store.feedback.add("No lamp", [store.feedback.by("Ida")]).feedback.uid
    ),
    "group": lambda store: make_meeting(store).group.uid,
    "meeting": lambda store: make_meeting(store).uid,
    "decision": lambda store: make_decision(store).uid,
    "issue": lambda store: make_issue(store).uid,
    **{code: partial(lambda code, store: any_of(store, code), code) for code in OTHERS},
}
FEW = [kind for kind in CASE_KINDS if kind.code in ("payment", "group")]
every_kind = pytest.mark.parametrize("kind", in_short(CASE_KINDS, *FEW), ids=lambda kind: kind.code)


def dialog(app: SpocApp) -> Dialog:
    assert isinstance(app.screen, Dialog)
    return app.screen


async def test_what_was_thrown_away_is_not_kept_again_by_a_dialog_that_is_going(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid, drop = make_enquiry(store).enquiry.uid, HalfTyped.drop
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("enquiry", uid))
        await press(pilot, "m")
        await type_text(pilot, "They rang")
        going = dialog(app)
        going.keep()
        assert store.drafts.all()

        def dropped(draft: HalfTyped) -> None:
            drop(draft)
            going.keep()  # what its timer calls

        monkeypatch.setattr(HalfTyped, "drop", dropped)
        await cancel(pilot)
        assert not isinstance(app.screen, Dialog)
        assert not store.drafts.all()


async def opened(app: SpocApp, pilot: Pilot[None]) -> Dialog:
    """The dialog that a draft is gone on with in, over the page of its record."""
    for _ in range(100):
        if isinstance(app.screen, Dialog):
            break
        await pilot.pause(0)
    return dialog(app)


@every_kind
async def test_a_half_typed_act_is_on_the_desk_and_can_be_resumed(
    store: Store, cli: Cli, kind: RecordKind
) -> None:
    uid = MADE[kind.code](store)
    reference = store.records(kind.code).get(uid).record.reference
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of(kind.code, uid))
        await press(pilot, "m")
        await type_text(pilot, "They rang")
        dialog(app).keep()  # what its timer calls
        await press(pilot, "f4")
        assert isinstance(app.screen, DeskScreen)
        assert "what is typed is kept, as a draft on the desk" in said(app)
        (draft,) = store.drafts.all()
        assert (draft.title, draft.of) == (f"note on {reference}: They rang", kind)
        (listed,) = cli.json("drafts")
        assert (listed["kind"], listed["reference"], listed["act"]) == (
            kind.code,
            reference,
            "note",
        )
        assert any("They rang" in row for row in rows(app))
        await press(pilot, "end", "enter")
        await opened(app, pilot)
        assert dialog(app).query_one(TextArea).text == "They rang"
        await press(pilot, "end")
        await type_text(pilot, ".")
        await press(pilot, "ctrl+s")
        assert store.drafts.all() == []
        assert store.records(kind.code).get(uid).timeline[-1].text == "They rang."


async def test_an_act_has_its_own_draft(store: Store) -> None:
    uid = make_issue(store).uid
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("issue", uid))
        await press(pilot, "s", "3")
        await type_text(pilot, "5 may")
        await press(pilot, "f4")
        await app.push_screen(page_of("issue", uid))
        await press(pilot, "m")
        assert dialog(app).query_one(TextArea).text == ""
        await press(pilot, "escape", "s", "3")
        assert dialog(app).query(Input).first().value == "2026-05-05"
        await press(pilot, "escape")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "y")
        assert store.drafts.all() == []


async def test_an_edit_that_is_taken_up_says_what_was_changed_since(store: Store) -> None:
    uid = make_issue(store).uid
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("issue", uid))
        await press(pilot, "e")
        await type_text(pilot, " and more")
        await press(pilot, "f4")
        store.declared("issue").edit(uid, {"name": "Advent", "pages": "4"})
        await press(pilot, "f4", "end", "enter")
        await opened(app, pilot)
        assert "Changed meanwhile, to: Advent. What you typed is kept here." in flat(app)
        await press(pilot, "ctrl+s")
        one = store.declared("issue").get(uid).record
        assert (one.subject, one.pages) == ("and more", 4)


async def test_two_windows_in_one_dialog_keep_a_draft_each(store: Store) -> None:
    uid = make_enquiry(store).enquiry.uid
    other = another_window(store)
    try:
        async with desk(store) as (app, pilot), desk(other) as (second, keys):
            for window, hand, text in ((app, pilot, "One"), (second, keys, "Two")):
                await window.push_screen(page_of("enquiry", uid))
                await press(hand, "m")
                if window is second:
                    await press(hand, "a")  # begins anew here
                await type_text(hand, text)
                dialog(window).keep()
            await type_text(pilot, " more")
            dialog(app).keep()
            assert {draft.subject for draft in store.drafts.all()} >= {"One more"}
            assert any("Two" in draft.subject for draft in store.drafts.all())
    finally:
        other.close()


Act = Callable[[Store, str], object]
OVER: dict[str, tuple[Act, Act, str]] = {
    "enquiry, edited": (
        lambda store, uid: store.enquiries.edit(uid, {"subject": "Other"}),
        lambda store, uid: store.enquiries.edit(uid, {"subject": "Mine"}),
        "subject",
    ),
    "enquiry, answered": (
        lambda store, uid: store.enquiries.answer(uid, "On Mondays"),
        lambda store, uid: store.enquiries.answer(uid, "On Tuesdays"),
        "answer",
    ),
    "enquiry, waiting": (
        lambda store, uid: store.enquiries.edit(uid, {"follow_up": "+9"}),
        lambda store, uid: store.enquiries.wait(uid, "the lease"),
        "follow-up",
    ),
    "enquiry, routed": (
        lambda store, uid: store.routings.route(uid, store.council.find_team("Housing").uid),
        lambda store, uid: store.routings.route(
            uid, store.council.find_team("Revenues").uid, reason="Theirs"
        ),
        "team",
    ),
    "payment, edited": (
        lambda store, uid: store.payments.edit(uid, {"caller": "Other"}),
        lambda store, uid: store.payments.edit(uid, {"caller": "Mine"}),
        "caller",
    ),
    "payment, paid in part": (
        lambda store, uid: store.payments.paid(uid, store.today(), 100),
        lambda store, uid: store.payments.paid(uid, store.today(), 200),
        "paid",
    ),
    "feedback, edited": (
        lambda store, uid: store.feedback.edit(uid, {"action": "Other"}),
        lambda store, uid: store.feedback.edit(uid, {"action": "Mine"}),
        "action",
    ),
    "feedback, agreed": (
        lambda store, uid: store.feedback.edit(uid, {"due": "+9"}),
        lambda store, uid: store.feedback.agree(uid, {"action": "A lamp", "due": "+20"}),
        "due",
    ),
    "issue, edited": (
        lambda store, uid: store.declared("issue").edit(uid, {"name": "Advent"}),
        lambda store, uid: store.declared("issue").edit(uid, {"name": "Mine"}),
        "Name, to Advent",
    ),
    "issue, moved": (
        lambda store, uid: store.declared("issue").act(uid, "move", {"copy_by": "+40"}),
        lambda store, uid: store.declared("issue").act(uid, "move", {"copy_by": "+50"}),
        "Copy by",
    ),
}
"""What another window does, what is done here of which nothing may be lost unseen, and what is said
of it; by the kind of the record.
"""


@pytest.mark.parametrize("of", OVER)
def test_no_act_writes_over_what_was_changed_since_it_was_shown(store: Store, of: str) -> None:
    theirs, mine, said = OVER[of]
    uid, records = MADE[of.split(",")[0]](store), store.records(of.split(",")[0])
    before = records.as_shown(uid)
    with records.typed_over(uid, before):
        theirs(store, uid)
    stands = dump(store)
    with records.typed_over(uid, before), pytest.raises(ChangedMeanwhile, match=f": .*{said}"):
        mine(store, uid)
    assert dump(store) == stands
    with records.typed_over(uid, records.as_shown(uid)):
        mine(store, uid)
    assert dump(store) != stands


async def test_what_another_window_wrote_is_reported_and_written_over_only_then(
    store: Store,
) -> None:
    uid = make_enquiry(store).enquiry.uid
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("enquiry", uid))
        await press(pilot, "a")
        await type_text(pilot, "On Tuesdays")
        store.enquiries.answer(uid, "On Mondays")
        await press(pilot, "ctrl+s")
        assert "Yours On Tuesdays Theirs On Mondays" in flat(app)
        assert store.enquiries.get(uid).enquiry.answer == "On Mondays"
        await press(pilot, "y")
        assert store.enquiries.get(uid).enquiry.answer == "On Tuesdays"
