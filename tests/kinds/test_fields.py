"""What is typed into each field, what is said, kept and handed on of it, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput, NotFound, SpocError
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.fields import DeclaredField, Link, Linked, fields_of, named
from spoc_tui.casework.kinds.now import Now
from spoc_tui.casework.kinds.reading import read, read_fields
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.kinds.values import (
    as_typed,
    described,
    from_column,
    from_json,
    from_typed,
    to_column,
    to_json,
)
from spoc_tui.casework.records.kinds import DECLARED_CODES
from spoc_tui.casework.records.worded import Worded

NOW = Now(datetime(2026, 11, 27, 14, 30, tzinfo=UTC), WorkingDays())
NAMES = {"uid-1": "Strood Scouts", "uid-2": "Hands, Hearts and Homes"}


class Size(Worded):
    """A size."""

    SMALL = "small"
    VERY_LARGE = "very-large"


def find(field: Link, typed: str) -> Linked:
    """The organisations that these tests know."""
    for uid, name in NAMES.items():
        if name.casefold().startswith(typed.casefold()):
            return Linked(uid, name)
    raise NotFound(f"There is no {field.of} “{typed}”.", field=field.name)


def field(declared: Any) -> DeclaredField:
    return named({"it": declared})["it"]


LINE = field(its.line("Site", "where it is"))
WORDS = field(its.line("Tags", several=True))
TEXT = field(its.text("Notes"))
NUMBER = field(its.number("Dwellings", "how many homes", most=5_000))
MONEY = field(its.money("Asked"))
PERCENT = field(its.percent("Weight"))
DAY = field(its.day("Day"))
PAST = field(its.day("Opened", past=True))
AHEAD = field(its.day("Closes", ahead=True))
DAY_TIME = field(its.day_time("When"))
MOMENT = field(its.moment("Received"))
RULE = field(its.recurrence("How often"))
CHOICE = field(its.choice("Size", Size))
CHOICES = field(its.choice("Sizes", Size, several=True))
YES_NO = field(its.yes_no("Virtual"))
LINK = field(its.link("Who", "organisation"))
LINKS = field(its.link("Whose", "organisation", several=True))
EVERY = (
    *(LINE, WORDS, TEXT, NUMBER, MONEY, PERCENT, DAY, PAST, AHEAD, DAY_TIME, MOMENT, RULE),
    *(CHOICE, CHOICES, YES_NO, LINK, LINKS),
)

TYPED = [
    (LINE, "  Rook   Lane\t", "Rook Lane", "Rook Lane", "Rook Lane"),
    (LINE, "\x1b[31m[bold]unknown", "[31m[bold]unknown", None, None),
    (LINE, "unknown", "unknown", "unknown", "unknown"),
    (WORDS, "youth, Arts,youth", ("youth", "Arts"), "youth, Arts", "youth,Arts"),
    (TEXT, "one\r\ntwo\x00", "one\ntwo", "one\ntwo", "one\ntwo"),
    (NUMBER, "1,204", 1204, "1,204", 1204),
    (NUMBER, "unknown", None, "", None),
    (MONEY, "£12,500.50", 12_500_50, "£12,500.50", 12_500_50),
    (PERCENT, "12.5 %", 1250, "12.5 %", 1250),
    (PERCENT, "80", 8000, "80 %", 8000),
    (PERCENT, "100", 10000, "100 %", 10000),
    (PERCENT, "0.05", 5, "0.05 %", 5),
    (DAY, "3/4/2026", date(2026, 4, 3), "Fri 3 Apr 2026", "2026-04-03"),
    (PAST, "fri", date(2026, 11, 20), "Fri 20 Nov 2026", "2026-11-20"),
    (AHEAD, "+2wd", date(2026, 12, 1), "Tue 1 Dec 2026", "2026-12-01"),
    (
        DAY_TIME,
        "1 dec at 9.30",
        DayAndTime(date(2026, 12, 1), time(9, 30)),
        None,
        "2026-12-01 09:30",
    ),
    (DAY_TIME, "1 dec", DayAndTime(date(2026, 12, 1)), "Tue 1 Dec 2026", "2026-12-01"),
    (
        MOMENT,
        "yesterday at 3pm",
        datetime(2026, 11, 26, 15, tzinfo=UTC),
        "Thu 26 Nov 2026 15:00",
        "2026-11-26T15:00:00Z",
    ),
    (RULE, "first tuesday", "FREQ=MONTHLY;BYDAY=1TU", "the first Tuesday of every month", None),
    (CHOICE, "Very large", Size.VERY_LARGE, "very large", "very-large"),
    (CHOICES, "very-large, small", (Size.SMALL, Size.VERY_LARGE), None, "small,very-large"),
    (YES_NO, "Yes", True, "yes", 1),
    (YES_NO, "no", False, "no", 0),
    (YES_NO, "not known", None, "not known", None),
    (LINK, "strood", Linked("uid-1", "Strood Scouts"), "Strood Scouts", "uid-1"),
    (
        LINKS,
        "hands, hearts; strood;",
        (Linked("uid-2", "Hands, Hearts and Homes"), Linked("uid-1", "Strood Scouts")),
        "Hands, Hearts and Homes, Strood Scouts",
        "uid-2,uid-1",
    ),
]


@pytest.mark.parametrize(("field", "typed", "value", "words", "column"), TYPED)
def test_what_is_typed_is_read_described_and_kept(
    field: DeclaredField, typed: str, value: Any, words: str | None, column: Any
) -> None:
    assert read(field, typed, now=NOW, find=find) == value
    if words is not None:
        assert described(field, value) == words
    if column is not None:
        assert to_column(field, value) == column
    assert from_column(field, to_column(field, value), NAMES) == value
    assert from_json(field, to_json(field, value)) == value


@pytest.mark.parametrize("field", EVERY)
def test_a_blank_field_is_blank_everywhere(field: DeclaredField) -> None:
    assert read(field, " \t", now=NOW, find=find) == field.blank
    assert described(field, field.blank) == ("not known" if field is YES_NO else "")
    assert from_column(field, to_column(field, field.blank)) == field.blank
    assert from_json(field, to_json(field, field.blank)) == field.blank


REFUSED = [
    (NUMBER, "approx 20", "whole number from 0 to 5,000"),
    (NUMBER, "up to 50", "whole number"),
    (NUMBER, "1,000,000", "5,000"),
    (field(its.number("Places", least=1)), "0", "Places is at least 1"),
    (MONEY, "£1m", "Type it in full"),
    (MONEY, "-5", "below £0"),
    (PERCENT, "120", "not a percentage from 0 to 100"),
    (PERCENT, "10-20%", "not a percentage"),
    (PERCENT, "1.234", "not a percentage"),
    (PAST, "tomorrow", "is to come|which is to come"),
    (AHEAD, "yesterday", "which is past"),
    (DAY, "soon", "is not a date"),
    (DAY_TIME, "whenever", "is not a date"),
    (MOMENT, "+3", "which is to come|not a date"),
    (RULE, "often", "does not say how often"),
    (CHOICE, "huge", "Choose one of: small, very-large"),
    (CHOICES, "small, huge", "Choose one of"),
    (YES_NO, "perhaps", "is yes or no"),
    (LINK, "nobody", "no organisation “nobody”"),
    (LINE, "x" * 301, "300 is the most"),
    (TEXT, "x" * 100_001, "100,000 is the most"),
    (
        field(its.line("Site", "where it is", needed=True)),
        " ",
        r"Site cannot be left blank \(where",
    ),
    (field(its.day("Opened", needed=True)), "unknown", "Opened cannot be left blank."),
    (field(its.choice("Size", Size, needed=True)), "", "cannot be left blank"),
]


@pytest.mark.parametrize(("field", "typed", "why"), REFUSED)
def test_what_cannot_be_meant_is_refused_and_names_its_field(
    field: DeclaredField, typed: str, why: str
) -> None:
    with pytest.raises(SpocError, match=why) as refused:
        read(field, typed, now=NOW, find=find)
    assert refused.value.field == "it"


def shortly(said: str) -> str:
    """A sentence that does not repeat a whole book."""
    assert len(said) < 2_000
    return said


@pytest.mark.parametrize("field", EVERY)
@pytest.mark.parametrize("typed", ["x" * 1_000_000, "\x1b]0;title\x07" * 50, "[red]" * 300])
def test_no_field_chokes_on_rubbish(field: DeclaredField, typed: str) -> None:
    try:
        said = described(field, read(field, typed, now=NOW, find=find))
    except (BadInput, NotFound) as refused:
        said = shortly(str(refused))
    assert said.replace("\n", "").isprintable()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(EVERY), st.text(max_size=40))
def test_whatever_is_read_is_kept_and_handed_on_whole(field: DeclaredField, typed: str) -> None:
    try:
        value = read(field, typed, now=NOW, find=find)
    except (BadInput, NotFound):
        return
    assert from_column(field, to_column(field, value), NAMES) == value
    assert from_json(field, to_json(field, value)) == value
    described(field, value)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100_00))
def test_a_percentage_is_read_as_it_is_described(hundredths: int) -> None:
    assert read(PERCENT, described(PERCENT, hundredths), now=NOW, find=find) == hundredths


# Several fields together.


@dataclass(frozen=True, kw_only=True)
class Sum(RecordRow):
    """A sum in a year."""

    year: int = its.number("Year", least=2000, most=2100, needed=True)
    pence: int | None = its.money("Sum")


@dataclass(frozen=True, kw_only=True)
class Bid(DeclaredRecord):
    """A bid."""

    fund: str = its.line("Fund", needed=True)
    closes: DayAndTime = its.day_time("Closes", needed=True)
    asked: tuple[Sum, ...] = its.rows("Asked", Sum)
    organisation: Linked | None = its.link("Lead", "organisation")
    decided: date | None = its.day("Decided", typed=False)

    @property
    def subject(self) -> str:
        return self.fund


FIELDS = fields_of(Bid)


def test_a_records_fields_come_in_their_order_before_what_all_have() -> None:
    assert list(FIELDS) == [
        *("fund", "closes", "asked", "organisation", "decided"),
        *("follow_up", "began_at", "closed_at", "closed_why"),
    ]
    assert all(name == field.name for name, field in FIELDS.items())
    assert list(fields_of(Sum)) == ["year", "pence"]


def test_all_that_may_be_typed_is_read_at_once() -> None:
    typed = {"fund": "Shaping Places", "closes": "1 dec at noon", "organisation": "strood"}
    values = read_fields(FIELDS, typed, now=NOW, find=find)
    assert values == {
        "fund": "Shaping Places",
        "closes": DayAndTime(date(2026, 12, 1), time(12)),
        "asked": (),
        "organisation": Linked("uid-1", "Strood Scouts"),
        "follow_up": None,
    }
    assert read_fields(FIELDS, {"fund": "Other"}, now=NOW, find=find, whole=False) == {
        "fund": "Other"
    }


@pytest.mark.parametrize(
    ("typed", "whole", "why", "at"),
    [
        ({"fund": "A"}, True, "Closes cannot be left blank", "closes"),
        ({"fund": ""}, False, "Fund cannot be left blank", "fund"),
        ({"decided": "today"}, False, "no “decided”. Fields: fund, closes", "decided"),
        ({"asked": "100"}, False, "add them one by one", "asked"),
        ({"asked": '[{"year": 1}]'}, False, "add them one by one", "asked"),
        ({"asked": '[{"year": "soon"}]'}, False, "Asked, number 1: .*soon", "asked"),
        ({"\x1b[31mfund": "A"}, False, r"There is no “\[31mfund”", "\x1b[31mfund"),
    ],
)
def test_what_may_not_be_typed_is_refused(
    typed: dict[str, str], whole: bool, why: str, at: str
) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        read_fields(FIELDS, typed, now=NOW, find=find, whole=whole)
    assert refused.value.field == at


def test_rows_go_out_with_their_fields_and_come_back() -> None:
    asked = (Sum(uid="r1", year=2026, pence=100_000_00), Sum(uid="r2", year=2027))
    said = to_json(FIELDS["asked"], asked)
    assert said == [
        {"id": "r1", "year": 2026, "pence": "100000.00"},
        {"id": "r2", "year": 2027, "pence": None},
    ]
    assert from_json(FIELDS["asked"], said) == asked
    assert described(FIELDS["asked"], asked) == "2"


def test_a_needed_field_must_be_given_where_words_would_not_do() -> None:
    with pytest.raises(TypeError, match="closes"):
        Bid(fund="A")


def test_links_are_looked_up_with_what_they_may_go_to() -> None:
    asked: list[tuple[str, str]] = []

    def noting(field: Link, typed: str) -> Linked:
        asked.append((field.of, typed))
        return Linked("u", typed)

    look: Callable[[Link, str], Linked] = noting
    assert read(LINKS, "A; B;A", now=NOW, find=look) == (Linked("u", "A"), Linked("u", "B"))
    assert asked == [("organisation", "A"), ("organisation", "B"), ("organisation", "A")]


IN_A_ROW: dict[type[DeclaredField], Any] = {
    its.Day: date(2026, 4, 2),
    its.Month: date(2026, 4, 1),
    its.Number: 1_234,
    its.Money: 123_456,
    its.Percent: 1_250,
    its.YesNo: True,
    its.Line: "Words",
    its.Text: "Words\nof two lines",
}
"""By type of a field, a value that a row may have."""


@pytest.mark.parametrize("kind", sorted(DECLARED_CODES))
def test_whatever_a_row_may_have_is_read_again_as_it_is_typed(kind: str) -> None:
    """As the form has it in which the row is changed."""
    for field in kind_of(kind).fields.values():
        for name, one in fields_of(field.of).items() if isinstance(field, its.Rows) else ():
            if type(one) in IN_A_ROW and not one.several:
                value = IN_A_ROW[type(one)]
                assert from_typed(one, as_typed(one, value)) == value, (kind, name)
