"""Small counts are hidden so that no calculation with what is shown beside them tells them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from written_weeks import texts_of

from spoc_tui.casework.figures.hiding import PublishedCount, parts_of
from spoc_tui.casework.week.charts import directorate_chart, owed_chart
from spoc_tui.casework.week.compared import moved
from spoc_tui.casework.week.definitions import ALL_FIGURES, BREAKDOWNS
from spoc_tui.casework.week.in_words import in_words
from spoc_tui.casework.week.measures import DeadlineCounts, Figures, measured
from spoc_tui.casework.week.measures import given as shown
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import DueOnDay, WeekSummary, describe_due
from spoc_tui.reports.week.document import week_page
from spoc_tui.reports.week.formats import WeekFormat, week_written

COUNTS = st.lists(st.integers(0, 5), min_size=1, max_size=4).map(
    lambda counts: dict(zip("CADB", counts, strict=False))
)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((5, 4, 3), "5 4 3"),
        ((9, 5, 2), "9 hidden hidden"),  # 16 less 9 and 5 is 2
        ((9, 5, 1, 0), "9 hidden hidden 0"),
        ((9, 5, 2, 1), "9 5 under 3 under 3"),  # 17 less 9 and 5 is 3: who has 2?
        ((9, 5, 1, 1), "9 hidden hidden hidden"),
        ((9, 5, 2, 2), "9 hidden hidden hidden"),
        ((9, 5, 2, 2, 1), "9 5 under 3 under 3 under 3"),
        ((9, 5, 5, 1), "9 hidden hidden hidden"),  # which of two alike is hidden would tell too
        ((2, 2), "hidden hidden"),  # it might be 3 and 1
        ((1, 1), "under 3 under 3"),  # the total of 2 says it all
        ((2, 0), "under 3 0"),
        ((0, 0), "0 0"),
    ],
)
def test_what_is_hidden(counts: tuple[int, ...], said: str) -> None:
    named = dict(zip("ABCDE", counts, strict=False))
    assert list(parts_of(named, hide_few=False).values()) == [
        PublishedCount(count) for count in counts
    ]
    hidden = parts_of(named, hide_few=True)
    assert " ".join(hidden[name].described for name in named) == said


@settings(deadline=None)
@given(COUNTS)
@example({"C": 5, "A": 2})
@example({"C": 3, "A": 3, "B": 1})
@example({"C": 2, "A": 2})
@example({"C": 4, "A": 1})
def test_nobody_can_tell_a_hidden_count(counts: dict[str, int]) -> None:
    """Of all counts with the same total, those that look the same differ in each that is hidden."""
    seen = parts_of(counts, hide_few=True)
    hidden = [name for name, part in seen.items() if part.number is None]
    assert {name for name, count in counts.items() if 0 < count < 3} <= set(hidden)
    told_by_the_total = len(counts) == 1 or set(counts.values()) <= {0, 1}
    told_by_the_total |= sum(map(bool, counts.values())) == 1
    if not told_by_the_total:
        alike = [one for one in _of_the_same_total(counts, hidden) if _looks(one) == _looks(counts)]
        assert all(len({one[name] for one in alike}) > 1 for name in hidden)


KEPT = st.tuples(*[st.integers(0, 6)] * 3).map(lambda counts: DeadlineCounts(*counts))
STANDARD = ("answered_within", "answered_late", "answered_not_yet")


@settings(deadline=None)
@given(KEPT)
@example(DeadlineCounts(9, 2, 1))
@example(DeadlineCounts(5, 1, 0))
@example(DeadlineCounts(0, 2, 2))
def test_nobody_can_tell_what_is_hidden_of_how_a_standard_was_kept(kept: DeadlineCounts) -> None:
    """Of all that were due, those kept in other ways that print the same differ in each hidden."""
    total = sum(kept)
    seen = _printed(kept)
    hidden = [place for place, said in enumerate(seen) if said in ("hidden", "under 3")]
    assert {place for place, count in enumerate(kept) if 0 < count < 3} <= set(hidden)
    if sum(map(bool, kept)) > 1 and not set(kept) <= {0, 1}:
        others = (
            DeadlineCounts(within, late, total - within - late)
            for within in range(total + 1)
            for late in range(total + 1 - within)
        )
        alike = [one for one in others if _printed(one) == seen]
        assert all(len({one[place] for one in alike}) > 1 for place in hidden)


def _printed(kept: DeadlineCounts) -> list[str]:
    """Share, late and not yet as every form prints them."""
    numbers = measured({}, {}, {"answered": kept})
    return [shown(numbers, f"enquiries.{name}", hide_few=True).described for name in STANDARD]


@given(st.dictionaries(st.integers(0, 9), st.integers(1, 3), max_size=3), KEPT)
def test_one_or_two_get_no_figure(days: dict[int, int], kept: DeadlineCounts) -> None:
    numbers = measured({}, {"answered": days}, {"answered": kept})
    for name in ("median", "90th"):
        found = shown(numbers, f"enquiries.answered_{name}", hide_few=True)
        assert (found.described == "hidden") is (0 < sum(days.values()) < 3)
        assert found.of is None or found.of >= 3


@pytest.mark.parametrize("form", list(WeekFormat))
def test_no_form_says_how_few_were_late(week: WeekSummary, form: WeekFormat) -> None:
    """Nor what it was when the week ended, nor in the weeks before, nor in words."""

    def with_kept(kept: DeadlineCounts) -> Figures:
        found = measured(week.figures.values, {"answered": {88: 2}}, {"answered": kept})
        return replace(
            week.figures, values=found.values, of=found.of, days=found.days, kept=found.kept
        )

    now, then = with_kept(DeadlineCounts(31, 2, 1)), with_kept(DeadlineCounts(29, 4, 1))
    summary = replace(week, figures=now, then=then, before=[now], today=date(2026, 12, 1))
    said = texts_of(summary, form)
    assert "88" not in said
    assert not re.search(r"late\W+[124]\b|yet\W+1\b|\b[12] (given late|not given)", said)
    assert "under 3 given late" in said or form in (
        WeekFormat.CSV,
        WeekFormat.WORD,
    )  # no words there
    assert not [one for one in moved(summary) if one.figure.standard]
    assert re.search(
        r"77|4 given late|late\W+2\b", texts_of(replace(summary, hide_few=False), form)
    )


def _of_the_same_total(
    counts: Mapping[str, int], names: list[str], left: int | None = None
) -> Iterator[dict[str, int]]:
    """All counts that differ from these in those names only, with the same total."""
    left = sum(counts[name] for name in names) if left is None else left
    if not names:
        if not left:
            yield dict(counts)
        return
    first, *others = names
    for count in range(1, left + 1):
        yield from _of_the_same_total({**counts, first: count}, others, left - count)


def _looks(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """All that a reader sees of a breakdown, in its order; the most are first."""
    ordered = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return [(name, part.described) for name, part in parts_of(ordered, hide_few=True).items()]


TOTALS = {"received": 17, "closed": 18, "open": 19, "overdue": 22}
OF = {"received": (9, 6, 2), "closed": (10, 7, 1), "open": (11, 6, 2), "overdue": (12, 8, 2)}


@pytest.fixture
def week() -> WeekSummary:
    """A week with a single small count in each of its breakdowns."""
    of = {
        name: dict(zip(("Broad", "Mid", "Narrow"), counts, strict=True))
        for name, counts in OF.items()
    }
    values = {figure.code: None if figure.is_of_many else 0 for figure in ALL_FIGURES}
    values |= {f"enquiries.{name}": total for name, total in TOTALS.items()}
    values |= {"enquiries.open_before": TOTALS["closed"] + TOTALS["open"] - TOTALS["received"]}
    values |= {"payments.open": 12, "payments.outstanding": 1_080_77, "feedback.heard": 6}
    period = week_of(date(2026, 11, 25))
    figures = Figures(
        values,
        received=dict.fromkeys(BREAKDOWNS, of["received"]),
        closed=dict.fromkeys(BREAKDOWNS, of["closed"]),
        open=dict.fromkeys(BREAKDOWNS, of["open"]),
        overdue=of["overdue"],
        owed={"1–30": (1, 700_00), "31–60": (4, 77_77), "61+": (7, 303_00)},
        under={"feedback.heard": {"council": 5, "sector": 1}},
        taken={"0": (9, 3), "1": (5, 1), "2": (2, 0), "over 20": (0, 4)},
        longest=None,
    )
    today = date(2026, 11, 26)
    return WeekSummary(period, figures, (), today, "Ann", hide_few=True)


def test_the_tables_and_charts_hide_more_than_the_few(week: WeekSummary) -> None:
    tables = {one.title: one.table.rows for one in week_page(week).sections if one.table}
    assert tables["Enquiries by ward"] == (
        ("Broad", "9", "10", "11"),
        ("Mid", "hidden", "hidden", "hidden"),
        ("Narrow", "hidden", "hidden", "hidden"),
    )
    overdue = tables["Answer overdue, and where it sits"]
    assert overdue[1:] == (("Mid", "hidden"), ("Narrow", "hidden"))
    assert tables["Still owed, by age"] == (
        ("1–30 days", "hidden", ""),
        ("31–60 days", "hidden", ""),
        ("61+ days", "7", "£303.00"),
    )
    assert "Working days to answer, and whether by the day due" not in tables
    chart = directorate_chart(week)
    assert chart
    assert [row.values for row in chart.rows] == [(9,), (None,), (None,)]


def test_the_words_hide_them_too(week: WeekSummary) -> None:
    said = in_words(week)
    assert "By age: some of 1–30 days, some of 31–60 days, 7 of 61+ days." in said
    assert "the answer overdue on 22, 12 with Broad." in said
    received = {**week.figures.received, "topic": {"Rent": 5, "Noise": 2}}
    few = replace(week, figures=replace(week.figures, received=received))
    assert "Most were about" not in in_words(few)
    assert "Most were about Rent (5)." in in_words(replace(few, hide_few=False))


def test_of_what_is_owed_the_most_is_reported_of_those_shown(week: WeekSummary) -> None:
    chart, open_chart = owed_chart(week), owed_chart(replace(week, hide_few=False))
    assert chart
    assert chart.alt.endswith("the most of those shown, £303.00, at 61+ days.")
    assert open_chart
    assert open_chart.alt.endswith("the most, £700.00, at 1–30 days.")


@pytest.mark.parametrize("form", [WeekFormat.CSV, WeekFormat.JSON, WeekFormat.EXCEL])
def test_programs_are_told_no_more(week: WeekSummary, form: WeekFormat) -> None:
    made = week_written(week, form)
    if form is WeekFormat.EXCEL:
        book: Any = openpyxl.load_workbook(io.BytesIO(made))
        by = [[cell.value for cell in row] for row in book["Enquiries"].iter_rows(min_row=2)]
        assert by[:3] == [
            ["Topic", "Broad", 9, 10, 11],
            ["Topic", "Mid", "hidden", "hidden", "hidden"],
            ["Topic", "Narrow", "hidden", "hidden", "hidden"],
        ]
        owed = [[cell.value for cell in row] for row in book["Owed"].iter_rows(min_row=2)]
        assert owed[:2] == [["1–30 days", "hidden", None], ["31–60 days", "hidden", None]]
    elif form is WeekFormat.JSON:
        found = json.loads(made)
        of = {"Broad": 9, "Mid": "hidden", "Narrow": "hidden"}
        assert found["received"] == dict.fromkeys(BREAKDOWNS, of)
        assert found["overdue_by_directorate"] == {**of, "Broad": 12}
        assert found["still_owed_by_band"]["31–60"] == {"complaints": "hidden", "pence": None}
        assert found["feedback_by_side"] == {
            "feedback.heard": {"council": "hidden", "sector": "hidden"}
        }
        assert found["days_to_answer"] == {}
    else:
        table = list(csv.reader(io.StringIO(made.decode())))
        hidden = {(row[2], row[4]) for row in table if row[5] == "hidden"}
        assert {(f"enquiries.{name}", "Mid") for name in TOTALS} <= hidden
        assert ("payments.open", "31–60") in hidden
        assert ("feedback.heard", "council") in hidden
        outstanding = [row[5] for row in table if row[2:4] == ["payments.outstanding", "band"]]
        assert outstanding == ["", "", "30300"]
    text = "" if form is WeekFormat.EXCEL else made.decode()
    assert not re.search(r"7000|77.?77|\bunder \d", text)


@pytest.mark.parametrize("form", list(WeekFormat))
def test_themes_and_what_is_due_hide_their_few(week: WeekSummary, form: WeekFormat) -> None:
    due = [DueOnDay(date(2026, 12, 1), "answer by (1), check-in (1,200), review (2)")]
    summary = replace(week, rising=[("Rent", 31, 1)], due=due)
    open_, hidden = (
        texts_of(replace(summary, hide_few=hide_few), form) for hide_few in (False, True)
    )
    if form is not WeekFormat.CSV:
        assert "answer by (1), check-in (1,200), review (2)" in open_
        assert "answer by (under 3), check-in (1,200), review (under 3)" in hidden
        assert "Rent" in hidden
    # The law's own numbers are no counts: reg 38(2)(c).
    assert not re.search(r"(?<!reg 38)[(][12][)]|31\W+1\b", hidden)


def test_only_counts_are_hidden_of_what_is_due(week: WeekSummary) -> None:
    due = DueOnDay(date(2026, 12, 1), "stage (1) letter (1)")
    assert describe_due(week, due) == "stage (1) letter (under 3)"
    assert describe_due(replace(week, hide_few=False), due) == due.what
