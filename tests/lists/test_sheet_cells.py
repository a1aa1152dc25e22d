"""The rows of a workbook's sheet are what openpyxl reads in it, cell by cell."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from spoc_tui.registers.sheet_cells import SheetRow, rows_of
from spoc_tui.registers.sheets import cell_text

FORMATS = ("General", "d mmm yyyy", "m/d/yy h:mm:ss", "[h]:mm", "hh:mm", "0.00")
CELLS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.text(st.characters(min_codepoint=32, exclude_categories=("Cs",)), max_size=12),
    st.sampled_from(("#N/A", "#REF!", "=1+1", " two  spaces ", "a\nb", "007")),
    st.integers(-(10**15), 10**15),
    st.floats(-1e9, 1e9),
    st.floats(0, 60_000),
    st.builds(
        datetime,
        *(st.integers(1990, 2090), st.integers(1, 12), st.integers(1, 28)),
        *(st.integers(0, 23), st.integers(0, 59), st.integers(0, 59)),
    ),
)


def opened(content: bytes) -> Any:
    """The first sheet of a workbook."""
    return load_workbook(io.BytesIO(content), read_only=True, keep_links=False).worksheets[0]


def as_openpyxl_reads(content: bytes) -> list[tuple[int, list[str]]]:
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = workbook.worksheets[0]
    sheet.reset_dimensions()
    rows = [list(map(cell_text, row)) for row in sheet.iter_rows(values_only=True)]
    return [(number, row) for number, row in enumerate(rows, 1) if any(row)]


def read(content: bytes) -> list[SheetRow]:
    return [row for row in rows_of(opened(content)) if any(row.cells) or row.formulas]


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(st.tuples(CELLS, st.sampled_from(FORMATS)), max_size=5), max_size=4),
    inline=st.booleans(),
    since_1904=st.booleans(),
)
def test_every_cell_is_as_openpyxl_reads_it(
    rows: list[list[tuple[Any, str]]], inline: bool, since_1904: bool
) -> None:
    out = io.BytesIO()
    options = {"constant_memory": inline, "in_memory": True, "date_1904": since_1904}
    with xlsxwriter.Workbook(out, {**options, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet()
        for at, row in enumerate(rows):
            for place, (value, written) in enumerate(row):
                shown = workbook.add_format({"num_format": written})
                if isinstance(value, datetime):
                    sheet.write_datetime(at, place, value, shown)
                elif isinstance(value, str):
                    sheet.write_string(at, place, value, shown)
                else:
                    sheet.write(at, place, value, shown)
    content = out.getvalue()
    assert [(row.number, row.cells) for row in read(content)] == as_openpyxl_reads(content)


def with_sheet(rows: str, *, before: str = "") -> bytes:
    """A workbook whose sheet has these rows, in the words of its file; `before` stands before the
    name of each element.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.add_worksheet().write_row(0, 0, ["shared", 1])
        workbook.add_format({"num_format": "d mmm yyyy"})
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    named = f"xmlns:{before[:-1]}" if before else "xmlns"
    body = f"<worksheet {named}='{main}'><sheetData>{rows}</sheetData></worksheet>"
    if before:
        body = re.sub(r"<(/?)(\w)", rf"<\1{before}\2", body)
    made = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, body.encode() if is_sheet else old.read(name))
    return made.getvalue()


@pytest.mark.parametrize("before", ["", "x:"])
@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("<row><c t='s'><v>0</v></c><c><v>2</v></c></row>", ["shared", "2"]),
        ("<row r='1'><c r='C1' t='str'><v>x</v></c></row>", ["", "", "x"]),
        ("<row r='1'><c r='B1' t='str'><v>b</v></c><c r='A1'><v>1</v></c></row>", ["1", "b"]),
        (
            "<row><c t='inlineStr'><is><r><t>Ca</t></r><r><t>fé</t></r>"
            "<rPh sb='0' eb='1'><t>said</t></rPh></is></c></row>",
            ["Café"],
        ),
        ("<row><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c></row>", ["True", ""]),
        ("<row><c t='d'><v>2026-02-25</v></c></row>", ["2026-02-25"]),
        ("<row><c><v>1e3</v></c><c><v>0.1</v></c><c><v></v></c></row>", ["1000", "0.1", ""]),
        ("<row><c t='inlineStr'/><c t='str'><v>a &amp; b</v></c></row>", ["", "a & b"]),
    ],
)
def test_cells_as_other_programs_write_them(before: str, rows: str, cells: list[str]) -> None:
    (row,) = read(with_sheet(rows, before=before))
    assert row.cells == cells


def test_what_formulas_are_and_which_was_never_calculated() -> None:
    link = "HYPERLINK(&quot;https://example.org&quot;,&quot;x&quot;)"
    rows = (
        f"<row r='2'><c r='A2' t='str'><f>{link}</f><v>x</v></c>"
        f"<c r='B2'><f t='shared' si='0'>A2*2</f><v>4</v></c></row>"
        "<row r='3'><c r='A3' t='str'><f>A1</f><v></v></c>"
        "<c r='B3'><f t='shared' si='0'/></c></row>"
    )
    second, third = read(with_sheet(rows))
    assert second.formulas == {0: '=HYPERLINK("https://example.org","x")', 1: "=A2*2"}
    assert (second.cells, second.not_calculated) == (["x", "4"], None)
    assert (third.number, third.formulas[1], third.not_calculated) == (3, "=A2*2", 1)
