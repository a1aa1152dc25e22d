"""Notices of contracts that come in: real oddities, made-up words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from factories import FixedClock

from db.kinds.importing import run_import
from db.store import Store
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.coming_in import Asked, ListIn
from spoc_tui.registers.notices import heading_key, mended, moment_as_typed, pounds_as_typed


def release(ocid: str = "ocds-x-1", closes: str = "2026-04-20T12:00:00+01:00", **more: Any) -> Any:
    """A release as both sites write one."""
    tender = {
        "title": "Meals at home",
        "description": "Meals.rnrnWorth Â£96,000.",
        "classification": {"scheme": "CPV", "id": "85000000"},
        "value": {"amount": 80000, "amountGross": 96000, "currency": "GBP"},
        "tenderPeriod": {"endDate": closes},
        "mainProcurementCategory": "services",
        "suitability": {"sme": True, "vcse": True},
    }
    tender |= more.pop("tender", {})
    made = {"ocid": ocid, "date": "2026-02-20T09:00:00Z", "tag": ["tender"], "tender": tender}
    made["buyer"] = {"name": "Planning"}
    made["parties"] = [{"name": "Planning", "address": {"postalCode": "ME4 4TR"}}]
    return {**made, **more}


def imported(
    store: Store, folder: Path, *releases: Any, given: Any = None, said: Any = None
) -> ListIn:
    path = folder / "notices.json"
    path.write_text(json.dumps({"uri": "x", "extensions": ["y"], "releases": releases}))
    kind = kind_of("opportunity")
    return run_import(store, kind, kind.lists[0], path, Asked(given or {}, said or {}))


def only(store: Store) -> Any:
    (one,) = store.declared("opportunity").page(limit=-1)
    return one


def test_a_release_becomes_an_opportunity(store: Store, tmp_path: Path) -> None:
    found = imported(store, tmp_path, release())
    assert [line.verdict.value for line in found.lines] == ["taken"]
    one = only(store)
    assert (one.team.name, one.notice.value, one.notice_id) == ("Planning", "tender", "ocds-x-1")
    assert (one.estimate, one.tax.value, one.buys.value) == (9_600_000, "with-vat", "services")
    assert one.what_for == "Meals.\nWorth £96,000."
    assert f"{one.closes.day} {one.closes.at:%H:%M}" == "2026-04-20 12:00"
    assert imported(store, tmp_path, release()).lines[0].verdict.value == "there"


def test_an_amendment_moves_the_closing_day_and_keeps_the_one_before(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    imported(store, tmp_path, release())
    moved = release(closes="2026-05-04T12:00:00+01:00", date="2026-03-01T09:00:00Z")
    found = imported(store, tmp_path, moved, release())  # the later one first
    assert len(found.lines) == 2
    line = next(one for one in found.lines if one.verdict.value == "taken")
    assert "moved from Mon 20 Apr 2026 at 12:00 to Mon 4 May 2026 at 12:00" in line.why
    one = only(store)
    assert one.closes.day.isoformat() == "2026-05-04"
    assert [each.closed.day.isoformat() for each in one.deadlines] == ["2026-04-20"]
    # The earlier release alone moves it back no more.
    assert imported(store, tmp_path, release()).lines[0].verdict.value == "there"
    assert only(store).closes.day.isoformat() == "2026-05-04"


def test_of_two_releases_of_one_moment_the_last_counts_and_again_nothing_is_new(
    store: Store, tmp_path: Path
) -> None:
    two = [release(tender={"description": text}) for text in ("Meals", "Meals, hot")]
    imported(store, tmp_path, *two)
    assert only(store).what_for == "Meals, hot"
    before = store.history.count()
    found = imported(store, tmp_path, *two)
    assert [line.verdict.value for line in found.lines] == ["there", "there"]
    assert store.history.count() == before


@pytest.mark.parametrize(
    ("more", "verdict", "why"),
    [
        ({"tag": ["award"]}, "refused", "notice of an award"),
        ({"ocid": ""}, "refused", "no ocid"),
        ({"tender": {"title": ""}}, "refused", "what is bought"),
        ({"tender": {"status": "cancelled"}}, "refused", "nobody can bid"),
        ({"closes": "2026-01-05T12:00:00Z"}, "refused", "closed on Mon 5 Jan 2026"),
        ({"closes": "soon"}, "refused", "no closing day"),
        ({"closes": "2049-01-29T12:00:00Z"}, "held", "is the year right?"),
        ({"tender": {"procurementMethodDetails": "Call-off"}}, "held", "call-off"),
        ({"buyer": {"name": "Moon Council"}}, "held", "Moon Council is no team"),
        (
            {"tender": {"contractPeriod": {"startDate": "2026-09-01", "endDate": "2026-08-01"}}},
            "refused",
            "cannot end before it starts",
        ),
    ],
)
def test_what_is_held_or_refused_says_why(
    store: Store, tmp_path: Path, more: Any, verdict: str, why: str
) -> None:
    (line,) = imported(store, tmp_path, release(**more)).lines
    assert (line.verdict.value, why in line.why) == (verdict, True), line.why
    assert store.declared("opportunity").count() == 0


def test_what_is_asked_is_answered(store: Store, tmp_path: Path) -> None:
    moon, far = {"name": "Moon Council"}, "2049-01-29T12:00:00Z"
    new = release(buyer=moon, closes=far)
    given, said = {"far": "yes"}, {"Moon Council": "Housing"}
    (line,) = imported(store, tmp_path, new, given=given, said=said).lines
    assert line.verdict.value == "taken"
    assert only(store).team.name == "Housing"
    assert "is the year right?" in only(store).warning


def test_only_one_buyers_notices_are_taken(store: Store, tmp_path: Path) -> None:
    found = imported(store, tmp_path, release(), given={"buyer": "me4 4"})
    assert found.lines[0].verdict.value == "taken"
    found = imported(store, tmp_path, release("ocds-x-2"), given={"buyer": "SW1A"})
    assert found.lines[0].verdict.value == "refused"


def test_a_value_or_day_that_is_missing_is_said(store: Store, tmp_path: Path) -> None:
    bare = release()
    bare["tender"] = {"title": "Rides"}
    (line,) = imported(store, tmp_path, bare).lines
    assert line.why == "It says no value. It says no closing day."


@pytest.mark.parametrize(
    ("said", "typed", "remarked"),
    [
        ("2026-01-12T12:00:00Z", "2026-01-12 12:00", False),
        ("2026-07-13T12:00:00Z", "2026-07-13 12:00", True),
        ("2026-07-13T12:00:00+01:00", "2026-07-13 12:00", False),
        ("2026-07-13T11:00:00+00:00", "2026-07-13 12:00", False),
        ("13/07/2026", "2026-07-13", False),
        ("", "", False),
    ],
)
def test_twelve_in_summer_is_no_hour_late(said: str, typed: str, remarked: bool) -> None:
    found, remark = moment_as_typed(said)
    assert (found, bool(remark)) == (typed, remarked)


def test_what_was_broken_on_its_way_is_mended() -> None:
    assert mended("Up to Â£5.rnrnLot 1 - ranchrnLot 2") == "Up to £5.\nLot 1 - ranch\nLot 2"
    assert mended("modern return barn") == "modern return barn"
    assert pounds_as_typed("0") == pounds_as_typed("") == ""
    assert pounds_as_typed("207720.5") == "207720.50"
    assert heading_key("releases/0/tender/title") == heading_key("tender.title")
