"""The format of a summary that `spoc week` and `spoc year` write, and where; those that were
issued.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import click
from click.core import ParameterSource

from spoc_tui.casework.errors import SpocError, StorageFailed
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import Function, ending_of, long_text

if TYPE_CHECKING:
    from db.week.issued_weeks import WeekIssues
    from spoc_tui.reports.survey.formats import ResultsFormat
    from spoc_tui.reports.week.formats import WeekFormat
    from spoc_tui.reports.year.formats import YearFormat

F = TypeVar("F", "WeekFormat", "YearFormat", "ResultsFormat")


OWN_WORDS = (
    "The first paragraph, in your own words. With --small-numbers it may not say a count under "
    "3 that the paper would hide."
)


def to_issue(*, words: bool = False) -> Callable[[Function], Function]:
    """The options by which a paper is issued, and those that were are listed and written again; it
    has a first paragraph and a story in the officer's `words`, or remarks alone.
    """
    own: list[Callable[[Function], Function]]
    own = [long_text("--remarks", "remarks", default="", help="Your own remarks.")]
    if words:
        own.insert(0, long_text("--words", "words", default="", help=OWN_WORDS))
        own.append(long_text("--story", "story", default="", help="One story worth telling."))
    changed = "What has changed since it was issued before."
    again = "Write one that was issued, exactly as it went out."
    options: tuple[Callable[[Function], Function], ...] = (
        click.option("--issue", is_flag=True, help="Issue it: it is kept exactly as it goes out."),
        *own,
        long_text("--changed", "changed", default="", help=changed),
        click.option("--issued", is_flag=True, help="List those that were issued."),
        click.option("--again", metavar="REF", help=again),
    )

    def made(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return made


class SummaryOptions(NamedTuple, Generic[F]):
    """How the officer wants a summary."""

    form: F
    output: Path | None
    """A file, or a folder for one named after the period; None: as the form has it."""
    force: bool
    remembered: str
    """Under which name the form is remembered for the next time."""


if TYPE_CHECKING:
    AnyOptions = (
        SummaryOptions[WeekFormat] | SummaryOptions[YearFormat] | SummaryOptions[ResultsFormat]
    )


def wanted(
    desk: Desk,
    form: str | None,
    output: Path | None,
    force: bool,
    *,
    usual: F,
    remembered: str,
    called: str,
) -> SummaryOptions[F]:
    """As it was given; a file or folder whose name tells no form gets the last one.

    Before anything is done: BadInput for no form, NotFound where there is no folder for the file
    (`called` so, where it has no name), Refused where the file is there and may not be written
    over.
    """
    from db.council.remembered import recall
    from spoc_tui.files import placed, require_free

    told = form or ending_of(output)
    if not told and output is not None:
        told = recall(desk.store, remembered)
    chosen = type(usual).read(told or usual, field="format")
    if output is not None and not output.is_dir():
        output = placed(output, f"{called}.{chosen}")
        if not force:
            require_free(output)
    return SummaryOptions(chosen, output, force, remembered)


def given_out(
    desk: Desk,
    wanted: AnyOptions,
    content: bytes,
    name: str,
) -> dict[str, Any]:
    """Writes it where it is wanted, with this name where none was given, and remembers the choice;
    answers with `file` (None: it is only printed), `format` and `text` (None: it is no text).
    """
    from db.council.remembered import FOLDER, remember
    from spoc_tui.files import placed, write_private

    form, file = wanted.form, wanted.output
    if file is not None or not form.is_text:
        file = placed(file or Path.cwd(), name)
        write_private(file, content, overwrite=wanted.force)
        remember(desk.store, wanted.remembered, form)
    if wanted.output is not None and file is not None:
        remember(desk.store, FOLDER, str(file.parent.resolve()))
    return {
        "file": str(file) if file else None,
        "format": str(form),
        "text": content.decode() if form.is_text else None,
    }


def say_issued(desk: Desk, issues: WeekIssues) -> None:
    """Lists the summaries that were issued, the latest first."""
    found = issues.all()
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


def say_again(
    desk: Desk,
    issues: WeekIssues,
    reference: str,
    wanted: AnyOptions,
    *,
    verb: str,
    afresh: bool = False,
) -> None:
    """Answers with an issued summary, as it went out. Where one was issued `afresh` and cannot be
    written, the error says that it is issued all the same; what it tells beside one that was issued
    before is said too.
    """
    issued = issues.get(reference)
    content = issues.again(reference, wanted.form)
    try:
        given = given_out(desk, wanted, content, issued.file_name(wanted.form))
    except SpocError as error:
        if not afresh:
            raise
        raise StorageFailed(
            f"{issued.reference} is issued, but {error} Export it with: {verb} --again "
            f"{issued.reference}"
        ) from error
    said = issues.remarks_on(issued) if afresh else []
    if said and not desk.json:
        desk.remark(" ".join(said))
    remarks = {"remarks": said} if afresh else {}
    file, text = given["file"], given["text"]
    described = f"{issued.reference} is in {file}" if file else (text or "").rstrip("\n")
    desk.say({"reference": issued.reference, **given, **remarks}, described, document=not file)


def refuse_what_is_left_undone(goes_with: Mapping[str, Set[str]]) -> None:
    """Usage errors for options that would be passed over without a word: of some options, with
    which others each can be given.
    """
    ctx = click.get_current_context()
    given = {
        param.name: param.opts[0]
        for param in ctx.command.params
        if param.name and ctx.get_parameter_source(param.name) is ParameterSource.COMMANDLINE
    }
    if "where" in given and "behind" not in given:
        raise click.UsageError("--where needs --behind FIGURE.")
    for name, others in goes_with.items():
        too = [given[other] for other in given if other not in {name, "db", "json", *others}]
        if name in given and too:
            raise click.UsageError(f"{given[name]} goes without {', '.join(too)}.")
