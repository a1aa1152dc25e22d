"""What is refused of volunteering, and that nothing is half written by it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from factories import dump, make_organisation
from volunteering_made import NEEDED, make_volunteering

from db.kinds.importing import run_import
from db.store import Store
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.coming_in import Verdict, list_named
from spoc_tui.registers.volunteering import hours_and_minutes


@pytest.mark.parametrize(
    ("kind", "typed", "says", "field"),
    [
        ("signup", {"check_sent": "2026-03-31"}, "cannot be sent before", "check_sent"),
        (
            "signup",
            {"check_sent": "2026-04-02", "check_back": "2026-04-01"},
            "cannot be back before it is sent",
            "check_back",
        ),
        ("signup", {"issued": "expires 2028"}, "has no expiry", "issued"),
        ("stafftime", {"hours": "300"}, "more than one person can have: at most 24", "hours"),
        ("stafftime", {"hours": "300", "people": "12"}, "more than 12 people can have", "hours"),
        ("stafftime", {"hours": "0"}, "none is no staff time", "hours"),
        ("stafftime", {"hours": "7.5"}, "7.5 hours are 7, and 30 minutes", "hours"),
        ("role", {"renewed": "expires 2028"}, "from 1 to 10.* does not expire", "renewed"),
        ("stafftime", {"hours": "approx 20"}, "approx 20", "hours"),
        ("stafftime", {"starts": "2026-04-02", "on": "2026-04-01"}, "before it begins", "on"),
        ("course", {"taken": "13"}, "13 taken of 12 places", "taken"),
        ("course", {"book_by": "+3"}, "booked after it is held", "book_by"),
        ("role", {"opens": "2026-05-02", "closes": "2026-05-01"}, "before it opens", "closes"),
        ("role", {"dbs": "double"}, "double", "dbs"),
        ("role", {"min_age": "130"}, "120", "min_age"),
        ("mentoring", {"asked": "+3"}, "to come", "asked"),
    ],
)
def test_it_is_refused_in_a_sentence_and_nothing_is_written(
    store: Store, kind: str, typed: Mapping[str, str], says: str, field: str
) -> None:
    make_organisation(store)
    before = dump(store)
    with pytest.raises(SpocError, match=says) as refused:
        store.declared(kind).add({**NEEDED[kind], **typed})
    assert refused.value.field == field
    assert dump(store) == before


@pytest.mark.parametrize(
    ("kind", "act", "given", "says"),
    [
        ("signup", "start", {"on": "2026-03-31"}, "Nobody starts before that"),
        ("signup", "give-up", {"on": "2026-03-31"}, "Nobody gives up before that"),
        ("signup", "check-is-back", {"on": "2026-03-31"}, "cannot be back before"),
        ("signup", "join", {}, "no day of a certificate"),
        ("course", "book", {"taken": "13"}, "13 cannot be taken"),
        ("mentoring", "match", {"mentor": "Rook Lane"}, "its own mentor"),
        ("mentoring", "meet", {}, "no mentor yet"),
        ("mentoring", "end", {"why": "over"}, "close it instead"),
        ("stafftime", "again", {"hours": "3", "on": "2020-01-01"}, "known until a later day"),
    ],
)
def test_an_act_is_refused_in_a_sentence(
    store: Store, kind: str, act: str, given: Mapping[str, str], says: str
) -> None:
    make_organisation(store)
    uid = make_volunteering(store, kind).uid
    before = dump(store)
    with pytest.raises(SpocError, match=says):
        store.declared(kind).act(uid, act, given)
    assert dump(store) == before


@pytest.mark.parametrize(
    ("typed", "is_"),
    [
        *(("7.5", (7, 30)), ("7:30", (7, 30)), ("7h30", (7, 30)), ("7 hours", (7, 0))),
        *(("1,250", (1250, 0)), ("7.4", (7, 24)), ("7.25 hrs", (7, 15)), ("12h", (12, 0))),
    ],
)
def test_hours_of_a_list(typed: str, is_: tuple[int, int]) -> None:
    assert hours_and_minutes(typed) == is_


@pytest.mark.parametrize("typed", ["", "approx 20", "-3", "seven", "NaN", "7:75"])
def test_no_hours_of_a_list(typed: str) -> None:
    with pytest.raises(SpocError, match="no number of hours"):
        hours_and_minutes(typed)


def test_a_role_of_a_closed_organisation_is_not_taken(store: Store, tmp_path: Path) -> None:
    club = make_organisation(store)
    store.organisations.edit(club.uid, {"state": "closed"})
    file = tmp_path / "roles.csv"
    file.write_text(f"Role,Organisation\nDriver,{club.name}\n", encoding="utf-8")
    kind = kind_of("role")
    (line,) = run_import(store, kind, list_named(kind, "roles"), file).lines
    assert line.verdict is Verdict.REFUSED
    assert "is closed: no new role" in line.why
    before = dump(store)
    with pytest.raises(SpocError, match="is closed: no new role") as refused:
        make_volunteering(store, "role")
    assert refused.value.field == "organisation"
    assert dump(store) == before


@pytest.mark.parametrize(
    ("typed", "is_"),
    [
        *(("Enhanced + barred list", "enhanced-barred"), ("enhanced-barred", "enhanced-barred")),
        *(("N/A", "not-known"), ("", "not-known"), ("Basic", "basic"), ("no check", "none")),
    ],
)
def test_the_check_of_a_role_of_a_list(store: Store, tmp_path: Path, typed: str, is_: str) -> None:
    make_organisation(store)
    file, kind = tmp_path / "roles.csv", kind_of("role")
    file.write_text(f"Role,Organisation,Check\nDriver,Rook Lane,{typed}\n", encoding="utf-8")
    (line,) = run_import(store, kind, list_named(kind, "roles"), file).lines
    assert line.verdict is Verdict.TAKEN, line.why
    (one,) = store.declared("role").page(limit=-1)
    assert one.dbs == is_  # type: ignore[attr-defined]


def test_hours_that_come_later_close_those_before_them(store: Store, tmp_path: Path) -> None:
    file, kind = tmp_path / "hours.csv", kind_of("stafftime")
    text = "Directorate,From,To,Hours,People\nHousing,2025-10-01,2025-12-31,40,9\n"
    for more in ("", "Housing,2026-01-01,2026-03-31,41.5,9\n"):
        file.write_text(text + more, encoding="utf-8")
        found = run_import(store, kind, list_named(kind, "hours"), file)
    assert [one.verdict.value for one in found.lines] == ["there", "taken"]
    its = sorted(store.declared("stafftime").page(limit=-1), key=lambda one: one.reference)
    first, second = its
    assert (first.is_open, second.is_open) == (False, True)


def test_what_is_given_up_is_not_given_up_again(store: Store) -> None:
    make_organisation(store)
    uid = make_volunteering(store, "signup").uid
    store.declared("signup").act(uid, "give-up")
    with pytest.raises(SpocError, match="SGN-26-0001 is at “gave up” already"):
        store.declared("signup").act(uid, "give-up")
