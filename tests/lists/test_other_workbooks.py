"""OpenDocument spreadsheets, old Excel workbooks and binary ones: read as an .xlsx is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from desk_app import desk, flat, press
from workbooks import EMPTY_ROWS, ods, ods_cell, ods_row, xlsb, zipped

from db.store import Store
from screens.widgets.fields import Field
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import ListedOrganisation
from spoc_tui.registers import other_workbooks
from spoc_tui.registers.organisations import OpenedList, open_list

OLD = Path(__file__).with_name("groups.xls")
LINK = '<text:p><text:a xlink:href="{}">our site</text:a></text:p>'


def opened(tmp_path: Path, content: bytes, name: str = "list.ods", sheet: str = "") -> OpenedList:
    path = tmp_path / name
    path.write_bytes(content)
    return open_list(path, sheet=sheet)


def rows(of: OpenedList) -> list[ListedOrganisation]:
    found = list(of.rows)
    assert all(isinstance(row, ListedOrganisation) for row in found)
    return found  # type: ignore[return-value]


def refusal(tmp_path: Path, content: bytes, name: str = "list.ods") -> str:
    with pytest.raises(BadInput) as refused:
        list(opened(tmp_path, content, name).rows)
    return str(refused.value)


GROUPS = "".join(
    (
        ods_row("Groups of 2024"),
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>',
        ods_row("Name", "Website", "Closed on", "Income", "Phone"),
        ods_row(
            "Heron & House",
            ods_cell('office:value-type="string"', LINK.format("https://heron.example/")),
            ods_cell('office:value-type="date" office:date-value="2024-03-05"'),
            ods_cell('office:value-type="float" office:value="1200.50"'),
            ods_cell('office:value-type="float" office:value="1634555001"'),
        ),
        ods_row("Plover Society"),
        EMPTY_ROWS,
    )
)


def test_an_open_document_spreadsheet(tmp_path: Path) -> None:
    content = ods({"Old": ods_row("Name", "Phone"), "Groups": GROUPS}, hidden=["Old"])
    of = opened(tmp_path, content)
    heron, plover = rows(of)
    assert (heron.line, heron.name, heron.web) == (5, "Heron & House", "https://heron.example/")
    assert (heron.state, heron.standing, heron.income_pence) == (
        "closed",
        "removed 5 March 2024",
        1_200_50,
    )
    assert heron.phone == "01634555001"
    assert (plover.line, plover.name, plover.web) == (6, "Plover Society", "")
    assert list(of.remarks) == [
        "Only the sheet “Groups” is read, not “Old” (hidden). Name another sheet to read that.",
        "Line 1 is above the column names: “Groups of 2024”.",
    ]
    asked = opened(tmp_path, content, sheet="old")
    assert (asked.header, rows(asked)) == (("Name", "Phone"), [])


def test_rows_that_stand_for_several_keep_their_places(tmp_path: Path) -> None:
    body = "".join(
        (
            ods_row("<table:table-cell/>", "Name", "Website"),
            ods_row(ods_cell('table:number-columns-repeated="1"'), "Knot", "x.example"),
            ods_row("<table:table-cell/>", more=' table:number-rows-repeated="7"'),
            ods_row(
                "<table:table-cell/>",
                "Dunlin",
                ods_cell('office:value-type="string"', LINK.format("mailto:a@b.example?subject=x")),
            ),
        )
    )
    knot, dunlin = rows(opened(tmp_path, ods({"A": body})))
    assert (knot.line, knot.web) == (2, "x.example")
    assert (dunlin.line, dunlin.web) == (10, "a@b.example")


def test_an_old_excel_workbook(tmp_path: Path) -> None:
    of = opened(tmp_path, OLD.read_bytes(), "list.xls")
    heron, plover = rows(of)
    assert (heron.line, heron.name, heron.postcode, heron.phone) == (
        4,
        "Heron House",
        "ME4 6AA",
        "01634555001",
    )
    assert (heron.standing, heron.income_pence) == ("removed 5 March 2024", 1_200_50)
    assert (plover.name, plover.phone, plover.state) == ("Plover Society", "01634 555002", "active")
    assert of.remarks[0].startswith("Only the sheet “Groups” is read, not “Notes”, “Old” (hidden).")


SMALL = {0: {0: "Name", 1: "Phone"}, 2: {0: "Heron House", 1: 1634555001.0}, 3: {0: "Plover"}}


def test_a_binary_workbook(tmp_path: Path) -> None:
    heron, plover = rows(opened(tmp_path, xlsb(SMALL), "list.xlsb"))
    assert (heron.line, heron.name, heron.phone) == (3, "Heron House", "01634555001")
    assert (plover.line, plover.name) == (4, "Plover")


def test_links_that_are_not_read_are_said(tmp_path: Path) -> None:
    relations = '<Relationship Type="http://x.example/hyperlink" Target="https://h.example"/>'
    of = opened(tmp_path, xlsb(SMALL, relations), "list.xlsb")
    assert list(of.remarks) == [other_workbooks.LINKS_NOT_READ]
    of = opened(tmp_path, OLD.read_bytes() + other_workbooks._LINK, "list.xls")
    assert other_workbooks.LINKS_NOT_READ in of.remarks


@pytest.mark.parametrize("name", ["list.ods", "list.xlsb", "list.xls"])
def test_it_may_be_in_a_zip_file(tmp_path: Path, name: str) -> None:
    content = {"list.ods": ods({"A": GROUPS}), "list.xlsb": xlsb(SMALL), "list.xls": b""}[name]
    packed = zipped({f"lists/{name}": content or OLD.read_bytes()})
    assert rows(opened(tmp_path, packed, "list.zip"))[0].name.startswith("Heron")


FAR = {0: {0: "Name"}, 1_048_575: {16_383: "x"}}
MANY = ods_row(
    ods_cell(
        'office:value-type="string" table:number-columns-repeated="1000"', "<text:p>x</text:p>"
    ),
    more=' table:number-rows-repeated="1000000"',
)


def test_what_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    of = ods({"A": ods_row("Name") + MANY})
    assert "is too large for a workbook of its kind" in refusal(tmp_path, of)
    assert "is no workbook that can be read" in refusal(tmp_path, xlsb(FAR), "a.xlsb")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is no workbook that can be read"),
        (OLD.read_bytes()[:3000], "is no workbook that can be read"),
        (ods({"A": "<unclosed>"}), "a zip file that cannot be opened"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "is a document, no list"),
        (zipped({"xl/workbook.bin": b"junk"}), "is no workbook that can be read"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(tmp_path, content)


def test_one_without_a_password_alone_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(other_workbooks.workbook_process, "HAS_PASSWORD", 4)
    assert "has a password" in refusal(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1")


def test_only_part_of_it_may_be_read(tmp_path: Path) -> None:
    many = ods_row("Name") + ods_row("Knot") * 20_000
    of = opened(tmp_path, ods({"A": many}))
    assert next(of.rows).line == 2
    of.rows.close()  # type: ignore[attr-defined]


@pytest.mark.slow
async def test_after_the_file_comes_the_name_of_the_list(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "list.ods"
    path.write_bytes(ods({"Groups": GROUPS}))
    async with desk(store) as (app, pilot):
        await press(pilot, "I")
        app.screen.query_one("#field-file", Field).text = str(path)
        await press(pilot, "enter")
        assert app.screen.query_one("#field-source", Field).has_focus_within
        app.list_work.settle()
        await press(pilot)
        assert app.screen.query_one("#field-sheet", Field).display
        assert "This would be: 2 added" in flat(app, "#state")


def test_nothing_is_loaded_for_other_lists() -> None:
    run = "import sys; import spoc_tui.registers.organisations; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", run], capture_output=True, check=True).stdout
    assert not {b"python_calamine", b"openpyxl"} & set(loaded.split())
