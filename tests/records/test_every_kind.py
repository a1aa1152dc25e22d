"""Every surface, over every kind of record: what is kept is found, shown, due and exported,
whatever it is.

The kinds are those of casework/records/kinds.py. A new one fails here until each surface has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, cycle
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import FixedClock
from one_of_each_kind import (
    CLUB,
    DUE,
    HALF_TYPED,
    NOTE,
    OF_NO_ORGANISATION,
    PROMISE,
    Made,
    close,
    every_case,
    every_draft,
    every_kind,
    found,
    make,
    merge_away,
)

from db.records.kind_columns import KIND_COLUMNS
from db.store import Store
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

OWN_LISTS = [(kind.area, kind.code, "list") for kind in DECLARED_KINDS]
SAYS_RECORDS = (
    *(("list", "--all"), ("find", "zebra"), ("due", "--on", "1/1/2027"), ("brief", CLUB)),
    *(("organisation", "show", CLUB), ("pay", "list"), ("pay", "pack"), ("feedback", "list")),
    *(("feedback", "board"), ("week", "--behind", "enquiries.received")),
    *OWN_LISTS,
)
"""Verbs whose JSON has records, beside those that are given a reference."""
OF_A_LINE = {
    "due": ("subject", "due", "organisation"),
    "organisation": ("kind",),
    "brief": ("due",),
}
"""By verb, the keys that say something else of what is a line about a record and no record: of what
is to be done (what was promised, by when, whom it waits for), of what happened.
"""


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
    by_hand = chain(*glance.of_kinds.values())
    return {one.uid for one in (*glance.open_enquiries, *by_hand, *glance.records)}


def _briefed_uids(briefing: Any) -> set[str]:
    by_hand = chain(*briefing.of_kinds.values())
    return {one.uid for one in (*briefing.open_enquiries, *by_hand, *briefing.records)}


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


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    [kind for kind in RECORD_KINDS if kind not in DECLARED_KINDS] + [*DECLARED_KINDS[::5]],
    ids=lambda kind: kind.code,
)
def test_taken_out_and_brought_back(
    cli: Cli, store: Store, kind: RecordKind, tmp_path: Path, clock: FixedClock
) -> None:
    """Every kind by hand, and some of those that are declared: tests/exports has a row of all."""
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
    by_hand = {ENQUIRY: "enquiries", PAYMENT: "payments", FEEDBACK: "feedback"}
    listed = by_hand.get(kind, "records")
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


@pytest.mark.parametrize("kind", CASE_KINDS, ids=lambda kind: kind.code)
def test_its_json_has_the_keys_that_all_have(cli: Cli, store: Store, kind: RecordKind) -> None:
    made = make(store, kind)
    store.promises.make(made.uid, "Ring", store.today())
    (listed,) = [one for one in cli.json("list")["records"] if one["id"] == made.uid]
    assert tuple(listed) == COMMON
    assert (listed["kind"], listed["area"], listed["open"]) == (kind.code, kind.area or None, True)
    assert (listed["due"], listed["due_what"]) == (store.today().isoformat(), "promise")
    shown, acted = cli.json("show", made.uid), cli.json("kept", made.reference, "--promise", "2")
    assert {"timeline", "promises", "parties", "links"} <= shown.keys()
    for answer in (shown, acted):
        assert tuple(answer)[: len(COMMON)] == COMMON


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "state"), [*zip(CASE_KINDS, cycle(["open", "closed"]), strict=False)]
)
def test_a_common_key_says_the_same_wherever_json_has_the_record(
    cli: Cli, store: Store, kind: RecordKind, state: str
) -> None:
    """Kinds side by side are of one mechanism: one is open, and the next is closed."""
    made = make(store, kind)
    store.payments.add({"caller": "Ida", "amount": "5"})  # that there is a pack
    if state == "closed":
        close(store, made)
    (listed,) = [one for one in cli.json("list", "--all")["records"] if one["id"] == made.uid]
    assert listed["open"] is (state == "open")
    own = (kind.area, kind.code, "list")
    verbs = (*SAYS_RECORDS, ("show", made.uid), ("find", made.reference))
    verbs = tuple(verb for verb in verbs if verb == own or verb not in OWN_LISTS)
    said = {verb: [*_of_record(cli.json(*verb), made)] for verb in verbs}
    assert tuple(said["show", made.uid][0])[: len(COMMON)] == COMMON
    for verb, shapes in said.items():
        for shape in shapes:
            its = {name: shape[name] for name in COMMON if name in shape}
            its |= {name: listed[name] for name in _otherwise(verb, shape)}
            assert its == {name: listed[name] for name in its}, verb
            assert type(its.get("open", True)) is bool


def _otherwise(verb: tuple[str, ...], shape: dict[str, Any]) -> tuple[str, ...]:
    """The common keys that a line about a record has of itself."""
    return () if {*COMMON} <= shape.keys() else OF_A_LINE.get(verb[0], ())


def _of_record(said: Any, made: Made) -> Iterator[dict[str, Any]]:
    """Whatever JSON says of a record, however deep."""
    if isinstance(said, dict):
        if made.uid == said.get("id") or made.reference == said.get("reference"):
            yield said
        said = list(said.values())
    if isinstance(said, list):
        for one in said:
            yield from _of_record(one, made)


def test_what_a_kind_has_of_its_own_has_a_name_of_its_own(cli: Cli, store: Store) -> None:
    make(store, PAYMENT)
    for shown in (cli.json("pay", "show", "1"), cli.json("pay", "list")[0]):
        assert (shown["kind"], shown["payment_kind"]) == ("payment", "contract")
    cli.json(
        "feedback",
        "add",
        "--said",
        "No ramp.",
        "--action",
        "A ramp",
        "--by",
        "Ida",
        "--due",
        DUE.isoformat(),
    )
    cli.json("feedback", "done", "1", "--text", "It is there.")
    for shown in (cli.json("feedback", "show", "1"), cli.json("feedback", "list")[0]):
        assert shown["action_due"] == DUE.isoformat()


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
    one = store.declared(kind.code).get(made.uid).record
    said = {name for name, _, _ in kind_of(kind.code).says(one)}
    assert own.keys() == {*COMMON, *fields, *numbered, *said, "dues"}
    assert shown.keys() - own.keys() == {"timeline", "promises", "parties", "links"}
