"""Outside lists: what is read, what is corrected, and what is refused in which words."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.missing import is_missing
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import ListedOrganisation, ListRow, RefusedRow
from spoc_tui.casework.organisations.postcodes import correct_postcode
from spoc_tui.registers import casc, charity_commission
from spoc_tui.registers.organisations import open_list, recognise
from spoc_tui.registers.plain_text import LONGEST_LINE
from spoc_tui.registers.records import FileRow
from spoc_tui.registers.tables import open_table

CLUBS = "id,name,address,postcode,active\n"
CLUB = "GB-CASC-9abbf705,Rook Lane Bowls Club,Rook Lane,ME4 4AA,True\n"
OTHER_CLUB = "GB-CASC-df774eb0,Quay Rowing Club,,—,False\n"
CHARITY = {
    "registered_charity_number": "210843",
    "charity_company_registration_number": "NA",
    "charity_name": "THE LANTERN TRUST",
    "charity_type": "Trust",
    "charity_activities": "NA",
    "date_of_registration": "1965-04-29",
    "charity_contact_address": "4 High Street, Chatham",
    "charity_contact_postcode": "ME4 4AA",
    "charity_contact_phone": "01634000000",
    "charity_contact_email": "NA",
    "charity_contact_web": "",
}


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def write_charities(path: Path, *changes: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CHARITY)
        writer.writeheader()
        writer.writerows(CHARITY | change for change in changes)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        list(open_list(path).rows)
    assert refused.value.field in ("file", "map")
    return str(refused.value)


def read_clubs(path: Path, text: str) -> Sequence[ListRow]:
    path.write_bytes((CLUBS + text).encode())
    return list(open_list(path).rows)


# The file as a whole


UNUSABLE = {
    "no bytes": (b"", ["is empty"]),
    "only a byte-order mark": (b"\xef\xbb\xbf", ["is empty"]),
    "only blank lines": (b"\n\r\n,,\n", ["is empty"]),
    "a PNG": (b"\x89PNG\r\n\x1a\n\0\0", ["is a picture, not a list", "CSV, Excel"]),
    "a JPEG": (b"\xff\xd8\xff\xe0", ["is a picture"]),
    "a PDF": (b"%PDF-1.7", ["is a PDF"]),
    "an old workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        ["no workbook that can be read", "save the list as CSV"],
    ),
    "a broken zip file": (b"PK\x03\x04rest", ["a zip file that cannot be opened"]),
    "NUL bytes": (CLUBS.encode() + b"a\0b", ["is not text (line 2)"]),
    "an endless line": (
        b"id,name\n" + b"x" * (LONGEST_LINE + 1),
        ["line 2 is longer than 1,000,000 characters"],
    ),
    "no header": (
        b"210843,NA,NA,NA\n",
        ["no header line", "“210843”", "must name the columns"],
    ),
    "no name": (
        b"id,town\n1,Chatham\n",
        ["no column", "“id”, “town”", "Say which one the name is in."],
    ),
    "a stray quote in the header": (
        b'id,"name" x\n',
        ["line 1 cannot be read", "There is a quote mark inside a cell"],
    ),
    "an open quote in the header": (
        b'"id,name\n',
        ["a quote mark never closes", "begins on line 1"],
    ),
    "an open quote": (
        CLUBS.encode() + b'1,"open,,,\n2,b,,,\n',
        ["quote mark never closes", "on line 2"],
    ),
    "an open quote before much text": (
        CLUBS.encode() + b'"' + b"x\n" * 70_000,
        ["quote mark never closes", "on line 2"],
    ),
    "broken JSON": (b'[{"name": "A"}, {"name": ', ["not whole JSON after its row 1"]),
    "JSON without rows": (b'{"name": "A",\n"id": 1}', ["no array of rows"]),
    "JSON that goes too deep": (b'[{"name":' + b"[" * 200_000, ["a row without end"]),
    "a number of very many digits": (b'[{"name": 1' + b"0" * 5_000 + b"}]", ["without end"]),
    "an array of arrays": (b'[["name"], ["Lions"]]', ["no rows of named values"]),
    "an empty array": (b"[]", ["no rows of named values"]),
}


@pytest.mark.parametrize(("content", "words"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_file_that_cannot_be_used_is_refused_in_words(
    csv_file: Path, content: bytes, words: list[str]
) -> None:
    csv_file.write_bytes(content)
    sentence = refusal(csv_file)
    assert [word for word in words if word not in sentence] == [], sentence


def test_a_missing_file_and_a_folder_are_refused_in_words(tmp_path: Path) -> None:
    assert "There is no file “none.csv”" in refusal(tmp_path / "none.csv")
    assert "is a folder" in refusal(tmp_path)


def test_a_refusal_shows_no_control_codes(csv_file: Path) -> None:
    csv_file.write_bytes(b"\x1b[31mred,b\n")
    assert "\x1b" not in refusal(csv_file)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_line_end_with_or_without_a_byte_order_mark(
    csv_file: Path, line_end: str, mark: str
) -> None:
    text = (mark + CLUBS + CLUB + OTHER_CLUB).rstrip().replace("\n", line_end)
    csv_file.write_bytes(text.encode())
    opened = open_list(csv_file)
    assert opened.source == "casc"
    assert [row.line for row in opened.rows] == [2, 3]


# Rows


def test_ragged_rows_are_refused_one_by_one_with_their_physical_line(csv_file: Path) -> None:
    csv_file.write_bytes(b'id,name\n1,"two\nlines"\n\n2\n3,c,d\n4,"x"y\n5,"a\nb",c\n6,f\n')
    table = open_table(csv_file, lambda cell: cell == "id")
    assert table.header == ("id", "name")
    assert list(table.rows) == [
        FileRow(2, 3, ["1", "two\nlines"]),
        RefusedRow(5, "Cells in this row: 1; columns: 2."),
        RefusedRow(6, "Cells in this row: 3; columns: 2."),
        RefusedRow(7, "There is a quote mark inside a cell."),
        RefusedRow(8, "Cells in this row: 3; columns: 2 (the row runs on to line 9)."),
        FileRow(10, 10, ["6", "f"]),
    ]


def test_a_giant_cell_costs_only_its_own_row(csv_file: Path) -> None:
    rows = read_clubs(csv_file, f"GB-CASC-1,{'x' * 140_000},,,\n" + CLUB)
    assert rows[0] == RefusedRow(2, "A cell is longer than 131,072 characters.")
    assert isinstance(rows[1], ListedOrganisation)


def test_rows_without_name_without_key_or_repeated_are_refused(csv_file: Path) -> None:
    nameless = CLUB.replace("Rook Lane Bowls Club", " NA ").replace("9abbf705", "00000001")
    keyless = CLUB.replace("GB-CASC-9abbf705", "—")
    strange = CLUB.replace("GB-CASC-9abbf705", "seven")
    endless = OTHER_CLUB.replace("Quay", "Quay" * 100)
    rows = read_clubs(csv_file, CLUB + nameless + keyless + strange + CLUB + endless)
    assert isinstance(rows[0], ListedOrganisation)
    assert rows[1:5] == [
        RefusedRow(3, "There is nothing in the column name.", "GB-CASC-00000001"),
        RefusedRow(4, "There is nothing in the column id."),
        RefusedRow(5, "“seven” is not the id of a sports club."),
        RefusedRow(6, "GB-CASC-9abbf705 is already on line 2.", "GB-CASC-9abbf705"),
    ]
    assert isinstance(rows[5], RefusedRow)


def test_a_sports_club_is_read(csv_file: Path) -> None:
    active, closed = read_clubs(csv_file, CLUB + OTHER_CLUB)
    assert isinstance(active, ListedOrganisation)
    assert isinstance(closed, ListedOrganisation)
    assert (active.key, active.state, active.postcode) == ("GB-CASC-9abbf705", "active", "ME4 4AA")
    assert [identifier.scheme for identifier in active.identifiers] == ["GB-CASC"]
    assert (closed.state, closed.postcode, closed.address) == ("closed", "", "")
    assert ("postcode", "—") in closed.row


def test_a_charity_is_read_and_corrected(csv_file: Path) -> None:
    changes = {
        "charity_name": "THE  LANTERN\x1b TRUST ",
        "charity_company_registration_number": "00738693",
        "charity_contact_postcode": "WA15 OHF",
        "charity_contact_phone": "--",
    }
    [charity] = open_list(write_charities(csv_file, changes)).rows
    assert isinstance(charity, ListedOrganisation)
    assert (charity.key, charity.name) == ("210843", "THE LANTERN TRUST")
    assert (charity.postcode, charity.phone, charity.purpose) == ("WA15 0HF", "", "")
    assert charity.identifiers == (Identifier("GB-CHC", "210843"), Identifier("GB-COH", "00738693"))
    assert dict(charity.row) == CHARITY | changes


def test_a_charity_without_a_readable_number_is_refused(csv_file: Path) -> None:
    pending = write_charities(csv_file, {"registered_charity_number": "pending"})
    [refused] = open_list(pending).rows
    assert refused == RefusedRow(2, "“pending” is not a charity number.")


def test_lists_are_known_by_their_columns() -> None:
    assert recognise(["extra", *casc.MAPPING]) is casc.READER
    assert recognise(list(CHARITY)) is charity_commission.READER
    assert recognise(["id", "name"]) is None


def test_a_list_with_a_registers_columns_and_other_keys_is_not_the_register() -> None:
    theirs = [FileRow(2, 2, ["1", "Lions", "", "", "yes"])]
    assert recognise(list(casc.MAPPING), theirs) is None


# Cells


@pytest.mark.parametrize("text", ["", "  ", "NA", "n/a", "—", "--", "No data", " none "])
def test_ways_of_writing_nothing(text: str) -> None:
    assert is_missing(text)
    assert correct_postcode(text) == ""


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("M14 4RE ", "M14 4RE"),
        ("m169nw", "M16 9NW"),
        ("WA15 OHF", "WA15 0HF"),
        ("CRO 5JH", "CR0 5JH"),
        ("S020 6BG", "SO20 6BG"),
        ("1P4 5PB", "IP4 5PB"),
        ("WIA OAX", "W1A 0AX"),
        ("HR8 2 JE", "HR8 2JE"),
        ("OX1 2JD", "OX1 2JD"),
        ("NG9\u00a0 5HR", "NG9 5HR"),
        ("NP7 17DB", ""),
        ("CV21 4JPN", ""),
        ("CM 1SP", ""),
        ("NE71 6A", ""),
        ("M123 4AB", ""),
        ("Royton", ""),
        ("É1 1AA", ""),
    ],
)
def test_postcodes_are_corrected_or_left_out(typed: str, corrected: str) -> None:
    assert correct_postcode(typed) == corrected


@given(st.text("01259OIAMWéz -", max_size=9))
def test_a_corrected_postcode_stays_as_it_is(text: str) -> None:
    corrected = correct_postcode(text)
    assert correct_postcode(corrected) == corrected


# Anything at all

PIECES = st.sampled_from(
    [b'"', b",", b"\n", b"\r", b'""', b"\0", b"\xff", CLUBS.encode(), CLUB.encode(), b"GB-CASC-1,a"]
)


@given(st.lists(PIECES | st.binary(max_size=8), max_size=12), st.booleans())
@example([CLUB.encode(), b"\x01", CLUB.encode()], True)
def test_any_bytes_are_refused_or_read(pieces: list[bytes], with_header: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes((CLUBS.encode() if with_header else b"") + b"".join(pieces))
        try:
            rows = list(open_list(path).rows)
        except BadInput:
            return
        assert [row.line for row in rows] == sorted({row.line for row in rows})


# The real lists


@pytest.mark.parametrize(
    ("name", "source", "count"),
    [
        ("register-trafford/charities_operating_in_trafford.csv", "charity-commission", 736),
        ("casc/cascs.csv", "casc", 9_700),
        ("ccew-extract/publicextract.charity.zip", "charity-commission", 572),
    ],
)
def test_every_row_of_the_real_lists_is_read(
    test_data: Path, name: str, source: str, count: int
) -> None:
    opened = open_list(test_data / name)
    rows = list(opened.rows)
    assert opened.source == source
    assert [row for row in rows if isinstance(row, RefusedRow)] == []
    assert len(rows) == count
