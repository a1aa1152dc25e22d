"""`--came-of REF`: whatever is begun on the command line may come of a record of any kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from cli_desk import Cli
from factories import (
    make_decision,
    make_enquiry,
    make_group,
    make_issue,
    make_meeting,
    make_organisation,
    make_payment,
)

from db.feedback.acts import By
from db.store import Store
from spoc_tui.casework.records.kinds import CASE_KINDS, RecordKind

BEGIN: Mapping[str, tuple[str, ...]] = {
    "enquiry": ("log",),
    "payment": ("pay", "add", "--amount", "20"),
    "feedback": ("feedback", "add", "--said", "Too late.", "--by", "Ida"),
    "group": ("groups", "group", "add", "--name", "Keys Group", "--starts", "today"),
    "meeting": ("groups", "meeting", "add", "--group", "network", "--when", "+9"),
    "decision": ("groups", "decision", "add", "--group", "network", "--decided", "today"),
    "issue": ("stories", "issue", "add", "--copy-by", "+20"),
}
NAMED = {"decision": ("--words", "Keys"), "issue": ("--name", "Keys")}
"""Where what it comes of is called nothing that the kind has a field for."""


def begin(kind: RecordKind) -> tuple[str, ...]:
    return (*BEGIN[kind.code], *NAMED.get(kind.code, ()))


def sources(store: Store) -> dict[str, str]:
    """A record of each kind: their references by kind."""
    club, group = make_organisation(store), make_group(store)
    return {
        "enquiry": make_enquiry(store, organisation_uid=club.uid).enquiry.reference,
        "payment": make_payment(store).reference,
        "feedback": store.feedback.add("Too late.", [By(club.uid)]).record.reference,
        "group": group.reference,
        "meeting": make_meeting(store, group).reference,
        "decision": make_decision(store, group).reference,
        "issue": make_issue(store).reference,
    }


@pytest.mark.parametrize("kind", CASE_KINDS, ids=lambda kind: kind.code)
def test_a_record_of_any_kind_comes_of_one_of_any(cli: Cli, store: Store, kind: RecordKind) -> None:
    made = sources(store)
    assert set(made) == set(BEGIN) == {one.code for one in CASE_KINDS}
    for source in made.values():
        acts = store.history.count()
        args = (*begin(kind), "--came-of", source)
        if kind.code == "payment" and source[:3] in ("GRP", "MTG", "DEC", "ISS"):
            args = (*args, "--caller", "Ida")  # of nobody's record nobody is known
        found = cli.json(*args)
        (link,) = cli.json("show", found["reference"])["links"]
        assert (link["says"], link["name"].split()[0]) == ("came-of", source)
        assert store.history.count() == acts + 1, "one action, one undo"
        store.undo()
        assert cli.json("show", source)["links"] == []


def test_what_both_have_is_taken_from_it_unless_it_is_typed(cli: Cli, store: Store) -> None:
    made = sources(store)
    enquiry = cli.json("show", made["enquiry"])
    log: Any = cli.json("log", "--came-of", made["enquiry"])
    assert (log["subject"], log["organisation"]) == (enquiry["subject"], enquiry["organisation"])
    paid = cli.json("pay", "add", "--amount", "9", "--for", "Keys", "--came-of", made["enquiry"])
    assert (paid["for"], paid["organisation"]) == ("Keys", enquiry["organisation"])
    other = cli.json("log", "--came-of", made["enquiry"], "Another", "--caller", "Ida")
    assert (other["subject"], other["organisation"]) == ("Another", None)
    decision = ("groups", "decision", "add", "--words", "Keys", "--decided", "today")
    decided = cli.json(*decision, "--came-of", made["meeting"])
    assert decided["meeting"]["name"].startswith("VCS Network, ")
    assert decided["group"]["name"] == "VCS Network"
    said = cli.text(*BEGIN["issue"], "--came-of", made["enquiry"])
    assert said.splitlines()[:2] == ["Added ISS-26-0002.", f"It came of {made['enquiry']}."]
    assert cli.json("show", "iss 2")["name"] == enquiry["subject"]


@pytest.mark.parametrize("kind", CASE_KINDS, ids=lambda kind: kind.code)
def test_of_what_is_not_there_nothing_comes(cli: Cli, store: Store, kind: RecordKind) -> None:
    make_group(store)
    acts = store.history.count()
    error = cli.error(3, *begin(kind), "--came-of", "ENQ-26-0099")
    assert "no enquiry ENQ-26-0099" in error["message"]
    assert store.history.count() == acts
