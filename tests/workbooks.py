"""Small workbooks of other kinds than .xlsx, written record by record."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)
_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="table">'
    f'<style:table-properties table:display="{shown}"/></style:style>'
    for name, shown in (("seen", "true"), ("hidden", "false"))
)
EMPTY_ROWS = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
"""What such a sheet ends on as a rule."""


def ods(sheets: Mapping[str, str], hidden: Sequence[str] = ()) -> bytes:
    """An OpenDocument spreadsheet: by the names of its sheets, their rows (`ods_row`)."""
    body = "".join(
        f'<table:table table:name="{name}" '
        f'table:style-name="{"hidden" if name in hidden else "seen"}">{rows}</table:table>'
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {_NAMESPACES} '
        'xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
            'opendocument:xmlns:manifest:1.0"/>',
            "content.xml": content,
        }
    )


def ods_row(*cells: str, more: str = "") -> str:
    """A row of texts, and of what is written as a cell already."""
    written = [
        cell
        if cell.startswith("<")
        else ods_cell('office:value-type="string"', f"<text:p>{escape(cell)}</text:p>")
        for cell in cells
    ]
    return f"<table:table-row{more}>{''.join(written)}</table:table-row>"


def ods_cell(attributes: str, within: str = "") -> str:
    """A cell with these attributes and what is in it."""
    return f"<table:table-cell {attributes}>{within}</table:table-cell>"


def xlsb(rows: Mapping[int, Mapping[int, str | float]], relations: str = "") -> bytes:
    """A binary workbook of one sheet: its cells by row and column from 0."""
    sheet = [_record(129), _record(148, struct.pack("<4I", 0, max(rows), 0, 1)), _record(145)]
    for row, cells in rows.items():
        sheet.append(_record(0, struct.pack("<IIHHHBI", row, 0, 300, 0, 0, 0, 0)))
        for column, cell in cells.items():
            place = struct.pack("<II", column, 0)
            if isinstance(cell, str):
                sheet.append(_record(6, place + _text(cell)))
            else:
                sheet.append(_record(5, place + struct.pack("<d", cell)))
    sheet += [_record(146), _record(130)]
    book = [
        *(_record(131), _record(143)),
        _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text("Groups")),
        *(_record(144), _record(132)),
    ]
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": b"".join(book),
        "xl/_rels/workbook.bin.rels": f'<Relationships><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        "xl/worksheets/sheet1.bin": b"".join(sheet),
    }
    if relations:
        members["xl/worksheets/_rels/sheet1.bin.rels"] = relations
    return zipped(members)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _record(kind: int, said: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(said)
    return head + (bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])) + said


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
