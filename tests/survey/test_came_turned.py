"""Answers that come again where their days were read the other way round the first time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from factories import make_organisation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from survey_exports import CLUB, FOURTH, TWO, write
from survey_made import make_round

from db.kinds.importing import run_import
from db.store import Store
from spoc_tui.casework.kinds.coming_in import Asked, ListIn, Verdict
from spoc_tui.casework.survey.lists import ANSWERS
from spoc_tui.casework.survey.response import KIND, Response

HEAD = ("ID", "Completion time", "Organisation", TWO, FOURTH)
ISO, DAY_FIRST, MONTH_FIRST = "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"
LAYOUTS = st.sampled_from((ISO, DAY_FIRST, MONTH_FIRST))
AMBIGUOUS = st.builds(datetime, st.just(2025), st.integers(2, 5), st.integers(2, 5))
OTHERS = st.builds(datetime, st.just(2025), st.integers(1, 12), st.integers(1, 28))
MINUTES = st.integers(0, 3).map(lambda many: timedelta(minutes=many))
MOMENTS = st.builds(lambda day, minutes: day + minutes, AMBIGUOUS | OTHERS, MINUTES)
Row = tuple[str, ...]


def come(store: Store, round_: str, folder: Path, rows: Sequence[Row], column: str = "") -> ListIn:
    """What becomes of an export with these rows."""
    asked = Asked({"round": round_, "column": column})
    return run_import(store, KIND, ANSWERS, write(folder, [HEAD, *rows]), asked)


def verdicts(found: ListIn) -> list[Verdict]:
    return [one.verdict for one in found.lines]


def forget_order(store: Store) -> None:
    """As a desk has it that did not keep in which order days were read."""
    with store.action("Forgotten"):
        store.connection.execute("DELETE FROM remembered")


def responses(store: Store) -> list[Response]:
    return cast("list[Response]", store.declared("response").page(limit=-1))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
@pytest.mark.slow
def test_of_a_longer_export_nothing_is_taken_twice_and_nothing_is_lost(
    store: Store, tmp_path: Path, data: st.DataObject
) -> None:
    title = f"Round {store.declared('round').count() + 1}"
    round_ = make_round(store, title=title, opened="2025-01-01").reference
    moments = data.draw(st.lists(MOMENTS, min_size=1, max_size=6))
    numbered, alike = data.draw(st.booleans()), data.draw(st.booleans())

    def rows(layout: str) -> list[Row]:
        return [
            (f"{n}" * numbered, f"{at:{layout}}", "", "good", "Rooms" if alike else f"Room {n}")
            for n, at in enumerate(moments, 1)
        ]

    part = data.draw(st.integers(1, len(moments)))
    first = come(store, round_, tmp_path, rows(data.draw(LAYOUTS))[:part])
    if data.draw(st.booleans()):
        forget_order(store)
    whole = rows(data.draw(LAYOUTS))
    found = verdicts(come(store, round_, tmp_path, whole))
    taken = verdicts(first).count(Verdict.TAKEN) + found.count(Verdict.TAKEN)
    assert taken <= len(moments)
    assert taken + found.count(Verdict.REFUSED) + found.count(Verdict.HELD) >= len(moments)
    assert Verdict.TAKEN not in verdicts(come(store, round_, tmp_path, whole))


@pytest.fixture
def round_(store: Store) -> str:
    make_organisation(store, CLUB)
    return make_round(store, title="Autumn 2025", opened="2025-01-01").reference


def row(n: int, at: str, words: str = "") -> Row:
    return (f"{n}", f"{at} 10:05", "", "good", words or f"Room {n}")


SHORT = [row(1, "03/04/2025"), row(2, "03/05/2025")]
"""Of which both days may be read either way: closer together with the month first."""
LONG = [*SHORT, row(3, "25/06/2025")]


def test_a_day_above_the_twelfth_shows_that_the_first_reading_was_wrong(
    store: Store, round_: str, tmp_path: Path
) -> None:
    first = come(store, round_, tmp_path, SHORT)
    assert first.remarks == (
        "Days are read with the month before the day: 03/04/2025 10:05 is Tue 4 Mar 2025. None of "
        "them shows which is first. If that is wrong, say “2=completed day first”.",
    )
    found = come(store, round_, tmp_path, LONG)
    assert verdicts(found) == [Verdict.THERE, Verdict.THERE, Verdict.TAKEN]
    order, turned = found.remarks
    assert order == (
        "Days are read with the day before the month: 25/06/2025 10:05 is Wed 25 Jun 2025. Those "
        "of an earlier export were read with the month before the day."
    )
    assert turned.startswith("2 responses came in before with day and month the other way round.")
    assert "RSP-26-0001 on Thu 3 Apr 2025, not Tue 4 Mar 2025; RSP-26-0002 on" in turned
    store.declared("response").edit("RSP-26-0001", {"received": "2025-04-03"})
    again = come(store, round_, tmp_path, LONG)
    assert verdicts(again) == [Verdict.THERE] * 3
    assert again.remarks[-1].startswith("1 response came in before with day and month")
    assert "RSP-26-0001" not in again.remarks[-1]


def test_an_order_is_kept_for_exports_with_such_a_column(
    store: Store, round_: str, tmp_path: Path
) -> None:
    come(store, round_, tmp_path, [row(9, "25/06/2025")])
    found = come(store, round_, tmp_path, SHORT)
    assert found.remarks[0].startswith("Days are read with the day before the month: 03/04/2025")
    days = {one.reference: str(one.received) for one in responses(store)}
    assert days["RSP-26-0002"] == "2025-04-03"
    forget_order(store)
    guessed = come(store, round_, tmp_path, SHORT)
    assert guessed.remarks[0].startswith("Days are read with the month before the day")
    assert verdicts(guessed) == [Verdict.THERE, Verdict.THERE]


def test_the_officer_says_which_is_first_and_that_is_remembered(
    store: Store, round_: str, tmp_path: Path
) -> None:
    found = come(store, round_, tmp_path, SHORT, "2=completed day first")
    assert found.columns[1] == ("Completion time", "completed day first")
    assert found.remarks == (
        "Days are read with the day before the month: 03/04/2025 10:05 is Thu 3 Apr 2025.",
    )
    again = come(store, round_, tmp_path, [*SHORT, row(3, "03/06/2025")])
    assert verdicts(again) == [Verdict.THERE, Verdict.THERE, Verdict.TAKEN]
    assert again.remarks[0].startswith("Days are read with the day before the month")


def test_a_workbook_of_the_same_has_its_days_as_such(
    store: Store, round_: str, tmp_path: Path
) -> None:
    come(store, round_, tmp_path, SHORT)
    found = come(store, round_, tmp_path, [row(1, "2025-04-03"), row(2, "2025-05-03")])
    assert verdicts(found) == [Verdict.THERE, Verdict.THERE]
    assert "RSP-26-0001 on Thu 3 Apr 2025" in found.remarks[-1]


def test_what_was_put_right_since_is_held_either_way(
    store: Store, round_: str, tmp_path: Path
) -> None:
    come(store, round_, tmp_path, SHORT)
    found = come(store, round_, tmp_path, [row(1, "03/04/2025", "Heat"), *LONG[1:]])
    assert {one.reference: one.verdict for one in found.lines} == {
        "RSP-26-0001": Verdict.HELD,
        "RSP-26-0002": Verdict.THERE,
        "RSP-26-0003": Verdict.TAKEN,
    }


def test_another_on_the_day_the_other_way_round_is_taken(
    store: Store, round_: str, tmp_path: Path
) -> None:
    """At the same minute, with the same words, and without a number."""
    one, other = (("", f"{day} 10:05", "", "good", "Rooms") for day in ("03/04/2025", "04/03/2025"))
    told = row(9, "25/06/2025")
    come(store, round_, tmp_path, [one, told])
    found = come(store, round_, tmp_path, [one, other, told])
    assert sorted(verdicts(found)) == [Verdict.TAKEN, Verdict.THERE, Verdict.THERE]
    assert verdicts(come(store, round_, tmp_path, [one, other, told])) == [Verdict.THERE] * 3
