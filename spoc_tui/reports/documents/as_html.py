"""A document as one HTML page that needs nothing else, and prints on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from spoc_tui.casework.text import one_line
from spoc_tui.reports.charts.svg import chart_svg
from spoc_tui.reports.documents.document import Document, Section, Table

STYLE = """
@page { size: A4; margin: 13mm 16mm; }
* { box-sizing: border-box; }
body { font: 9pt/1.2 Arial, "Liberation Sans", Helvetica, sans-serif; color: #111;
  background: #fff; max-width: 178mm; margin: 8mm auto; padding: 0 4mm; overflow-wrap: anywhere; }
h1 { font-size: 16pt; line-height: 1.15; margin: 0 0 1mm; }
h2 { font-size: 10.5pt; margin: 2.6mm 0 .6mm; padding-bottom: .3mm;
  border-bottom: .2mm solid #999; }
h3 { font-size: 9pt; margin: 2mm 0 .4mm; }
p { margin: .5mm 0; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .1mm 3mm .1mm 0; }
thead th { font-weight: normal; color: #444; }
.sum { text-align: right; font-variant-numeric: tabular-nums; }
.chart { display: block; width: 160mm; max-width: 100%; margin: 1mm 0; }
.total td { font-weight: bold; border-top: .2mm solid #999; }
.by-hand td { height: 9mm; border-top: .2mm solid #999; border-bottom: .2mm solid #999; }
.foot { font-size: 7.5pt; color: #444; margin-top: 3mm; }
@media print { body { max-width: none; margin: 0; padding: 0; }
  h2, h3, tr, .chart { break-inside: avoid; }
  h2, h3, .chart { break-after: avoid; } }
"""
NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(document: Document) -> str:
    """The document; it ends with a newline."""
    sections = "\n".join(map(_section, document.sections))
    foot = f'<p class="foot">{_text(document.anchor)}</p>\n' if document.anchor else ""
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{NOTHING_FROM_OUTSIDE}">
<meta name="viewport" content="width=device-width">
<meta name="author" content="{_text(document.author)}">
<title>{_text(document.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{_text(document.title)}</h1>
<p><strong>{_text(document.notice)}</strong> {_text(document.written)}</p>
{sections}
{foot}</body>
</html>
"""


def _section(section: Section) -> str:
    heading = "h3" if section.part else "h2"
    return "\n".join(
        [
            "<section>",
            f"<{heading}>{_text(section.title)}</{heading}>",
            *((chart_svg(section.chart),) if section.chart else ()),
            *(_table(section.table.printed) if section.table else ()),
            *(f"<p>{_text(line)}</p>" for line in section.lines),
            *([section.picture] if section.picture else ()),
            "</section>",
        ]
    )


def _table(table: Table) -> Iterator[str]:
    yield '<table class="by-hand">' if table.by_hand else "<table>"
    yield "".join(f'<col style="width: {width}%">' for width in table.widths)
    if table.heads:
        heads = "".join(
            f'<th scope="col"{_set(table, place)}>{_text(head)}</th>'
            for place, head in enumerate(table.heads)
        )
        yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for number, row in enumerate(table.rows, 1):
        cells = [f"<td{_set(table, place)}>{_text(cell)}</td>" for place, cell in enumerate(row)]
        if not table.heads:
            cells[0] = f'<th scope="row">{_text(row[0])}</th>'
        total = ' class="total"' if table.total and number == len(table.rows) else ""
        yield f"<tr{total}>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"


def _set(table: Table, place: int) -> str:
    """How a cell of that column is set."""
    return ' class="sum"' if place in table.sums else ""


def _text(text: str) -> str:
    return escape(one_line(text))
