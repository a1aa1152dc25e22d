"""When the sector is told, when a notice is looked at again, what thresholds say of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from buying_made import make_buying
from factories import FixedClock, make_organisation

from db.store import Store
from spoc_tui.casework.buying.clocks import works_out
from spoc_tui.casework.buying.dated import FIGURES
from spoc_tui.casework.buying.opportunity import Opportunity
from spoc_tui.casework.buying.steps import Buys, Notice, WithTax
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.kinds.fields import Linked


def contract(heard: str, **more: Any) -> Opportunity:
    fields = {"title": "Meals", "team": Linked("t"), "notice": Notice.TENDER}
    return Opportunity(**{**fields, "heard": date.fromisoformat(heard), **more})


def follows(one: Opportunity) -> Any:
    return works_out(one, WorkingDays(), FIGURES)


@pytest.mark.parametrize(
    ("heard", "by"),
    [
        ("2026-03-02", "2026-03-04"),
        ("2026-04-02", "2026-04-08"),  # Easter is between
        ("2026-12-24", "2026-12-30"),  # Boxing Day on a Monday
        ("2028-02-28", "2028-03-01"),
    ],
)
def test_the_sector_is_told_two_working_days_after(heard: str, by: str) -> None:
    assert follows(contract(heard))["tell_by"] == date.fromisoformat(by)


@pytest.mark.parametrize(
    ("heard", "looked", "on"),
    [
        ("2026-03-02", None, "2026-05-26"),  # 56 days beginning with 1 April
        ("2026-05-25", None, "2026-05-26"),
        ("2026-05-26", None, "2027-05-26"),
        ("2026-03-02", "2026-05-27", "2027-05-26"),
    ],
)
def test_a_pipeline_is_looked_at_in_may(heard: str, looked: str | None, on: str) -> None:
    seen = date.fromisoformat(looked) if looked else None
    one = contract(heard, notice=Notice.PIPELINE, looked=seen)
    assert follows(one)["look_on"] == date.fromisoformat(on)


def test_after_a_planned_notice_a_tender_may_be_short() -> None:
    one = contract("2026-12-02", notice=Notice.PLANNED, published=date(2026, 12, 1))
    found = follows(one)
    assert found["look_on"] == date(2027, 1, 10)
    assert "Wed 1 Dec 2027" in found["working"]
    assert "unconfirmed" in found["working"]
    looked = contract("2026-12-02", notice=Notice.PLANNED, looked=date(2027, 2, 1))
    assert follows(looked)["look_on"] is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"estimate": 20_772_000, "tax": WithTax.WITH}, "is not below the threshold"),
        ({"estimate": 20_771_999, "tax": WithTax.WITH}, "is below the threshold"),
        ({"estimate": 2_999_999, "tax": WithTax.WITH}, "£29,999.99 with VAT is below"),
        ({"estimate": 3_000_000, "tax": WithTax.WITH}, "It is notifiable"),
        ({"estimate": 20_000_000, "tax": WithTax.WITHOUT}, "compared with none"),
        ({"estimate": 20_000_000}, "which is not known"),
        ({"estimate": 66_353_999, "tax": WithTax.WITH, "light_touch": True}, "£663,540"),
        ({"estimate": 1, "tax": WithTax.WITH, "buys": Buys.WORKS}, "£5,193,000"),
        ({"call_off": True}, "outside the Social Value Act 2012"),
        ({}, "The Social Value Act 2012 is about such a contract"),
    ],
)
def test_thresholds_and_the_act_are_said_with_their_source(typed: Any, says: str) -> None:
    found = follows(contract("2026-03-02", **{"buys": Buys.SERVICES, **typed}))
    assert says in found["scope"], found["scope"]


def test_the_reports_figure_is_history() -> None:
    one = contract(
        *("2020-07-01",), buys=Buys.SERVICES, light_touch=True, estimate=1, tax=WithTax.WITH
    )
    assert "£589,148" in follows(one)["scope"]
    assert "no longer in force" in follows(one)["scope"]


def test_a_closing_day_far_ahead_is_asked_about_once(store: Store, clock: FixedClock) -> None:
    its, one = store.declared("opportunity"), make_buying(store, "opportunity", closes="2049-01-29")
    assert "is the year right?" in one.warning
    assert "check day" in [due.what for due in its.dues(one)]
    confirmed = its.act(one.uid, "confirm").record
    assert confirmed.warning == ""  # type: ignore[attr-defined]
    its.edit(one.uid, {"closes": "2050-01-29"})
    changed: Any = its.get(one.uid).record
    assert "is the year right?" in changed.warning
    assert [each.closed.day.year for each in changed.deadlines] == [2049]


def test_the_desk_asks_for_bidders_then_for_the_bid(store: Store) -> None:
    make_organisation(store)
    its = store.declared("opportunity")
    one = make_buying(store, "opportunity", closes="2026-04-30 12:00").uid

    def whats() -> dict[str, date]:
        return {due.what: due.on for due in its.dues(its.get(one).record)}

    its.act(one, "tell-sector", {"how": "bulletin"})
    assert "say who bids" not in whats()
    its.act(one, "part", {"organisation": "Rook Lane", "part": "interested"})
    assert whats()["say who bids"] == date(2026, 4, 23)
    its.act(one, "part", {"organisation": "Rook Lane", "part": "alone"})
    assert whats() == {
        **{"bid ready": date(2026, 4, 28), "send the bid": date(2026, 4, 30)},
    }
    its.act(one, "submit")
    assert [*whats()] == ["ask result"]
