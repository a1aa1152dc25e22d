"""References as they are made, read out and typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.references import (
    LooseReference,
    looks_like_reference,
    make_reference,
    may_be_meant,
    read_reference,
)


@pytest.mark.parametrize(
    ("made", "reference"),
    [
        (("ENQ", 2026, "", 143), "ENQ-26-0143"),
        (("ENQ", 2026, "B", 143), "ENQ-26-B0143"),
        (("PAY", 2005, "", 7), "PAY-05-0007"),
        (("FBK", 2100, "", 12345), "FBK-00-12345"),
    ],
)
def test_making(made: tuple[str, int, str, int], reference: str) -> None:
    assert make_reference(*made) == reference


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ENQ-26-0143", LooseReference(143, "ENQ", 2026)),
        ("enq 26 143", LooseReference(143, "ENQ", 2026)),
        ("  Enq/26/143 ", LooseReference(143, "ENQ", 2026)),
        ("enq26-143", LooseReference(143, "ENQ", 2026)),
        ("ENQ-2026-0143", LooseReference(143, "ENQ", 2026)),
        ("26-143", LooseReference(143, None, 2026)),
        ("26.143", LooseReference(143, None, 2026)),
        ("143", LooseReference(143)),
        ("0143", LooseReference(143)),
        ("enq 143", LooseReference(143, "ENQ")),
        ("pay-26-7", LooseReference(7, "PAY", 2026)),
        ("enq-26-b0143", LooseReference(143, "ENQ", 2026, "B")),
        ("b143", LooseReference(143, None, None, "B")),
        ("enq-00-1", LooseReference(1, "ENQ", 2000)),
    ],
)
def test_reading_what_is_typed_loosely(typed: str, read: LooseReference) -> None:
    assert read_reference(typed) == read
    assert looks_like_reference(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "-", "ENQ", "abc", "12 34 56", "1234567", "01634 123456", "ENQ-26-", "bb12", "1.5x"],
)
def test_what_is_no_reference(typed: str) -> None:
    assert not looks_like_reference(typed)
    with pytest.raises(BadInput, match="143 alone will do") as refused:
        read_reference(typed)
    assert refused.value.field == "reference"


@given(
    kind=st.sampled_from(["ENQ", "PAY", "FBK"]),
    year=st.integers(2000, 2099),
    desk=st.sampled_from(["", "A", "Z"]),
    number=st.integers(1, 999_999),
)
def test_what_is_made_can_be_read(kind: str, year: int, desk: str, number: int) -> None:
    made = make_reference(kind, year, desk, number)
    assert read_reference(made.lower()) == LooseReference(number, kind, year, desk or None)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(typed: str) -> None:
    if looks_like_reference(typed):
        assert read_reference(typed).number >= 0
    else:
        with pytest.raises(BadInput):
            read_reference(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("enq 26 143", True),
        ("ENQ-26-B0143", True),
        ("143", True),
        ("enq 143", True),
        ("a hall 143", True),
        ("ENQ-26-0144", False),
        ("ENQ-25-0143", False),
        ("ISS-26-0143", False),
        ("ENQ-26-A0143", False),
    ],
)
def test_a_whole_reference_means_no_other_record(typed: str, meant: bool) -> None:
    assert may_be_meant(typed, "ENQ-26-B0143") is meant
