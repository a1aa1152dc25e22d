"""Every list at every width: what says when and which is there in full, and a pane takes nothing
away.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_app import resize
from rich.cells import cell_len
from tour import PLACES, demo_desk, go

from screens.widgets.columns import DropOrder, column_widths
from screens.widgets.list_source import one_line
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp

WITH_LISTS = (
    *("desk", "enquiries", "payments", "payments paid", "paid list", "find", "directory"),
    *("feedback", "feedback heard", "feedback settled", "themes", "a theme", "check-ins"),
    *(name for name in PLACES if name.startswith("organisation")),
    *("duplicates", "import", "import: first rows", "import: outcome"),
    *("review", "review: differences", "week", "records of the week", "history", "settings"),
)
SIZES = ((80, 24), (100, 30), (119, 40), (120, 40), (200, 60))


def lists(app: SpocApp) -> list[RecordList]:
    """Those in sight."""
    return [one for one in app.screen.query(RecordList) if one.display and one.region.width]


def cut(record_list: RecordList, width: int) -> list[str]:
    """What should be there in full and is not, of all rows that are drawn; on a screen so wide."""
    assert record_list.region.right <= width
    total = record_list._columns_width
    columns = record_list._columns
    widths = column_widths(columns, total)
    left_out = [
        f"no {column.title!r}"
        for column, cells in zip(columns, widths, strict=True)
        if column.goes is DropOrder.NEVER and cells == 0
    ]
    if left_out or not record_list._window.count:
        return left_out
    found = []
    for y in range(record_list._header_lines, record_list.size.height):
        row = record_list._window.row(record_list.scroll_offset.y + y - record_list._header_lines)
        if row is None or row.key is None:
            continue
        line = record_list.render_line(y).text
        assert cell_len(line) <= record_list.region.width
        for cell, column, cells in zip(row.cells, columns, widths, strict=False):
            fixed = column.width is not None and column.goes is DropOrder.NEVER
            if fixed and (cell_len(one_line(cell)) > cells or one_line(cell) not in line):
                found.append(f"{column.title!r}: {cell!r} in {line!r}")
    return found


def has_pane(record_list: RecordList) -> bool:
    """Whether something is at its side."""
    parent = record_list.parent
    return parent is not None and record_list.region.width < parent.region.width  # type: ignore[attr-defined]


@pytest.mark.slow
async def test_no_list_loses_a_date_a_reference_or_a_status(
    demo_file: Path, tmp_path: Path
) -> None:
    wrong, seen, with_pane = [], 0, set()
    async with demo_desk(demo_file, tmp_path, SIZES[0]) as (app, pilot):
        for name in WITH_LISTS:
            await resize(pilot, *SIZES[0])
            await go(app, pilot, PLACES[name], tmp_path)
            for size in SIZES:
                await resize(pilot, *size)
                await pilot.pause()
                assert lists(app) or name == "organisation", name
                for one in lists(app):
                    seen += 1
                    wrong += [f"{name} at {size}: {what}" for what in cut(one, size[0])]
                    if not has_pane(one):
                        continue
                    with_pane.add((name, size[0]))
                    texts = [
                        (column, cells)
                        for column, cells in zip(
                            one._columns,
                            column_widths(one._columns, one._columns_width),
                            strict=True,
                        )
                        if column.goes < DropOrder.PANE
                    ]
                    wrong += [
                        f"{name} at {size}: {column.title!r} has {cells} cells by its pane"
                        for column, cells in texts
                        if cells < column.wants
                    ]
    assert not wrong, "\n".join(wrong)
    assert seen > 100
    assert {("desk", 120), ("enquiries", 120), ("payments", 120), ("check-ins", 120)} <= with_pane
    assert ("desk", 100) not in with_pane
