"""What is hidden of enquiries received, closed and open is not told by the line it stands in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from typing import NamedTuple

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.figures.hidden_lines import WHY_ALL, Lines, lines_of
from spoc_tui.casework.figures.hiding import HIDDEN, NO_COUNT
from spoc_tui.casework.week.facts import CountedEnquiry, WeekFacts
from spoc_tui.casework.week.figures import figures_of
from spoc_tui.casework.week.periods import Period
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.casework.year.summary import YearSummary
from spoc_tui.reports.week.formats import WeekFormat, week_written
from spoc_tui.reports.year.formats import YearFormat, year_written

COLUMNS = ("received", "closed", "open")


class Line(NamedTuple):
    """What there was under a name: carried into the period, received, closed in it."""

    carried: int
    received: int
    closed: int

    @property
    def open(self) -> int:
        return self.carried + self.received - self.closed


Table = Mapping[str, Line]


def lines(most: int, carried: int) -> st.SearchStrategy[Line]:
    """A line of which so much was carried in at most."""
    its = st.tuples(st.integers(0, carried), st.integers(0, most), st.integers(0, most))
    return its.map(lambda one: Line(*one)).filter(lambda one: one.open >= 0)


def tables(most: int) -> st.SearchStrategy[dict[str, Line]]:
    """Of a first year: nothing was carried into it."""
    found = st.lists(lines(most, 0), min_size=2, max_size=3)
    return found.map(lambda its: dict(zip("CAB", its, strict=False)))


def shown(table: Table) -> Lines:
    """As it may be given out: the most first, as it is counted."""
    of = []
    for column in COLUMNS:
        counts = {name: getattr(one, column) for name, one in table.items()}
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        of.append({name: count for name, count in ordered if count})
    return lines_of(*of, carried=sum(one.carried for one in table.values()), hide_few=True)


def looks(table: Table) -> list[tuple[str, ...]]:
    """All that a reader sees, in its order."""
    its = shown(table)
    return [(name, *(column.get(name, NO_COUNT).described for column in its)) for name in its.names]


def told_by_total(counts: list[int]) -> bool:
    """Whether a total says by itself what its parts are."""
    return set(counts) <= {0, 1} or sum(map(bool, counts)) == 1


def others(table: Table) -> Iterator[Table]:
    """Every table of a first year with the same totals, and the same where a count is shown."""
    its, names = shown(table), list(table)
    columns = [[column.get(name, NO_COUNT).number for name in names] for column in its]
    totals = [sum(getattr(one, column) for one in table.values()) for column in COLUMNS]
    for received in _sharing(totals[0], columns[0]):
        for closed in _sharing(totals[1], columns[1]):
            its_lines = (Line(0, *one) for one in zip(received, closed, strict=True))
            found = dict(zip(names, its_lines, strict=True))
            if all(one.open >= 0 for one in found.values()):
                yield found


def _sharing(total: int, of: list[int | None]) -> Iterator[tuple[int, ...]]:
    """All ways to share a total; what is shown has its count."""
    ways = [range(total + 1) if fixed is None else (fixed,) for fixed in of]
    return (one for one in product(*ways) if sum(one) == total)


@settings(deadline=None, max_examples=100)
@given(tables(4))
@example({"C": Line(0, 5, 3), "A": Line(0, 5, 5)})
@example({"C": Line(0, 4, 2), "A": Line(0, 5, 0), "B": Line(0, 4, 4)})
@example({"C": Line(0, 4, 2), "A": Line(0, 2, 2), "B": Line(0, 4, 4)})
def test_nobody_can_tell_what_is_hidden_where_nothing_was_carried(table: Table) -> None:
    """Of all tables that look the same, with the same totals, each that is hidden differs."""
    received = [one.received for one in table.values()]
    its, seen = shown(table), looks(table)
    assume(len(seen) > 1)  # the one name there is has all
    alike = [one for one in others(table) if looks(one) == seen]
    assert table in alike
    for place, column in enumerate(COLUMNS):
        counts = [getattr(one, column) for one in table.values()]
        if counts == received and told_by_total(received):
            continue
        for name, part in its[place].items():
            if part.number is None:
                assert len({getattr(one[name], column) for one in alike}) > 1, (name, column, seen)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("ABCD"), lines(9, 9), min_size=1))
@example({"A": Line(0, 4, 2), "B": Line(9, 1, 1), "C": Line(0, 8, 7)})
def test_no_line_tells_what_is_hidden_in_it(table: dict[str, Line]) -> None:
    """However much was carried: beside the two other counts each that is hidden may be another."""
    carried = sum(one.carried for one in table.values())
    its = shown(table)
    for name in its.names:
        parts = [column.get(name, NO_COUNT) for column in its]
        ways = [
            [part.number]
            if part.number is not None
            else range(1, 3)
            if part.hidden_as == HIDDEN
            else range(40)
            for part in parts
        ]
        found = [one for one in product(*ways) if 0 <= one[1] + one[2] - one[0] <= carried]
        for place, part in enumerate(parts):
            if part.number is None:
                assert len({one[place] for one in found}) > 1


def test_closed_and_open_are_hidden_under_every_name_where_few_were_carried() -> None:
    of = {"A": Line(0, 9, 5), "B": Line(0, 8, 4)}
    assert looks(of) == [("A", "9", "5", "4"), ("B", "8", "4", "4")]
    few = {"A": Line(0, 9, 8), "B": Line(0, 8, 4), "C": Line(0, 7, 3)}
    assert looks(few) == [
        ("A", "9", "hidden", "hidden"),
        ("B", "8", "hidden", "hidden"),
        ("C", "7", "hidden", "hidden"),
    ]
    one_carried = few | {"C": Line(1, 7, 4)}
    assert looks(one_carried) == looks(few)
    carried = {"A": Line(9, 9, 16), "B": Line(9, 8, 13), "C": Line(9, 7, 9)}
    assert looks(carried) == [
        ("A", "9", "16", "hidden"),
        ("B", "8", "13", "hidden"),
        ("C", "7", "9", "7"),
    ]


def test_the_first_year_of_the_records_does_not_tell_an_open_that_is_hidden() -> None:
    """Received less closed would: all closed and open are hidden, and it says why."""
    received, closed, still_open = [], [], []
    for ward, came, done in (("Luton", 31, 30), ("Strood", 24, 17), ("Gillingham", 19, 19)):
        its = [CountedEnquiry(f"{ward}{n}", "Rates", "", "phone", ward) for n in range(came)]
        received += its
        closed += its[:done]
        still_open += its[done:]
    facts = WeekFacts(received=received, closed=closed, open=still_open)
    week = WeekSummary(
        Period(date(2026, 4, 1), date(2027, 3, 31)),
        figures_of(facts, WorkingDays()),
        (),
        date(2027, 5, 1),
        "Ann",
        hide_few=True,
    )
    text = year_written(YearSummary(week, {}), YearFormat.MARKDOWN).decode()
    assert "| Luton | 31 | hidden | hidden |" in text
    assert "| Gillingham | 19 | hidden | hidden |" in text
    assert WHY_ALL in text
    every = year_written(YearSummary(replace(week, hide_few=False), {}), YearFormat.MARKDOWN)
    assert "| Luton | 31 | 30 | 1 |" in every.decode()
    assert WHY_ALL not in every.decode()
    with_names = json.loads(week_written(week, WeekFormat.JSON))
    assert with_names["received"]["ward"] == {"Luton": 31, "Strood": 24, "Gillingham": 19}
    assert set(with_names["closed"]["ward"].values()) == {"hidden"}
    assert set(with_names["open"]["ward"].values()) == {"hidden"}
    tidy = list(csv.DictReader(week_written(week, WeekFormat.CSV).decode().splitlines()))
    of_wards = [
        one for one in tidy if one["by"] == "ward" and one["figure"] != "enquiries.received"
    ]
    assert {one["value"] for one in of_wards} == {"hidden"}
