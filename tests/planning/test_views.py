"""What planning and councillors read: the views in them, who is named, who declared an interest."""

from __future__ import annotations

from typing import Any

import pytest
from cli_desk import Cli
from factories import make_organisation, make_pilot, make_scheme, make_window

from db.store import Store
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.organisations.wards import COUNCIL_MEMBERS
from spoc_tui.reports.planning.views import A_GROUP, INTEREST, NOT_NAMED


def a_window(store: Store) -> Any:
    """One on which the consortium, a councillor, and two groups answered, of whom one may be
    named.
    """
    council = make_organisation(store, COUNCIL_MEMBERS).uid
    for name in ("Cllr Ann", "Cllr Bo"):
        store.organisations.add_contact(
            council, name, role="Councillor", wards="Cuxton", since="2023-05-04"
        )
    uid = make_window(store, wards="Cuxton").uid
    windows = store.declared("window")
    windows.act(uid, "ask-councillors")
    for role, name, named in (
        ("consortium", "MVA", ""),
        ("group", "Open Scouts", "today"),
        ("group", "Shy Scouts", ""),
    ):
        of = make_organisation(store, name, named_on=named).uid
        windows.act(uid, "ask", {"role": role, "organisation": of})
        windows.act(uid, "answer", {"who": name, "said": f"{name[:3]} wants a kitchen"})
    windows.act(uid, "answer", {"who": "Cllr Ann", "said": "The ramp"})
    return windows.get(uid).record


def test_the_views_are_in_the_paper_under_the_names_that_may_be_said(
    store: Store, cli: Cli
) -> None:
    paper = cli.text("planning", "window", "views", a_window(store).reference)
    said = paper.partition("What they said")[2].partition("Who was asked")[0]
    rows = [line for line in said.splitlines() if "wants" in line or "ramp" in line]
    for name, words in (
        ("MVA", "MVA wants a kitchen"),
        ("Open Scouts", "Ope wants a kitchen"),
        (A_GROUP, "Shy wants a kitchen"),
        ("Cllr Ann", "The ramp"),
    ):
        assert sum(name in row and words in row for row in rows) == 1
    assert "Shy Scouts" not in paper
    assert NOT_NAMED in paper


def test_a_councillor_with_an_interest_is_in_no_letter_and_has_no_say(
    store: Store, cli: Cli
) -> None:
    one, windows = a_window(store), store.declared("window")
    assert "Cllr Bo" in cli.text("planning", "window", "letter", one.reference)
    windows.act(one.uid, "excuse", {"who": "Cllr Bo", "why": "A trustee of the hall"})
    with pytest.raises(Refused, match=r"Cllr Bo.* is excused: A trustee of the hall"):
        windows.act(one.uid, "answer", {"who": "Cllr Bo", "said": "Yes"})
    letter = cli.text("planning", "window", "letter", one.reference)
    assert "Cllr Ann" in letter
    assert "Cllr Bo" not in letter
    paper = cli.text("planning", "window", "views", one.reference)
    assert f"{INTEREST}: A trustee of the hall" in paper
    windows.act(one.uid, "excuse", {"who": "Cllr Ann", "why": "Owns the land"})
    paper = cli.text("planning", "window", "views", one.reference)
    assert "The ramp" not in paper


def test_the_evaluation_says_no_day_to_come_as_past_and_nothing_of_what_is_not_there(
    store: Store, cli: Cli
) -> None:
    pilot, window = make_pilot(store), make_window(store)
    site = {"role": "growth", "ward": "Cuxton", "window": window.uid}
    store.declared("pilot").add_row(pilot.uid, "sites", site)
    paper = cli.text("planning", "pilot", "evaluation-paper", pilot.reference)
    assert "Last day for views" in paper
    assert "Closed" not in paper
    assert "What it showed" not in paper


@pytest.mark.parametrize("typed", ["Halling", "halling", "  HALL"])
def test_windows_and_schemes_are_listed_by_a_ward_of_theirs(
    store: Store, cli: Cli, typed: str
) -> None:
    make_organisation(store, "St Mary's", ward="Strood North")
    window = make_window(store, wards="Cuxton; Halling").reference
    scheme = make_scheme(store, ward="halling").reference
    make_scheme(store, "A ramp", ward="Cuxton")
    found = [one["reference"] for one in cli.json("list", "--ward", typed)["records"]]
    assert sorted(found) == sorted([window, scheme])
    of_kind = cli.json("planning", "window", "list", "--ward", typed)["records"]
    assert [one["reference"] for one in of_kind] == [window]
    assert "Known: Cuxton, Halling" in cli.error(3, "list", "--ward", "Moon")["message"]
