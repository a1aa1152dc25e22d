"""Lists as any program writes them: encodings, separators, workbooks, JSON, zip files."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from workbooks import ods, ods_row, xlsb

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import ListedOrganisation, ListRow, RefusedRow
from spoc_tui.casework.text import one_line
from spoc_tui.registers import workbook as workbooks
from spoc_tui.registers.organisations import open_list
from spoc_tui.registers.repeats import FirstLines

CAFE = "Name,Notes\nCafé Ægir,£5\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[ListRow]]:
    """Writes bytes into a file and reads the list in it."""

    def written(content: bytes | str, name: str = "list", **options: str) -> list[ListRow]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(open_list(path, **options).rows)  # type: ignore[arg-type]

    return written


Read = Callable[..., list[ListRow]]


def names(rows: list[ListRow]) -> list[str]:
    return [row.name for row in rows if isinstance(row, ListedOrganisation)]


def one(rows: list[ListRow]) -> ListedOrganisation:
    (row,) = rows
    assert isinstance(row, ListedOrganisation)
    return row


# Encodings


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_any_usual_encoding(read: Read, encoding: str) -> None:
    listed = one(read(CAFE.encode(encoding)))
    assert (listed.name, listed.notes) == ("Café Ægir", "£5")


def test_lines_of_two_encodings_in_one_file(read: Read) -> None:
    rows = read("Name\nCafé\n".encode() + "Naïve\n".encode("cp1252") + b"Odd\x81\n")
    assert names(rows) == ["Café", "Naïve", "Odd"]


def test_text_encoded_twice_is_corrected_and_other_text_left_alone(read: Read) -> None:
    rows = read("Name,Notes\nCafÃ© Ltd,Â£5\nSt Maryâ€™s,SÃO PAULO\n")
    listed = [(row.name, row.notes) for row in rows if isinstance(row, ListedOrganisation)]
    assert listed == [("Café Ltd", "£5"), ("St Mary’s", "SÃO PAULO")]


def test_control_codes_are_taken_out(read: Read) -> None:
    assert one(read(b"Name\n\x1b[31mRed\x07 \xe2\x80\xaeClub\n")).name == "[31mRed Club"


# Separators, headers, widths


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_any_usual_separator(read: Read, separator: str) -> None:
    listed = one(read(f'Name{separator}Address\n"A{separator}B"{separator}The Quay ME4 4AA\n'))
    assert listed.name == f"A{separator}B".replace("\t", " ")
    assert (listed.address, listed.postcode) == ("The Quay", "ME4 4AA")


def test_commas_in_a_list_of_one_column_without_quotes(read: Read) -> None:
    assert names(read("Name\nSwim, Run and Row\nLions\n")) == ["Swim, Run and Row", "Lions"]


def test_titles_above_the_header_are_passed_over(read: Read) -> None:
    listed = one(read("Community groups,,\nMarch 2026,,\n\nGroup name,Tel,Post code\nLions,,\n"))
    assert (listed.line, listed.name) == (5, "Lions")


def test_blank_cells_too_many_are_passed_over_and_others_refused(read: Read) -> None:
    rows = read("Name,Tel\nLions,,, ,\nTigers\nBears,1,x\n")
    assert names(rows) == ["Lions"]
    assert rows[1:] == [
        RefusedRow(3, "Cells in this row: 1; columns: 2."),
        RefusedRow(4, "Cells in this row: 3; columns: 2."),
    ]


def test_columns_of_one_name_and_of_none_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Phone,phone,\nLions,1,2,3\n")
    opened = open_list(path)
    assert opened.header == ("Name", "Phone", "phone (2)", "column 4")
    (row,) = opened.rows
    assert isinstance(row, ListedOrganisation)
    assert row.row[1:] == (("Phone", "1"), ("phone (2)", "2"), ("column 4", "3"))


def test_two_hundred_columns(read: Read) -> None:
    heads = ",".join(f"c{n}" for n in range(199))
    listed = one(read(f"{heads},Name\n{heads},Lions\n"))
    assert (listed.name, len(listed.row)) == ("Lions", 200)


def test_a_second_row_of_one_key_names_the_first(read: Read) -> None:
    rows = read("Name,Postcode\nSt. Mary’s,ME4 4AA\nst marys,me44aa\nSt Marys,ME4 4AB\n")
    assert rows[1] == RefusedRow(
        3,
        "The same name and postcode as line 2. If it is another organisation, say which column "
        "tells them apart (key).",
        "st marys ME4 4AA",
    )
    assert len(names(rows)) == 2


# Workbooks


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def a_workbook() -> Workbook:
    workbook = Workbook()
    workbook.active.append(["Read this first"])  # type: ignore[union-attr]
    sheet = workbook.create_sheet("Groups")
    sheet.append(["All groups we know"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["Group", "Company number", "Tel", "Date removed", "Sum", "Income"])
    sheet.append(["Lions", 2538134.0, 1634000000, date(2020, 1, 2), "=1+1", 12.5])
    sheet.append([])
    sheet.append(["Tigers"])
    return workbook


def test_a_workbook_is_read(read: Read) -> None:
    rows = read(saved(a_workbook()), name="picture.png")
    lions, tigers = (row for row in rows if isinstance(row, ListedOrganisation))
    assert (lions.line, tigers.line) == (4, 6)
    assert [number.text for number in lions.identifiers] == ["GB-COH-02538134"]
    assert (lions.phone, lions.income_pence) == ("01634000000", 1250)
    assert (lions.state, lions.standing) == ("closed", "removed 2 January 2020")
    # A formula that was never calculated has no value.
    assert dict(lions.row)["Sum"] == ""
    assert tigers.phone == ""


def test_a_row_of_formulas_never_calculated_is_refused_not_passed_over(read: Read) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Group", "Tel"], ["Lions"], [], [None, '="0" & 1'], ["=A2"], ["Tigers"]):
        sheet.append(row)
    found = read(saved(workbook))
    assert names(found) == ["Lions", "Tigers"]
    refused = {row.line: row.why for row in found if isinstance(row, RefusedRow)}
    assert list(refused) == [4, 5]
    assert refused[4].startswith("Column B is a formula that was never calculated.")
    assert refused[5].startswith("Column A is")


def _with_sheet(book: io.BytesIO, old: str, new: str) -> bytes:
    """The workbook with something else in its first sheet's XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            after.writestr(name, text)
    return out.getvalue()


def test_a_row_of_formulas_that_give_nothing_is_blank(read: Read) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_column(0, 0, ["Group", "Lions"])
        sheet.write_formula(2, 0, '=IF(A2="","",A2)', value=" ")
        sheet.write_formula(3, 0, "=A2", value="Lions again")
    found = read(_with_sheet(out, "<v> </v>", "<v></v>"))  # as Excel saves it
    assert names(found) == ["Lions", "Lions again"]
    assert not any(isinstance(row, RefusedRow) for row in found)


def test_a_sheet_can_be_named(read: Read) -> None:
    workbook = a_workbook()
    workbook.create_sheet("Clubs").append(["Club"])
    workbook["Clubs"].append(["Rowers"])
    assert names(read(saved(workbook), sheet="clubs")) == ["Rowers"]
    with pytest.raises(BadInput, match=r"no sheet “Halls”.*“Sheet”, “Groups”, “Clubs”"):
        read(saved(workbook), sheet="Halls")


def test_a_workbook_of_too_much_text_is_refused(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        workbook.add_worksheet().write_column(0, 0, ["Name", "Lions"])
    assert names(read(out.getvalue())) == ["Lions"]
    monkeypatch.setattr(workbooks, "MOST_TEXT", 10)
    with pytest.raises(BadInput, match="more text than can be read"):
        read(out.getvalue())


def test_a_damaged_workbook_is_refused(read: Read) -> None:
    whole = saved(a_workbook())
    with pytest.raises(BadInput, match=r"cannot be (read|opened)"):
        read(whole[: len(whole) // 2])


# JSON


def test_an_array_of_objects(read: Read) -> None:
    rows = read(
        json.dumps(
            [
                {"name": "Café", "tags": ["a", "b"], "notes": {"x": 1}, "income": 75186.0},
                {"name": "Lions", "postcode": None, "phone": "01634 000000"},
                "Tigers",
            ]
        )
    )
    cafe, lions, tigers = rows
    assert isinstance(cafe, ListedOrganisation)
    assert isinstance(lions, ListedOrganisation)
    assert (cafe.line, cafe.tags, cafe.income_pence) == (1, "a, b", 7_518_600)
    assert cafe.notes == "notes.x: 1"
    assert (lions.line, lions.phone) == (2, "01634 000000")
    assert tigers == RefusedRow(3, "This is not an object with named values.")


@pytest.mark.parametrize("indent", [None, 2])
def test_an_object_with_an_array(read: Read, indent: int | None) -> None:
    whole = {"made": {"on": ["x"]}, "results": [{"name": "Lions"}, {"name": "Tigers"}]}
    assert names(read(json.dumps(whole, indent=indent))) == ["Lions", "Tigers"]


def test_an_object_a_line(read: Read) -> None:
    rows = read('{"name": "Lions"}\n\n{"name": "Tigers"}\nBears\n')
    assert [(row.line, names([row])) for row in rows[:2]] == [(1, ["Lions"]), (3, ["Tigers"])]
    assert rows[2] == RefusedRow(4, "This line is not JSON.")


# Zip files


def zipped(**files: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content", [CAFE, json.dumps([{"name": "Lions"}]), saved(a_workbook())], ids=type
)
def test_the_one_list_in_a_zip_file_is_read(read: Read, content: bytes | str) -> None:
    assert names(read(zipped(list__csv=content, readme__pdf=b"%PDF")))


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "nothing in it|cannot be opened|not text"),
        ({"a__csv": CAFE, "b__csv": CAFE}, "holds “a.csv”, “b.csv”. Take the list itself out"),
        ({"a__csv": zipped(b__csv=CAFE)}, "another zip file"),
        ({"a__png": b"\x89PNG"}, "is a picture"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "is a document, no list"),
    ],
)
def test_zip_files_without_one_list_are_refused(
    read: Read, files: dict[str, bytes | str], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        read(zipped(**files))


# Anything at all


@pytest.mark.slow
def test_how_much_was_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\n" + "".join(f"Club {n}, a club\n" for n in range(50_000)))
    opened = open_list(path)
    shares = [opened.share_read() for _ in opened.rows]
    assert 0 < shares[0] < 0.2 < shares[len(shares) // 2] < 0.8 < shares[-1]
    assert opened.share_read() == 1


def test_how_much_was_read_of_a_workbook_is_told(tmp_path: Path) -> None:
    workbook, path = Workbook(), tmp_path / "list.xlsx"
    for name in ("Name", *(f"Club {n}" for n in range(3_000))):
        workbook.active.append([name])
    workbook.save(path)
    opened = open_list(path)
    shares = [opened.share_read() for _ in opened.rows]
    assert 0 < shares[0] < 0.5 < shares[-2] < shares[-1] == 1


PIECES = st.sampled_from(
    [
        *(b"\n", b"\r", b'"', b",", b"\t", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"'"),
        *(b"[", b"]", b"{", b"}", b":", b'{"name":"A"}', b'[{"name":"A"},', b'"\\ud800"', b"1e9"),
        *(b"Name", b"Name,Phone\n", b"Postcode", b"=1+1", b"ME4 4AA", b"GB-CHC-1000003"),
        *(b"PK\x03\x04", saved(a_workbook())[:900], zipped(a__csv=CAFE)),
    ]
)


def read_or_refuse(content: bytes) -> None:
    said = ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(content)
        try:
            assert all(row.line > 0 for row in open_list(path).rows)
        except BadInput as error:
            said = str(error)
    assert one_line(said) == said


@given(st.lists(PIECES | st.binary(max_size=6), max_size=14).map(b"".join))
def test_any_bytes_are_rows_or_a_refusal(content: bytes) -> None:
    read_or_refuse(content)


WHOLE = saved(a_workbook())
ZIPPED = zipped(a__csv=CAFE * 20)


OTHERS = (
    ods({"A": ods_row("Name", "Phone") + ods_row("Heron House", "01634 555001")}),
    xlsb({0: {0: "Name"}, 1: {0: "Heron House", 3: 7.5}}),
    Path(__file__).with_name("groups.xls").read_bytes(),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([WHOLE, ZIPPED]), st.data())
def test_a_file_with_damage_anywhere_is_rows_or_a_refusal(
    whole: bytes, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(min_size=1, max_size=4))
    read_or_refuse(whole[:place] + damage + whole[place + len(damage) :])


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.sampled_from(OTHERS), st.data())
def test_a_damaged_workbook_of_another_kind_ends_no_process_but_its_own(
    whole: bytes, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(min_size=1, max_size=4))
    read_or_refuse(whole[:place] + damage + whole[place + len(damage) :])


@given(st.lists(st.integers(0, 400), max_size=600))
def test_first_lines_are_those_a_dictionary_would_give(keys: list[int]) -> None:
    lines, known = FirstLines(size=8), dict[str, int]()
    for line, key in enumerate(map(str, keys), 1):
        assert lines.first(key, line) == known.setdefault(key, line)


def test_a_hidden_sheet_is_not_read_unasked(tmp_path: Path) -> None:
    workbook, path = Workbook(), tmp_path / "list.xlsx"
    hidden = workbook.active
    hidden.title = "Lookup"
    for cells in (["Name", "Type"], ["A list of types", "x"]):
        hidden.append(cells)
    hidden.sheet_state = "hidden"
    groups = workbook.create_sheet("Groups")
    for cells in (["Name", "Telephone"], ["Alder House", "01634 555001"]):
        groups.append(cells)
    workbook.active = 1
    workbook.save(path)
    found = open_list(path)
    assert names(list(found.rows)) == ["Alder House"]
    assert "Only the sheet “Groups” is read, not “Lookup” (hidden)." in found.remarks[0]
    assert names(list(open_list(path, sheet="lookup").rows)) == ["A list of types"]


def test_a_link_counts_by_its_address(tmp_path: Path) -> None:
    workbook, path = Workbook(), tmp_path / "list.xlsx"
    sheet = workbook.active
    sheet.append(["Name", "Website", "Email", "More"])
    sheet.append(["Alder House", "click here", "e-mail us", "see"])
    sheet.append(["Birch Society", '=HYPERLINK("https://birch.example","Birch")', "", ""])
    sheet["A2"].hyperlink = "https://alder.example/about"
    sheet["B2"].hyperlink = "https://alder.example"
    sheet["C2"].hyperlink = "mailto:jo@alder.example?subject=Hello"
    sheet["D2"].hyperlink = "https://alder.example/more"
    workbook.save(path)
    alder, birch = open_list(path).rows
    assert isinstance(alder, ListedOrganisation)
    assert isinstance(birch, ListedOrganisation)
    assert (alder.name, alder.web) == ("Alder House", "https://alder.example")
    assert alder.email == "jo@alder.example"
    assert alder.notes == "More: see (https://alder.example/more)\nhttps://alder.example/about"
    assert birch.web == "https://birch.example"
