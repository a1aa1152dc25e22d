"""Every surface, over every kind of record: what is kept is found, shown, due and exported,
whatever it is.

The kinds are those of casework/records.py. A new one fails here until each surface has it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cli_desk import Cli
from desk_app import desk, flat, press, rows, type_text
from factories import (
    FixedClock,
    in_short,
    make_decision,
    make_group,
    make_issue,
    make_meeting,
    make_organisation,
    new_enquiry,
)

from db.records.kept import KIND_COLUMNS
from db.store import Store
from screens.enquiries.call import CallScreen
from screens.history.record import HistoryScreen
from screens.organisations.page import OrganisationScreen
from screens.records.draft_screen import DraftScreen
from screens.records.opening import page_of
from screens.search.find import FindScreen
from screens.widgets.record_list import RecordList
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.records.kinds import (
    CASE_KINDS,
    DECLARED_KINDS,
    ENQUIRY,
    FEEDBACK,
    PAYMENT,
    RECORD_KINDS,
    RecordKind,
)
from spoc_tui.casework.search.finding import HEADINGS
from spoc_tui.cli.common_keys import COMMON
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.organisations.brief import briefing_sheet

CLUB, DUE = "Rook Lane Bowls Club", date(2026, 4, 9)
PROMISE, NOTE = "Ring them with the price", "They rang again."

OF_NO_ORGANISATION = [kind for kind in DECLARED_KINDS if not KIND_COLUMNS[kind.table].organisation]
"""Declared kinds whose records belong to nobody."""
every_kind = pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.code)
every_case = pytest.mark.parametrize(
    "kind",
    [kind for kind in CASE_KINDS if kind not in OF_NO_ORGANISATION],
    ids=lambda kind: kind.code,
)
every_draft = pytest.mark.parametrize(
    "kind", [kind for kind in RECORD_KINDS if kind.draft], ids=lambda kind: kind.code
)
# One with forms of its own and one that is declared: the screens of all others, among the slow.
FEW = [next(kind for kind in RECORD_KINDS if kind.code == code) for code in ("enquiry", "meeting")]
few_kinds = pytest.mark.parametrize(
    "kind", in_short(RECORD_KINDS, *FEW), ids=lambda kind: kind.code
)
few_drafts = pytest.mark.parametrize(
    "kind",
    in_short([kind for kind in RECORD_KINDS if kind.draft], *FEW),
    ids=lambda kind: kind.code,
)


class Made(NamedTuple):
    """A record of which everything is there that its kind can have."""

    kind: RecordKind
    uid: str
    reference: str
    club: str
    """The uid of the organisation."""


def an_enquiry(store: Store, club: str) -> str:
    new = new_enquiry(store, subject="A zebra crossing", organisation_uid=club, follow_up_on=DUE)
    return store.enquiries.log(new).enquiry.uid


def a_payment(store: Store, club: str) -> str:
    typed = {"organisation": CLUB, "amount": "1,200", "for": "A zebra crossing"}
    uid = store.payments.add(typed).payment.uid
    return store.payments.promise(uid, DUE).payment.uid


def a_feedback_action(store: Store, club: str) -> str:
    typed = {"action": "A zebra crossing", "due": DUE.isoformat()}
    by = [store.feedback.by("A neighbour"), store.feedback.by(CLUB)]
    return store.feedback.add("Nobody can cross.", by, typed).feedback.uid


def an_issue(store: Store, club: str) -> str:
    return make_issue(store, "A zebra crossing", copy_by=DUE.isoformat()).uid


def a_group(store: Store, club: str) -> str:
    return make_group(store, "The zebra network", starts=DUE.isoformat()).uid


def a_meeting(store: Store, club: str) -> str:
    group = make_group(store, "The zebra network", rule="")
    return make_meeting(store, group, when=DUE.isoformat(), place="The zebra room").uid


def a_decision(store: Store, club: str) -> str:
    group = make_group(store, "The network", rule="")
    return make_decision(store, group, words="A zebra crossing", closes=DUE.isoformat()).uid


FACTORIES: dict[str, Callable[[Store, str], str]] = {
    ENQUIRY.code: an_enquiry,
    PAYMENT.code: a_payment,
    FEEDBACK.code: a_feedback_action,
    "group": a_group,
    "meeting": a_meeting,
    "decision": a_decision,
    "issue": an_issue,
}
THEIRS = {PAYMENT.code: ("kind",), FEEDBACK.code: ("due",)}
"""The keys that a kind by hand had before under one of the common names, meaning another."""
HALF_TYPED = {
    ENQUIRY.code: {"subject": "A zebra crossing"},
    PAYMENT.code: {"for": "A zebra crossing", "amount": "12"},
    FEEDBACK.code: {"said": "A zebra crossing"},
    "group": {"name": "A zebra crossing"},
    "meeting": {"group": "A zebra crossing"},
    "decision": {"words": "A zebra crossing"},
    "issue": {"name": "A zebra crossing"},
}


def make(store: Store, kind: RecordKind) -> Made:
    """One of a kind, with an organisation, a promise, a day and a note as far as it has such."""
    club = make_organisation(store, CLUB).uid
    uid, reference = FACTORIES[kind.code](store, club), ""
    if kind in CASE_KINDS:
        store.promises.make(uid, PROMISE, DUE)
        reference = store.records(kind.code).note(uid, NOTE).record.reference
    return Made(kind, uid, reference, club)


def merge_away(store: Store, club: str) -> str:
    """The organisation is merged into another, as which it is read from now on."""
    survivor = make_organisation(store, "Strood Bowls")
    store.duplicates.merge(survivor.uid, club)
    return survivor.uid


def found(store: Store, typed: str, **options: Any) -> list[tuple[str, str]]:
    return [(hit.kind, hit.uid) for hit in store.search.anything(typed, **options)]


# In the store.


@every_kind
def test_found_by_words_by_number_and_with_nothing_typed(store: Store, kind: RecordKind) -> None:
    made = make(store, kind)
    its = (kind.code, made.uid)
    for typed in filter(None, ("zebra", "zeb", made.reference, "rang", "")):
        assert its in found(store, typed), typed
        assert found(store, typed, kind=kind.code) == [its]
    assert kind.code in HEADINGS
    assert store.kind_of_uid(made.uid) == kind.code
    assert found(store, "giraffe") == []


@every_kind
def test_undone_it_is_nowhere_and_redone_it_is_back(store: Store, kind: RecordKind) -> None:
    made = make(store, kind)
    there = everywhere(store, made)
    assert all(there.values()), there
    steps = 0
    while made.uid in {uid for _, uid in found(store, "zebra")}:
        store.undo()
        steps += 1
    assert not any(everywhere(store, made).values())
    for _ in range(steps):
        store.redo()
    assert everywhere(store, made) == there


def everywhere(store: Store, made: Made) -> dict[str, bool]:
    """Whether a record is on each of the surfaces that the store has."""
    uid, due = made.uid, store.agenda.keys(DUE + timedelta(days=60))
    there = {
        "search": uid in {uid for _, uid in found(store, "zebra")},
        "calendar": any(entry.uid == uid for entry in store.calendar.entries()),
        "desk": any(key.uid == uid for key in due),
        "desk in full": any(item.uid == uid for item in store.agenda.items(due)),
        "week": any(one.uid == uid for one in store.week.records(store.week.due_on(DUE))),
    }
    if made.kind in CASE_KINDS and made.kind not in OF_NO_ORGANISATION:
        organisations = store.organisations
        glance, briefing = organisations.glance(made.club), organisations.briefing(made.club)
        entries = organisations.timeline(made.club, 0, 100)
        there |= {
            "promise at a glance": (made.reference, PROMISE) in _texts(glance.promises),
            "promise in the briefing": (made.reference, PROMISE) in _texts(briefing.promises),
            "contact": made.reference in {one.reference for one in glance.last_contacts},
            "timeline": (uid, NOTE) in {(one.record_uid, one.text) for one in entries},
            "open": uid in _open_uids(glance),
            "in the briefing": uid in _briefed_uids(briefing),
        }
    return there


def _texts(promises: Any) -> list[tuple[str, str]]:
    return [(reference, promise.text) for reference, promise in promises]


def _open_uids(glance: Any) -> set[str]:
    return {one.uid for one in (*glance.open_enquiries, *chain(*glance.of_kinds.values()))}


def _briefed_uids(briefing: Any) -> set[str]:
    return {one.uid for one in (*briefing.open_enquiries, *chain(*briefing.of_kinds.values()))}


@every_case
def test_it_is_read_through_what_its_organisation_was_merged_into(
    store: Store, kind: RecordKind
) -> None:
    made = make(store, kind)
    survivor = merge_away(store, made.club)
    there = everywhere(store, made._replace(club=survivor))
    assert all(there.values()), there
    (hit,) = [one for one in store.search.anything("zebra") if one.uid == made.uid]
    assert hit.organisation_uid == survivor


@every_case
def test_its_promise_is_in_the_calendar_with_the_organisation(
    store: Store, kind: RecordKind
) -> None:
    made = make(store, kind)
    (entry,) = [one for one in store.calendar.entries() if one.what == "promise"]
    assert (entry.day, entry.detail) == (DUE, CLUB)
    assert entry.title == f"Keep the promise on {made.reference}: {PROMISE}"
    assert CLUB in next(one.detail for one in store.calendar.entries() if one.uid == made.uid)


@every_case
@pytest.mark.parametrize("form", DocumentFormat)
def test_it_is_on_the_briefing_sheet_in_every_form(
    store: Store, kind: RecordKind, form: DocumentFormat
) -> None:
    made = make(store, kind)
    sheet = briefing_sheet(store.organisations.briefing(made.club))
    texts = [
        cell for part in sheet.sections if part.table for row in part.table.rows for cell in row
    ]
    assert {made.reference, PROMISE} <= set(texts)
    assert any("zebra" in text for text in texts)
    assert "Nothing is promised" not in str(sheet)
    content = written(sheet, form)
    assert not form.is_text or made.reference in content.decode()


# On the command line.


@every_kind
def test_on_the_command_line(cli: Cli, store: Store, kind: RecordKind, tmp_path: Path) -> None:
    made = make(store, kind)
    (hit,) = [hit for hit in cli.json("find", "zebra") if hit["kind"] == kind.code]
    assert (hit["kind"], hit["id"]) == (kind.code, made.uid)
    assert kind.code.replace("_", "-") in cli.text("find", "zebra")
    for key in filter(None, (made.uid, made.reference)):
        assert "zebra" in cli.text("show", key)
        assert cli.json("show", key)["id"] == made.uid
    assert "zebra" in cli.text("history", made.reference)
    assert (kind.code, made.uid) in {
        (row["kind"], row["id"]) for row in cli.json("due", "--on", DUE.isoformat())
    }
    cli.text("export", "calendar", "--output", str(tmp_path / "due.ics"))
    assert "zebra" in (tmp_path / "due.ics").read_text()


@every_kind
def test_taken_out_and_brought_back(
    cli: Cli, store: Store, kind: RecordKind, tmp_path: Path, clock: FixedClock
) -> None:
    made = make(store, kind)
    cli.text("export", "all", str(tmp_path / "all"))
    other = Cli(tmp_path / "other.db", clock)
    other.text("import", "all", str(tmp_path / "all"))
    for args in (("find", "zebra"), ("show", made.uid)):
        assert other.json(*args) == cli.json(*args)


@every_case
def test_on_what_is_shown_of_the_organisation(cli: Cli, store: Store, kind: RecordKind) -> None:
    made = make(store, kind)
    shown = cli.json("organisation", "show", "rook")
    listed = {ENQUIRY: "enquiries", PAYMENT: "payments", FEEDBACK: "feedback"}[kind]
    assert [one["reference"] for one in shown[listed]] == [made.reference]
    assert [(one["reference"], one["text"]) for one in shown["promises"]] == [
        (made.reference, PROMISE)
    ]
    assert shown["last_contact"]["reference"] == made.reference
    assert {one["record"] for one in shown["timeline"]} == {kind.code}
    text = cli.text("organisation", "show", "rook")
    for said in (
        f"  {made.reference}  ",
        PROMISE,
        NOTE,
        "last contact      Thu 2 Apr 2026, logged",
    ):
        assert said in text
    briefing = cli.json("brief", "rook")
    assert made.reference in {one["reference"] for one in briefing["owed"]}


@every_draft
def test_half_typed(cli: Cli, store: Store, kind: RecordKind) -> None:
    store.drafts.save(HALF_TYPED[kind.code], started_at=store.now(), uid=None, of=kind)
    (draft,) = cli.json("drafts")
    assert draft["kind"] == kind.code
    assert "A zebra crossing" in draft["subject"]
    assert "A zebra crossing" in cli.text("drafts")
    assert "A zebra crossing" in cli.json("due")[0]["subject"]


# On the screen.


@few_kinds
async def test_on_the_desk_in_find_and_opened(
    store: Store, clock: FixedClock, kind: RecordKind
) -> None:
    made = make(store, kind)
    clock.advance(days=60)
    async with desk(store) as (app, pilot):
        assert any("zebra" in row for row in rows(app))
        await press(pilot, "slash")
        assert isinstance(app.screen, FindScreen)
        await type_text(pilot, "zebra")
        above = rows(app)[: rows(app).index(kind.heading)]  # of a meeting, its group
        await press(pilot, *["down"] * len(above[1:]), "enter")
        assert type(app.screen) is type(page_of(kind.code, made.uid))
        assert "zebra" in flat(app)
        await press(pilot, "h")
        assert isinstance(app.screen, HistoryScreen)
        assert "zebra" in flat(app)


@every_case
async def test_on_the_organisations_page_and_beside_the_call(
    store: Store, kind: RecordKind
) -> None:
    made = make(store, kind)
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(made.club))
        await press(pilot, "1")
        assert f"{PROMISE}, by Thu 9 Apr ({made.reference})" in flat(app)
        assert "last contact Thu 2 Apr, logged" in flat(app)
        await press(pilot, "3")
        timeline = app.screen.query_one("#timeline", RecordList)._source
        assert timeline is not None
        happened = timeline.rows(0, 99)
        assert {row.key.split()[0] for row in happened if row.key} == {kind.code}
        assert (made.reference, "note", NOTE) in {row.cells[1:4] for row in happened}
        await press(pilot, "n")
        assert isinstance(app.screen, CallScreen)
        side_panel = flat(app)
        assert made.reference in side_panel
        assert PROMISE in side_panel
        assert "Thu 2 Apr: logged" in side_panel


@few_drafts
async def test_half_typed_it_is_on_the_desk_and_can_be_resumed(
    store: Store, kind: RecordKind
) -> None:
    store.drafts.save(HALF_TYPED[kind.code], started_at=store.now(), uid=None, of=kind)
    async with desk(store) as (app, pilot):
        assert any("A zebra crossing" in row for row in rows(app))
        await press(pilot, "enter")
        assert isinstance(app.screen, DraftScreen)
        assert app.screen.OF is kind
        assert "A zebra crossing" in flat(app)


# On the command line.


@pytest.mark.parametrize("kind", CASE_KINDS, ids=lambda kind: kind.code)
def test_its_json_has_the_keys_that_all_have(cli: Cli, store: Store, kind: RecordKind) -> None:
    made = make(store, kind)
    store.promises.make(made.uid, "Ring", store.today())
    (listed,) = [one for one in cli.json("list")["records"] if one["id"] == made.uid]
    assert tuple(listed) == COMMON
    assert (listed["kind"], listed["area"], listed["open"]) == (kind.code, kind.area or None, True)
    assert (listed["due"], listed["due_what"]) == (store.today().isoformat(), "promise")
    shown, acted = cli.json("show", made.uid), cli.json("kept", made.reference, "--promise", "2")
    alike = [name for name in COMMON if name not in THEIRS.get(kind.code, ())]
    assert {name: shown[name] for name in alike} == {name: listed[name] for name in alike}
    assert {"timeline", "promises", "parties", "links"} <= shown.keys()
    for answer in (shown, acted):
        assert tuple(answer)[: len(COMMON)] == COMMON


@pytest.mark.parametrize("kind", DECLARED_KINDS, ids=lambda kind: kind.code)
def test_a_list_of_its_kind_has_its_fields_by_name(
    cli: Cli, store: Store, kind: RecordKind
) -> None:
    made = make(store, kind)
    found = cli.json(kind.area, kind.code, "list", "--all")["records"]
    shown = cli.json(kind.area, kind.code, "show", made.reference)
    own = next(one for one in found if one["id"] == made.uid)
    assert {**shown, **own} == shown
    fields = kind_of(kind.code).fields.keys()
    numbered = {"number"} if KIND_COLUMNS[kind.table].number else set()
    assert own.keys() == {*COMMON, *fields, *numbered, "dues"}
    assert shown.keys() - own.keys() == {"timeline", "promises", "parties", "links"}
