"""A number typed without its letters, and letters of kinds that are not kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from acts_given import any_of
from buying_made import make_buying
from cli_desk import Cli
from factories import (
    in_short,
    make_decision,
    make_enquiry,
    make_group,
    make_issue,
    make_meeting,
    make_payment,
    make_pilot,
    make_scheme,
    make_window,
)

from db.store import Store
from spoc_tui.casework.records.kinds import CASE_CODES, CASE_KINDS, RecordKind
from spoc_tui.casework.records.letters import LETTERS
from spoc_tui.cli.every_kind import printed

every_kind = pytest.mark.parametrize("kind", CASE_KINDS, ids=lambda kind: kind.code)


def one_of(store: Store, kind: str, number: int) -> str:
    """The uid of a record made with this number."""
    makers: dict[str, Callable[[], object]] = {
        "enquiry": lambda: make_enquiry(store),
        "payment": lambda: make_payment(store),
        "feedback": lambda: store.feedback.add("Too dear", [store.feedback.by("Jo")]),
        "group": lambda: make_group(store),
        "issue": lambda: make_issue(store),
        "window": lambda: make_window(store),
        "scheme": lambda: make_scheme(store),
        "pilot": lambda: make_pilot(store),
        "offer": lambda: make_buying(store, "offer"),
    }
    if kind == "meeting":
        _count_to(store, "group", 8_888)  # a number that is not asked for
        group = make_group(store, "A group that meets")
        makers[kind] = lambda: make_meeting(store, group)
    if kind == "decision":
        _count_to(store, "group", 8_888)
        group = make_group(store, "A group that decides")
        makers[kind] = lambda: make_decision(store, group)
    if kind not in makers:
        for other in (*CASE_CODES - {kind, "enquiry", "payment", "feedback"},):
            _count_to(store, other, 8_888)  # what stands beside it has no number that is asked for
    _count_to(store, kind, number - 1)
    makers[kind]() if kind in makers else any_of(store, kind)
    uid: str = store.connection.execute(
        "SELECT uid FROM record WHERE reference = ?", [f"{LETTERS[kind]}-26-{number:04}"]
    ).fetchone()["uid"]
    return uid


def _count_to(store: Store, kind: str, last: int) -> None:
    with store.transaction():
        store.connection.execute(
            "INSERT INTO counter (kind, year, desk, last) VALUES (?, 2026, '', ?) "
            "ON CONFLICT DO UPDATE SET last = excluded.last",
            [LETTERS[kind], last],
        )


@every_kind
def test_it_is_the_only_record_that_has_it(cli: Cli, store: Store, kind: RecordKind) -> None:
    one_of(store, "enquiry", 4)
    uid = one_of(store, kind.code, 31)
    one_of(store, "feedback", 1031)  # ends so, and has another number
    for typed in ("31", "0031", " 26-31 "):
        assert cli.json("show", typed)["id"] == uid
        history = cli.json("history", typed)
        assert history == cli.json("history", f"{kind.prefix}-26-0031")
        assert history


@every_kind
def test_it_is_an_enquiry_first(cli: Cli, store: Store, kind: RecordKind) -> None:
    one_of(store, kind.code, 7)
    assert cli.json("show", "7")["reference"] == f"{kind.prefix}-26-0007"
    if kind.code != "enquiry":
        one_of(store, "enquiry", 7)
        assert cli.json("show", "7")["reference"] == "ENQ-26-0007"


@every_kind
def test_or_the_only_one_that_ends_so(cli: Cli, store: Store, kind: RecordKind) -> None:
    uid = one_of(store, kind.code, 431)
    assert cli.json("show", "31")["id"] == uid
    assert cli.error(3, "show", "1")["code"] == "not-found"  # one digit says too little


@pytest.mark.parametrize("numbers", [(31, 31), (431, 1031)])
def test_of_several_none_is_taken(cli: Cli, store: Store, numbers: tuple[int, int]) -> None:
    both = {
        (kind, number): one_of(store, kind, number)
        for kind, number in zip(("payment", "issue"), numbers, strict=True)
    }
    for verb in ("show", "history"):
        error = json.loads(cli.run(verb, "31", "--json").stderr)["error"]
        assert (error["code"], error["field"]) == ("ambiguous", "reference")
        assert "“31” fits more than one record: " in error["message"]
        assert len(error["candidates"]) == 2
        for (kind, number), uid in both.items():
            named = f"{LETTERS[kind]}-26-{number:04}: .* \\(id {uid}\\)"
            assert any(re.fullmatch(named, one) for one in error["candidates"])


@every_kind
def test_after_the_verb_of_a_kind_it_is_of_that_kind(
    cli: Cli, store: Store, kind: RecordKind
) -> None:
    made = {one.code: one_of(store, one.code, 31) for one in CASE_KINDS}
    verb = printed(kind.code).group.split()
    assert cli.json(*verb, "show", "31")["id"] == made[kind.code]


def test_one_undone_is_not_shown_and_has_its_history(cli: Cli, store: Store) -> None:
    one_of(store, "enquiry", 31)
    store.undo()
    assert "ENQ-26-0031 was undone on" in cli.error(3, "show", "31")["message"]
    assert cli.json("history", "31")
    payment = one_of(store, "payment", 31)
    assert cli.json("show", "31")["id"] == payment


NOT_KEPT = sorted(set(LETTERS) - CASE_CODES - {"bulletin"})


@pytest.mark.parametrize("code", in_short(NOT_KEPT, *NOT_KEPT[::8]))
def test_letters_of_a_kind_that_is_not_kept_are_said(cli: Cli, store: Store, code: str) -> None:
    make_enquiry(store)
    typed = f"{LETTERS[code].lower()}-26-1"
    for args in (("show", typed), ("history", typed), ("link", "1", typed, "--says", "about")):
        message = cli.error(3, *args)["message"]
        assert f"There is no {typed}: no record here begins with {LETTERS[code]}." in message
    assert cli.error(3, "told", typed, "--whom", "Bea")["message"].startswith("There is no enquiry")
    assert cli.json("find", typed) == []
