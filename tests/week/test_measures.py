"""Medians, shares and means: by hand, and the same in every form."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from spoc_tui.casework.figures.numbers import middle, nine_in_ten, percent, rounded
from spoc_tui.casework.week.compared import compared
from spoc_tui.casework.week.definitions import ALL_FIGURES, QUIET, SECTIONS
from spoc_tui.casework.week.figures import no_figures
from spoc_tui.casework.week.measures import DeadlineCounts, Figures, given, measured, together
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.reports.week.formats import WeekFormat, week_written

PERIOD = week_of(date(2026, 11, 18))


@pytest.mark.parametrize(
    ("days", "median", "ninth"),
    [
        ([], None, None),
        ([4], "4", 4),
        ([3, 4], "3.5", 4),
        ([1, 2, 9], "2", 9),
        ([1, 2, 4, 9], "3", 9),
        ([*[1] * 9, 20], "1", 1),  # of ten, nine took no more than 1
        ([*[1] * 8, 20, 20], "1", 20),
        (list(range(1, 12)), "6", 10),
    ],
)
def test_the_middle_and_nine_in_ten(days: list[int], median: str | None, ninth: int | None) -> None:
    counts = Counter(days)
    assert middle(counts) == (None if median is None else Decimal(median))
    assert nine_in_ten(counts) == ninth


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [
        *((0, 7, 0), (7, 7, 100), (1, 3, 33), (2, 3, 67)),
        *((1, 8, 13), (5, 8, 63), (1, 200, 1)),  # a half goes up
        *((199, 200, 99), (999, 1000, 99), (1, 1000, 1)),  # all of them only, and none only
    ],
)
def test_shares_in_whole_percent(part: int, of: int, said: int) -> None:
    assert percent(part, of) == said


@pytest.mark.parametrize(("number", "said"), [("28.25", "28.3"), ("0.05", "0.1"), ("2.449", "2.4")])
def test_halves_go_up(number: str, said: str) -> None:
    assert str(rounded(Decimal(number))) == said


@pytest.mark.parametrize(
    ("days", "kept", "code", "said"),
    [
        ({3: 6, 5: 6}, DeadlineCounts(10, 1, 1), "answered_median", "4 days (of 12)"),
        ({3: 1, 4: 1}, DeadlineCounts(), "answered_median", "3.5 days (of 2)"),
        ({1: 1}, DeadlineCounts(), "answered_median", "1 day (of 1)"),
        ({1: 8, 9: 1}, DeadlineCounts(), "answered_90th", "longest 9 days (of 9)"),
        ({1: 9, 9: 1}, DeadlineCounts(), "answered_90th", "1 day (of 10)"),
        ({}, DeadlineCounts(10, 1, 1), "answered_within", "83% (10 of 12)"),
        ({}, DeadlineCounts(1_000, 1, 0), "answered_within", "99% (1,000 of 1,001)"),
        (
            {},
            DeadlineCounts(0, 0, 3),
            "answered_within",
            "0% (0 of 3)",
        ),  # who never answers scores nothing
        ({}, DeadlineCounts(), "answered_within", "–"),
        ({}, DeadlineCounts(10, 1, 2), "answered_not_yet", "2"),
    ],
)
def test_they_say_of_how_many(
    days: dict[int, int], kept: DeadlineCounts, code: str, said: str
) -> None:
    numbers = measured({}, {"answered": days}, {"answered": kept})
    assert given(numbers, f"enquiries.{code}").described == said


DAYS = st.dictionaries(st.integers(0, 30), st.integers(1, 4), max_size=5)
WEEKS = st.lists(st.tuples(DAYS, st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4)


@each(WEEKS)
def test_the_last_four_are_what_all_of_them_make_together(weeks: list[Any]) -> None:
    """Not the mean of their medians and shares."""
    found = together(
        [
            measured(
                {"enquiries.received": late},
                {"answered": days},
                {"answered": DeadlineCounts(kept, late)},
            )
            for days, kept, late in weeks
        ]
    )
    all_days = sorted(
        day for days, *_ in weeks for day, count in days.items() for _ in range(count)
    )
    assert found.values["enquiries.answered_median"] == middle(Counter(all_days))
    assert found.of["enquiries.answered_median"] == len(all_days)
    kept, late = (sum(week[place] for week in weeks) for place in (1, 2))
    share = percent(kept, kept + late) if kept + late else None
    assert found.values["enquiries.answered_within"] == share
    assert found.values["enquiries.received"] == rounded(Decimal(late) / len(weeks))


@pytest.fixture
def week() -> WeekSummary:
    """One whose mean of the last four ends on a half: 113 in four weeks are 28.25."""

    def figures(received: int, days: dict[int, int], kept: DeadlineCounts) -> Figures:
        counts = {one.code: 0 for one in ALL_FIGURES if not one.is_of_many}
        counts |= {"enquiries.received": received, "payments.outstanding": received * 1_000_01}
        found = measured(
            counts,
            {"answered": days, "acknowledged": {0: 12}},
            {
                "answered": kept,
                "acknowledged": DeadlineCounts(199, 1, 0),
                "replied": DeadlineCounts(0, 0, 3),
            },
        )
        return replace(
            no_figures(), values=found.values, of=found.of, days=found.days, kept=found.kept
        )

    before = [figures(count, {2: 1, 5: 2}, DeadlineCounts(1, 1, 2)) for count in (29, 28, 28, 28)]
    now = figures(1_234, {3: 2, 4: 2}, DeadlineCounts(5, 2, 1))
    return WeekSummary(PERIOD, now, before, date(2026, 11, 26), "Ann")


@pytest.mark.parametrize("form", list(WeekFormat))
def test_every_form_prints_the_same_figures(week: WeekSummary, form: WeekFormat) -> None:
    said = {code: one.described for code, one in compared(week).items()}
    assert said["enquiries.received"] == ("1,234", "29", "28.3")
    assert said["enquiries.answered_median"] == (
        "3.5 days (of 4)",
        "5 days (of 3)",
        "5 days (of 12)",
    )
    assert said["enquiries.acknowledged_within"][2] == "99% (796 of 800)"
    for code, found in printed(week, form).items():
        assert found == said[code][: len(found)], code


def printed(week: WeekSummary, form: WeekFormat) -> dict[str, tuple[str, ...]]:
    """The figures as a form prints them: now, before, over the last four."""
    made = week_written(week, form)
    codes = {(SECTIONS[one.section], one.name): one.code for one in ALL_FIGURES}
    match form:
        case WeekFormat.JSON:
            figures = json.loads(made)["figures"]
            return {
                code: (one["said"], one["before"]["said"], one["last_four"]["said"])
                for code, one in figures.items()
            }
        case WeekFormat.CSV:
            table = list(csv.DictReader(io.StringIO(made.decode())))
            return {row["figure"]: (row["said"],) for row in table if not row["by"]}
        case WeekFormat.EXCEL:
            sheet: Any = openpyxl.load_workbook(io.BytesIO(made))["Figures"]
            rows = list(sheet.iter_rows(min_row=7))
            return {
                codes[row[0].value, row[1].value]: tuple(map(as_excel_shows, row[2:5]))
                for row in rows
            }
        case WeekFormat.WORD:
            tables = docx.Document(io.BytesIO(made)).tables
            rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
            return _by_name([row for row in rows if len(row) == 4])
    text = made.decode()
    if form is WeekFormat.MAIL:
        text = re.sub(r"=\r\n", "", text).replace("\r", "")
        text = text.replace("=E2=80=93", "–").replace("=C2=A3", "£")
    if form in (WeekFormat.TEXT, WeekFormat.MAIL):
        heads = ("this week", "the week before", "the four weeks before")
        lines = [re.sub(r"\s+", " ", part) for part in re.split(r"\n\n+", text)]
        pattern = "; ".join(rf"{head} (.+?)" for head in heads)
        found = [re.fullmatch(rf"(.+?): {pattern}", line) for line in lines]
        return _by_name([list(one.groups()) for one in found if one])
    if form is WeekFormat.HTML:
        rows = re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)
        cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
        return _by_name([row for row in cells if len(row) == 4])
    text = text.replace("\\", "")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return _by_name([row for row in rows if len(row) == 4])


def _by_name(rows: list[list[str]]) -> dict[str, tuple[str, ...]]:
    """Of rows of a name and three cells, the figures whose name no other section has. A quiet
    section is left out where nothing is in it.
    """
    names = Counter(one.name for one in ALL_FIGURES)
    once = [one for one in ALL_FIGURES if names[one.name] == 1 and one.section not in QUIET]
    codes = {one.name: one.code for one in once}
    found = {codes[name]: tuple(cells) for name, *cells in rows if name in codes}
    assert len(found) == len(codes)
    return found


def as_excel_shows(cell: Any) -> str:
    """A number by the formats that the workbook has: no rounding is left to be done."""
    if isinstance(cell.value, str):
        return cell.value
    number, form = Decimal(str(cell.value)), cell.number_format
    before, digits, after = re.fullmatch(r'(?:"([^"]*)")?([^"]*)(?:"([^"]*)")?', form).groups()  # type: ignore[union-attr]
    if digits == "0%":
        shown = f"{number * 100:f}".rstrip("0").rstrip(".") + "%" if number else "0%"
    else:
        places = len(digits.partition(".")[2])
        assert number == round(number, places)
        shown = f"{'£' if digits.startswith('£') else ''}{number:,.{places}f}"
        shown = shown.removesuffix(".0")
    return f"{before or ''}{shown}{after or ''}"


def test_a_standard_is_of_enquiries_alone() -> None:
    """Another section may call a figure the same: it says nothing of how enquiries were kept."""
    assert {figure.section for figure in ALL_FIGURES if figure.standard} == {"enquiries"}
