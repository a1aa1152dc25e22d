"""`+` begins another record from one, `=` links it to one that is there: over every kind."""

from __future__ import annotations

from itertools import cycle, product

import pytest
from acts_given import OTHERS, any_of
from desk_app import (
    NARROW,
    WIDE,
    desk,
    dialog,
    field,
    fill,
    flat,
    press,
    resize,
    said,
    type_text,
    typed,
)
from factories import (
    in_short,
    make_decision,
    make_enquiry,
    make_group,
    make_held,
    make_issue,
    make_organisation,
    make_payment,
)
from textual.widgets import Static

from db.feedback.acting import By
from db.store import Store
from screens.dialogs.menu import MenuScreen, numbered
from screens.enquiries.call import CallScreen
from screens.kinds.form import DeclaredForm
from screens.payments.form import PaymentForm
from screens.records.draft_screen import DraftScreen
from screens.records.opening import page_of
from screens.records.page import RecordPage
from spoc_tui.app import SpocApp
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.following import may_follow
from spoc_tui.casework.records.kinds import CASE_KINDS, DECLARED_CODES
from spoc_tui.casework.records.link import Says
from spoc_tui.settings import Settings

CLUB = "Rook Lane Bowls Club"
SUBJECT = "A zebra crossing"
CODES = [kind.code for kind in CASE_KINDS]
every_source = pytest.mark.parametrize("source", CODES)
every_kind = pytest.mark.parametrize("kind", CODES)

BY_HAND = ("enquiry", "payment", "feedback", "decision")
"""The sources of which each has a way of its own to share what it is about, and one of all others.
"""
NEEDED = {
    "enquiry": {},
    "payment": {"amount": "1,200", "caller": CLUB},
    "feedback": {"caller": "A neighbour"},
    "group": {"starts": "today", "name": "Another"},
    "meeting": {"group": "Halls", "when": "+8"},
    "decision": {"group": "Halls", "decided": "today"},
    "issue": {"copy_by": "+30"},
}
"""What must be typed, beside what is shared; the forms of kinds of areas are one form."""


def make(store: Store, kind: str) -> str:
    """The uid of a record of a kind; with an organisation, where it can have one."""
    known = store.organisations.namesakes(CLUB)
    club = (known[0] if known else make_organisation(store, CLUB)).uid
    match kind:
        case "enquiry":
            return make_enquiry(store, subject=SUBJECT, organisation_uid=club).enquiry.uid
        case "payment":
            return make_payment(store, what_for=SUBJECT).uid
        case "feedback":
            return store.feedback.add(SUBJECT, [By(organisation_uid=club)]).feedback.uid
        case "group":
            return make_group(store, SUBJECT, rule="").uid
        case "meeting":
            return make_held(store, make_group(store, SUBJECT, rule="")).uid
        case "decision":
            return make_decision(store, make_group(store, SUBJECT, rule=""), words=SUBJECT).uid
        case "issue":
            return make_issue(store, SUBJECT).uid
    return any_of(store, kind)


def choose(app: SpocApp, kind: str) -> str:
    """The key of a kind in the menu that is open."""
    assert isinstance(app.screen, MenuScreen)
    return next(item.key for item in app.screen._items if item.answer == kind)


@pytest.mark.parametrize(
    ("source", "kind"),
    in_short(
        dict.fromkeys((*zip(CODES, cycle(NEEDED), strict=False), *product(BY_HAND, NEEDED))),
        *zip(CODES, cycle(NEEDED), strict=False),
    ),
)
@pytest.mark.slow
async def test_a_record_of_any_kind_is_begun_from_one_of_any_and_linked_to_it(
    store: Store, source: str, kind: str
) -> None:
    make_group(store, "Halls", rule="")
    uid = make(store, source)
    one = store.records(source).get(uid).record
    size = (NARROW, WIDE)[(CODES.index(source) + CODES.index(kind)) % 2]  # both, half each
    async with desk(store, size=size) as (app, pilot):
        await app.push_screen(page_of(source, uid))
        await pilot.pause()
        await press(pilot, "plus")
        await press(pilot, choose(app, kind))
        form = app.screen
        assert isinstance(form, DraftScreen)
        assert form.OF.code == kind
        assert one.reference in flat(app)
        shared = typed(app).values()
        assert kind == "meeting" or one.subject in shared
        if one.organisation_uid and kind in ("enquiry", "payment", "feedback"):
            assert CLUB in shared
        for name, text in NEEDED[kind].items():
            if name == "starts" or not field(form, name).text:
                await fill(pilot, **{name: text})
                await press(pilot, "enter")
        if kind == "group":
            await fill(pilot, name="Another")
        done, before = store.history.count(), store.links.of(uid)
        await press(pilot, "ctrl+s")
        assert store.history.count() == done + 1, flat(app)
        (link,) = (one for one in store.links.of(uid) if one not in before)
        assert (link.words, link.kind, link.is_from_this_record) == ("led to", kind, False)
        assert store.drafts.all() == []
        store.undo()
        assert store.links.of(uid) == before
        assert store.records(source).get(uid).record.reference == one.reference


@every_source
def test_the_likeliest_to_follow_stand_first_then_all_others_that_are_shown(source: str) -> None:
    likeliest = {
        "enquiry": "feedback",
        "payment": "feedback",
        "feedback": "feedback",
        "group": "meeting",
        "meeting": "decision",
        "decision": "feedback",
        "issue": "story",
    }
    offered = may_follow(source, ())
    assert offered[0] == (likeliest.get(source) or kind_of(source).leads_to[0])
    assert sorted(offered) == sorted(CODES)
    shown = [code for code in offered if code not in ("group", "meeting", "decision")]
    assert may_follow(source, {"groups"}) == tuple(shown)


@every_source
@pytest.mark.slow
async def test_enter_begins_the_likeliest(store: Store, source: str) -> None:
    uid = make(store, source)
    async with desk(store, size=NARROW) as (app, pilot):
        await app.push_screen(page_of(source, uid))
        await pilot.pause()
        await press(pilot, "plus", "enter")
        assert isinstance(app.screen, DraftScreen)
        assert app.screen.OF.code == may_follow(source, ())[0]


@pytest.mark.slow
async def test_a_meeting_that_comes_of_a_group_is_of_that_group(store: Store) -> None:
    group = make_group(store, "The halls", rule="")
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("group", group.uid))
        await pilot.pause()
        await press(pilot, "plus", key_of("meeting"))
        assert isinstance(app.screen, DeclaredForm)
        assert app.focused is field(app.screen, "when").typed_into  # the first that is blank
        await type_text(pilot, "fri at 3")
        await press(pilot, "ctrl+s")
        assert store.declared("meeting").get("mtg 1").record.group.uid == group.uid


@pytest.mark.slow
async def test_what_is_half_typed_keeps_the_link(store: Store) -> None:
    uid = make(store, "enquiry")
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("enquiry", uid))
        await pilot.pause()
        await press(pilot, "plus", key_of("issue"))
        assert "New issue · from ENQ-26-0001" in flat(app)
        await type_text(pilot, "4 may")
        await press(pilot, "escape", "f4")
    (draft,) = store.drafts.all()
    assert draft.title == f"an issue, {SUBJECT}"
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredForm("issue", draft_uid=draft.uid))
        await pilot.pause()
        assert "from ENQ-26-0001" in flat(app)
        await press(pilot, "ctrl+s")
    (link,) = store.links.of(uid)
    assert (link.words, link.kind) == ("led to", "issue")
    assert store.drafts.all() == []


@pytest.mark.slow
async def test_a_call_that_is_about_a_late_payment_takes_the_link_along(store: Store) -> None:
    uid = make(store, "issue")
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("issue", uid))
        await pilot.pause()
        await press(pilot, "plus", key_of("enquiry"))
        assert isinstance(app.screen, CallScreen)
        await press(pilot, "f9")
        assert isinstance(app.screen, PaymentForm)
        await fill(pilot, caller=CLUB, amount="12")
        await press(pilot, "ctrl+s")
    assert [link.kind for link in store.links.of(uid)] == ["payment"]


@pytest.mark.slow
async def test_what_it_came_of_may_be_undone_meanwhile(store: Store) -> None:
    make_issue(store, SUBJECT)
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("issue", "iss 1"))
        await pilot.pause()
        await press(pilot, "plus", key_of("enquiry"))
        store.undo()
        await press(pilot, "ctrl+s")
    case = store.enquiries.get("1")
    assert (case.enquiry.subject, store.links.of(case.enquiry.uid)) == (SUBJECT, ())


@pytest.mark.slow
async def test_a_narrow_form_says_from_what_it_comes_and_that_it_is_kept(store: Store) -> None:
    uid = make(store, "enquiry")
    async with desk(store, size=(60, 24)) as (app, pilot):
        await app.push_screen(page_of("enquiry", uid))
        await pilot.pause()
        await press(pilot, "plus", key_of("issue"))
        await type_text(pilot, "4 may")
        headline = app.screen.query_one("#headline", Static)
        assert str(headline.content).startswith("New issue · from ENQ-26-0001 · ")
        assert "10:00" not in str(headline.content)
        await resize(pilot, 120, 40)
        assert "2026 10:00 · " in str(headline.content)


def key_of(kind: str) -> str:
    """The key of a kind in the menu of what a record leads to: of whichever kind that is."""
    return numbered((code, "") for code in CODES)[CODES.index(kind)].key


@pytest.mark.slow
async def test_a_hidden_area_is_not_offered(store: Store) -> None:
    uid = make(store, "enquiry")
    async with desk(store, settings=Settings(hidden=frozenset({"stories"}))) as (app, pilot):
        await app.push_screen(page_of("enquiry", uid))
        await pilot.pause()
        await press(pilot, "plus")
        assert "A meeting" in flat(app)
        assert "An issue" not in flat(app)


# Linked to one that is there.


@pytest.mark.parametrize(
    ("source", "size"),
    in_short(product(CODES, [NARROW, WIDE]), *zip(CODES, cycle([NARROW, WIDE]), strict=False)),
)
@pytest.mark.slow
async def test_a_record_of_any_kind_is_linked_to_one_that_is_found(
    store: Store, source: str, size: tuple[int, int]
) -> None:
    uid = make(store, source)
    other, before = make_issue(store, "Midwinter"), store.links.of(uid)
    async with desk(store, size=size) as (app, pilot):
        await app.push_screen(page_of(source, uid))
        await pilot.pause()
        await press(pilot, "equals_sign")
        await type_text(pilot, "midw")
        assert f"{other.reference} Midwinter" in flat(app)
        await press(pilot, "enter")
        await type_text(pilot, "about")
        await press(pilot, "enter")
        await type_text(pilot, "the same hall")
        await press(pilot, "ctrl+s")
        assert said(app).endswith(f": about {other.reference}: the same hall.")
        (link,) = (one for one in store.links.of(uid) if one not in before)
        assert (link.words, link.link.words, link.uid) == ("about", "the same hall", other.uid)
        assert link.link.publish is None
        assert source in OTHERS or "the same hall" in flat(app)  # beneath what is long
        await press(pilot, "u")
        assert store.links.of(uid) == before


WRONG = [
    ("", "about", "Find the record, or type its reference."),
    ("ENQ-26-0001", "about", "cannot be linked to itself"),
    ("ISS-26-0001", "about", "is there already, since"),
    ("ISS-26-0002", "about", "was undone on"),
    ("ISS-26-0009", "about", "There is no issue"),
    ("XYZ-26-0009", "about", "is not a reference. They look like"),
    ("ISS-26-0003", "", "Say what it says of it"),
    ("ISS-26-0003", "mixed", "Say what speaks for it, and what against"),
]


@pytest.mark.parametrize(
    ("typed_as", "kept", "shown"),
    [("yes", True, "may be published"), ("no", False, "not to be published")],
)
async def test_whether_a_link_may_be_published_is_asked_and_shown(
    store: Store, typed_as: str, kept: bool, shown: str
) -> None:
    uid = make(store, "feedback")
    other = make_issue(store, "Midwinter")
    async with desk(store, size=NARROW) as (app, pilot):
        await app.push_screen(page_of("feedback", uid))
        await pilot.pause()
        await press(pilot, "equals_sign")
        await fill(pilot, to=other.reference, says="about", publish="perhaps")
        await press(pilot, "ctrl+s")
        assert "Publish is yes or no, not “perhaps”." in flat(app)
        await fill(pilot, publish=typed_as)
        await press(pilot, "ctrl+s")
        assert store.links.of(uid)[0].link.publish is kept
        assert shown in flat(app)
        await app.push_screen(page_of("issue", other.uid))
        await pilot.pause()
        assert shown in flat(app)


@pytest.mark.parametrize(
    ("to", "says", "wrong"),
    in_short(WRONG, *WRONG[::3]),
)
async def test_what_is_refused_stays_in_the_dialog_filled(
    store: Store, to: str, says: str, wrong: str
) -> None:
    uid = make(store, "enquiry")
    linked = make_issue(store, "First")
    store.links.link(uid, linked.uid, Says.ABOUT)
    make_issue(store, "Gone")
    store.undo()
    make_issue(store, "Third")
    done = store.history.count()
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("enquiry", uid))
        await pilot.pause()
        await press(pilot, "equals_sign")
        await fill(pilot, to=to, says=says)
        await press(pilot, "ctrl+s")
        assert wrong in flat(app)
        assert field(dialog(app), "says").text == (says and Says(says).words)
        assert store.history.count() == done
        await press(pilot, "escape", "y")
    assert store.drafts.all() == []


@every_kind
async def test_what_a_record_of_any_kind_is_linked_to_is_opened(store: Store, kind: str) -> None:
    uid = make(store, kind)
    issue = make_issue(store, "Midwinter").uid
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of(kind, uid))
        await pilot.pause()
        assert isinstance(app.screen, RecordPage)
        before = len(app.screen._related())
        store.links.link(uid, issue, Says.ABOUT)
        app.screen.reload_if_changed()
        place = [one.uid for one in app.screen._related()].index(issue)
        await press(pilot, "enter")
        if before:
            await press(pilot, str(place + 1))
        assert flat(app).startswith(store.records("issue").get(issue).record.reference)


@every_kind
@pytest.mark.parametrize("width", [80, 100, 120])
async def test_the_ways_back_are_in_the_footer_of_every_page(
    store: Store, kind: str, width: int
) -> None:
    uid = make(store, kind)
    async with desk(store, size=(width, 24)) as (app, pilot):
        await app.push_screen(page_of(kind, uid))
        await pilot.pause()
        footer = flat(app, "KeyLine")
        assert "u Undo" in footer
        assert "esc Back" in footer
        assert "? Help" in footer
        if kind in DECLARED_CODES:
            assert "e Edit" in footer
            assert "+ Follow on" in footer or width < 120
