"""Which rows of a national list are local."""

from __future__ import annotations

from pathlib import Path

import pytest

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.lists.area import Area, read_area
from spoc_tui.casework.organisations.organisation import (
    ListedOrganisation,
    RefusedRow,
    RowElsewhere,
)
from spoc_tui.registers.areas import open_area
from spoc_tui.registers.organisations import open_list

WARDS = {"ME4 4AA": ("Luton", "Medway"), "ME8 7RG": ("Rainham Central", "Medway")}


def lookup(postcode: str) -> tuple[str, str]:
    return WARDS.get(postcode, ("", ""))


@pytest.mark.parametrize(
    ("typed", "postcode", "inside"),
    [
        ("ME4", "ME4 4AA", True),
        ("ME4", "ME40 4AA", False),
        ("me4, ME7 1", "ME7 1AB", True),
        ("ME7 1", "ME7 2AB", False),
        ("ME44AA", "ME4 4AA", True),
        ("ME4 4AA", "ME4 4AB", False),
        ("ME", "ME20 4AB", True),
        ("M", "ME4 4AB", False),
        ("ME4", "", False),
        ("Medway", "ME4 4AA", True),
        ("medway", "M1 1AA", False),
        ("Gillingham North, rainham  central", "ME8 7RG", True),
        ("Luton", "ME8 7RG", False),
    ],
)
def test_a_row_is_in_an_area_by_its_postcode(typed: str, postcode: str, inside: bool) -> None:
    area = read_area([typed], lookup=lookup)
    assert area.has(authority="", ward="", postcode=postcode) is inside


def test_what_a_row_says_of_itself_counts() -> None:
    area = read_area(["Medway"], lookup=lookup)
    assert area.has(authority="MEDWAY", ward="", postcode="")
    assert not area.has(authority="Swale", ward="Luton", postcode="ME4 4AA")
    assert read_area(["Luton"]).has(authority="Medway", ward="Luton", postcode="")


@pytest.mark.parametrize("typed", ["", " , ", "\n"])
def test_a_blank_area_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="area is blank"):
        read_area([typed])


def listed(path: Path, area: Area) -> list[object]:
    path.write_text(
        "name,postcode,ward\nLions,ME4 4AA,\nBears,M1 1AA,\nTigers,,Luton\n"
        "short\n,M1 1AA,\n,ME44AA,\n"
    )
    return list(open_list(path, area=area).rows)


def test_rows_elsewhere_keep_their_key_and_are_not_refused(tmp_path: Path) -> None:
    rows = listed(tmp_path / "list.csv", read_area(["Luton"], lookup=lookup))
    assert [type(row) for row in rows] == [
        *(ListedOrganisation, RowElsewhere, ListedOrganisation),
        *(RefusedRow, RowElsewhere, RefusedRow),
    ]
    assert rows[1] == RowElsewhere(3, "bears M1 1AA")
    assert rows[5] == RefusedRow(7, "There is nothing in the column name.")


def test_an_area_that_is_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"Nothing in the list is in “Lutn”.*spoc import postcodes"):
        listed(tmp_path / "list.csv", read_area(["Luton, Lutn"], lookup=lookup))


def test_an_area_that_is_known_may_have_no_row(tmp_path: Path) -> None:
    area = read_area(["Strood"], lookup=lookup, known=["strood", "Medway"])
    rows = listed(tmp_path / "list.csv", area)
    assert not [row for row in rows if isinstance(row, ListedOrganisation)]


def test_a_file_of_wards_or_postcodes(tmp_path: Path) -> None:
    path = tmp_path / "area.txt"
    path.write_bytes("Ward\r\nCafé Ward\r\nLuton\r\n".encode("cp1252"))
    area = open_area(str(path))
    assert set(area.names.values()) == {"Café Ward", "Luton"}
    path.write_text('\ufeffpostcode\n"ME4 4AA"\nME8\n', encoding="utf-8")
    area = open_area(str(path))
    assert (area.whole, area.beginnings) == (frozenset({"ME4 4AA"}), ("ME8 ",))
    assert open_area("Luton, Strood").names.keys() == {"luton", "strood"}
    path.write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(BadInput, match="is not text"):
        open_area(str(path))
