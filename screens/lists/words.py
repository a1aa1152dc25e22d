"""The sentences of the import page: how far a list is, what would become of it, what became."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from screens.widgets.list_source import one_line
from spoc_tui.casework.dates.fields import quoted
from spoc_tui.casework.lists.importing import RowVerdict
from spoc_tui.casework.text import shortened

if TYPE_CHECKING:
    from db.lists.work import ListWork
    from spoc_tui.casework.lists.importing import ImportReport, Progress

BAR = 12
MOST_REMARKS = 150
"""In characters; the columns' list has them in full."""
NO_FILE = (
    "Type or paste the path of the list (CSV, Excel, JSON, or a zip of one), then enter. "
    "Only in: an authority, wards, or how postcodes begin (ME4, ME7 1), or a file of them; blank: "
    "everything. Grants, premises and other records come in on the page of their area ({go}), with "
    "{from_list}."
)
NO_NAME = (
    "! No column is read as the name, and without one no row can be read. Go to the column that "
    "it is in, and press enter."
)
NO_HEADER = (
    "! The first line, {}, names no column that is known. If it is an organisation, put a line "
    "above it that names the columns (name, postcode, phone), and read the file again; if it names "
    "them, go to the column that the name is in, and press enter."
)
WHERE_DECIDED = "Once it is imported, {directory} {duplicates} asks about each."
DECIDED_NOW = "Each is asked about among the duplicates: {directory} {duplicates}."
KeyName = Callable[[str], str]


def state(work: ListWork, key: KeyName) -> Content:
    """A line or a few on where the work is."""
    if work.is_importing:
        return _import_progress(work)
    if work.wrong is not None:
        return Content.styled(f"! {one_line(str(work.wrong))}", "bold $text-error")
    if work.stopped:
        return Content(
            f"Stopped: none of it was imported. {key('import_list')} begins with another list."
        )
    if work.asked is None:
        keys = {name: key(name) for name in ("go", "from_list")}
        return Content.styled(NO_FILE.format(**keys), "dim")
    if work.report is not None:
        return (_would_be if work.report.dry_run else _imported)(work.report, key, work)
    if work.columns is not None and not work.columns.has_name:
        described = (
            NO_NAME if work.columns.named else NO_HEADER.format(_first_line(work.columns.header))
        )
        return Content.styled(described, "bold $text-error")
    return Content(f"{_progress(work)} …")


def _first_line(header: Sequence[str]) -> str:
    return quoted(", ".join(header))


def _import_progress(work: ListWork) -> Content:
    share = work.progress.share if work.progress else 0.0
    done = round(BAR * share)
    described = "Stopping: what was imported is being removed" if work.stopping else _progress(work)
    return Content(f"{'█' * done}{'░' * (BAR - done)} {share:.0%}  {described}")


def _progress(work: ListWork) -> str:
    progress: Progress | None = work.progress
    return progress.described(time.monotonic() - work.began) if progress else "Reading the list"


def _would_be(report: ImportReport, key: KeyName, work: ListWork) -> Content:
    parts = [f"This would be: {report.sentence}. {key('bring_in')} imports it."]
    if report.unmarked:
        parts.append(
            f"{report.unmarked:,} that the list had are not in this file, as if it were another "
            f"part of it: they are not marked as gone. {key('whole')}: it is the whole list."
        )
    elif report.gone:
        parts.append(f"{key('whole')}: it is only a part of the list, nothing is gone.")
    elif work.asked is not None and work.asked.whole is False:
        parts.append(f"It counts as a part of the list. {key('whole')}: as it seems to be.")
    if report.answers_described:
        parts.insert(1, report.answers_described)
    if report.successors:
        parts.insert(1, f"{report.successors_described} {WHERE_DECIDED.format(**_keys(key))}")
    if remarks := work.columns.remarks if work.columns else ():
        said = shortened(one_line(" ".join(remarks)), MOST_REMARKS)
        parts.insert(1, said if not said.endswith("…") else f"{said} ({key('show_columns')})")
    return Content(" ".join(parts))


def _imported(report: ImportReport, key: KeyName, work: ListWork) -> Content:
    described = f"Imported: {report.sentence}. {report.answers_described}".rstrip()
    if report.successors:
        described += f" {report.successors_described} {DECIDED_NOW.format(**_keys(key))}"
    if report.counts[RowVerdict.HELD]:
        described += f" The held rows wait to be looked at: {key('review')}."
    described += (
        f" {key('undo')} undoes it all (once something else was saved: in the history), "
        f"{key('save_report')} saves what became of every row, {key('import_list')} begins with "
        "another list."
    )
    return Content.styled(described, "bold")


def _keys(key: KeyName) -> dict[str, str]:
    return {name: key(name) for name in ("directory", "duplicates")}
