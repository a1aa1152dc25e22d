"""In which form `spoc week` gives a summary out, and where to; those that were issued."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.errors import SpocError, StorageFailed
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import ending_of

if TYPE_CHECKING:
    from spoc_tui.reports.week.forms import WeekForm


class Wanted(NamedTuple):
    """How the officer wants a summary."""

    form: WeekForm
    output: Path | None
    """A file, or a folder for one named after the period; None: as the form has it."""
    force: bool


def wanted(desk: Desk, form: str | None, output: Path | None, force: bool) -> Wanted:
    """As it was said; a file or folder whose name tells no form gets the last one.

    Before anything is done: BadInput for no form, NotFound where there is no folder for the file,
    Refused where the file is there and may not be written over.
    """
    from db.remembered import WEEK_FORM, recall
    from spoc_tui.files import need_free, placed
    from spoc_tui.reports.week.forms import WeekForm

    told = form or ending_of(output)
    if not told and output is not None:
        told = recall(desk.store, WEEK_FORM)
    chosen = WeekForm.read(told or WeekForm.MARKDOWN, field="format")
    if output is not None and not output.is_dir():
        output = placed(output, f"week.{chosen}")
        if not force:
            need_free(output)
    return Wanted(chosen, output, force)


def given_out(desk: Desk, wanted: Wanted, content: bytes, name: str) -> dict[str, Any]:
    """Writes it where it is wanted, with this name where none was said, and remembers the choice;
    answers with `file` (None: it is only printed), `format` and `text` (None: it is no text).
    """
    from db.remembered import FOLDER, WEEK_FORM, remember
    from spoc_tui.files import placed, write_private

    form, file = wanted.form, wanted.output
    if file is not None or not form.is_text:
        file = placed(file or Path.cwd(), name)
        write_private(file, content, overwrite=wanted.force)
        remember(desk.store, WEEK_FORM, form)
    if wanted.output is not None and file is not None:
        remember(desk.store, FOLDER, str(file.parent.resolve()))
    return {
        "file": str(file) if file else None,
        "format": str(form),
        "text": content.decode() if form.is_text else None,
    }


def say_issued(desk: Desk) -> None:
    """Lists the summaries that were issued, the last first."""
    found = desk.store.week_issues.all()
    shape = [
        {
            "reference": one.reference,
            "period": one.period.name,
            "issued_at": shapes.moment(one.issued_at),
            "changed": one.changed,
            "named": one.named,
            "small_numbers": one.small_numbers,
        }
        for one in found
    ]
    lines = (
        f"{one.reference}  {one.period.name}{f': {one.changed}' if one.changed else ''}"
        for one in found
    )
    desk.say(shape, "\n".join(lines) or "None was issued yet.")


def say_again(desk: Desk, reference: str, wanted: Wanted, *, anew: bool = False) -> None:
    """Answers with an issued summary, as it went out. Where one was issued `anew` and cannot be
    written, the error says that it is issued all the same.
    """
    issued = desk.store.week_issues.get(reference)
    content = desk.store.week_issues.again(reference, wanted.form)
    try:
        given = given_out(desk, wanted, content, issued.file_name(wanted.form))
    except SpocError as error:
        if not anew:
            raise
        raise StorageFailed(
            f"{issued.reference} is issued, but {error} Take it out with: spoc week --again "
            f"{issued.reference}"
        ) from error
    file, text = given["file"], given["text"]
    said = f"{issued.reference} is in {file}" if file else (text or "").rstrip("\n")
    desk.say({"reference": issued.reference, **given}, said, document=not file)
