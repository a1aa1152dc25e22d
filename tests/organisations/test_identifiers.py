"""Registration numbers, as they are typed and as spreadsheets leave them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.organisations.identifiers import (
    Identifier,
    read_casc,
    read_charity_number,
    read_company_number,
    read_identifier,
)

READERS = [read_casc, read_charity_number, read_company_number, read_identifier]


@pytest.mark.parametrize(
    ("text", "number", "linked"),
    [
        ("210843", "210843", 0),
        (" 1234567 ", "1234567", 0),
        ("1234567-1", "1234567", 1),
        ("1234567-0", "1234567", 0),
        ("1000003.0", "1000003", 0),
    ],
)
def test_charity_numbers(text: str, number: str, linked: int) -> None:
    assert read_charity_number(text) == Identifier("GB-CHC", number, linked)


@pytest.mark.parametrize(
    "text", ["", "12345", "12345678", "SC012345", "0210843", "1234567-", "NA", "none", "12٣456"]
)
def test_what_is_no_charity_number(text: str) -> None:
    assert read_charity_number(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("02538134", "02538134"),
        ("2538134.0", "02538134"),
        ("2538134", "02538134"),
        ("12345678", "12345678"),
        ("sc012345", "SC012345"),
        ("NI 12345", "NI012345"),
        ("OC301234", "OC301234"),
        ("CE99999", "CE099999"),
        ("RC000123", "RC000123"),
        ("R0000123", "R0000123"),
        ("IP00525R", "IP00525R"),
        ("ip 00525r", "IP00525R"),
        ("RS007018", "RS007018"),
    ],
)
def test_company_numbers_are_corrected_to_eight_characters(text: str, number: str) -> None:
    assert read_company_number(text) == Identifier("GB-COH", number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "00000000",
        "123456789",
        "G12345",
        "SCI12345",
        "NA",
        "n/a",
        "—",
        "25.5",
        "AB123456",
        "ME4 4XY",
        "IP0525R",
        "00525R",
    ],
)
def test_what_is_no_company_number(text: str) -> None:
    assert read_company_number(text) is None


@pytest.mark.parametrize("text", ["GB-CASC-d0e90b71", "gb-casc-D0E90B71", " d0e90b71"])
def test_sports_clubs_keep_the_key_after_the_prefix(text: str) -> None:
    assert read_casc(text) == Identifier("GB-CASC", "d0e90b71")


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("GB-CHC-210843", Identifier("GB-CHC", "210843")),
        ("gb-chc-1234567-2", Identifier("GB-CHC", "1234567", 2)),
        ("GB-COH-2538134", Identifier("GB-COH", "02538134")),
        ("GB-CASC-01d59106", Identifier("GB-CASC", "01d59106")),
        ("GB-SC-SC012345", Identifier("GB-SC", "SC012345")),
        ("GB-NIC-100002", Identifier("GB-NIC", "100002")),
        ("GB-NIC-NIC100002", Identifier("GB-NIC", "100002")),
        ("GB-MPR-2043R", Identifier("GB-MPR", "2043R")),
        ("GB-CHC-12", None),
        ("GB-COH-none", None),
        ("GB-CASC-xyz", None),
        ("GB-SC-12345", None),
        ("GB-NIC-12", None),
        ("GB-CHC-", None),
        ("210843", None),
        ("GB", None),
        ("", None),
    ],
)
def test_scheme_and_number_in_one(text: str, identifier: Identifier | None) -> None:
    assert read_identifier(text) == identifier


@pytest.mark.parametrize("read", READERS)
@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=40) | st.from_regex(r"\A(GB-[A-Z]{2,4}-)?[A-Z0-9.\-]{0,12}\Z"))
def test_junk_gives_none_and_never_an_error(
    read: Callable[[str], Identifier | None], text: str
) -> None:
    found = read(text)
    assert found is None or found.number


@pytest.mark.parametrize("read", READERS)
def test_a_megabyte_is_no_number(read: Callable[[str], Identifier | None]) -> None:
    assert read("1" * 1_000_000) is None


@settings(max_examples=60, deadline=None)
@given(text=st.from_regex(r"\A([A-Z]{2}[0-9]{1,6}|[0-9]{1,8})\Z"))
def test_a_corrected_company_number_reads_as_itself(text: str) -> None:
    if company := read_company_number(text):
        assert len(company.number) == 8
        assert read_company_number(company.number) == company
