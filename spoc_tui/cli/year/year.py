"""`spoc year`: what the post did in a year, for the Cabinet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import to_file
from spoc_tui.cli.verbs import Verb, pass_desk
from spoc_tui.cli.week.file import (
    given_out,
    refuse_what_is_left_undone,
    say_again,
    say_issued,
    to_issue,
    wanted,
)
from spoc_tui.cli.week.records import read_which, say_records

if TYPE_CHECKING:
    from spoc_tui.casework.week.periods import Period

_PERIOD, _FORM = {"of", "calendar"}, {"form", "file", "force"}
_GOES_WITH = {
    "issued": set[str](),
    "again": _FORM,
    "behind": _PERIOD | {"where"},
}
"""What each of these can be given with; they list or give out, and leave all else undone."""


@click.command(
    "year",
    cls=Verb,
    epilog="“spoc year --of 2026/27 --format docx” is for Word. Its end, and docs/figures.md, say "
    "how each figure is worked out. No person is named, no organisation that did not agree to be, "
    "and nothing that callers said is in it.",
)
@click.option(
    "--of",
    "of",
    metavar="YEAR",
    help="2026/27, or 2026: April 2026 to March 2027. By default the last year that has ended; "
    "one that has not says “so far”.",
)
@click.option("--calendar", is_flag=True, help="A calendar year, January to December.")
@click.option("--small-numbers", is_flag=True, help="Hide counts under 3 in breakdowns.")
@to_file(
    "docx|html|md|xlsx",
    "md",
    "Write it there. In a folder, or for a docx or xlsx with no FILE here, it is named after the "
    "year or the reference. A FILE without an extension gets the last one you chose.",
)
@click.option("--behind", metavar="FIGURE", help="List the records that a figure counts.")
@click.option("--where", metavar="BREAKDOWN=NAME", help="Only those of them under that name.")
@to_issue(words=True)
@pass_desk
def year(
    desk: Desk,
    of: str | None,
    calendar: bool,
    small_numbers: bool,
    form: str | None,
    file: Path | None,
    force: bool,
    behind: str | None,
    where: str | None,
    issue: bool,
    words: str,
    remarks: str,
    story: str,
    changed: str,
    issued: bool,
    again: str | None,
) -> None:
    """Sum up a year for the Cabinet: what was done, and what for each recommendation."""
    from db.council.remembered import YEAR_FORM
    from spoc_tui.casework.week.summary import OwnWords
    from spoc_tui.casework.year.words import check_words
    from spoc_tui.reports.year.document import file_name
    from spoc_tui.reports.year.formats import YearFormat, year_written
    from spoc_tui.reports.year.json import year_shape

    refuse_what_is_left_undone(_GOES_WITH)
    issues = desk.store.year.issues
    if issued:
        say_issued(desk, issues)
        return
    how = wanted(
        desk, form, file, force, usual=YearFormat.MARKDOWN, remembered=YEAR_FORM, called="year"
    )
    if again is not None:
        say_again(desk, issues, again, how, verb="spoc year")
        return
    period = _period(desk, of, calendar)
    if behind is not None:
        say_records(desk, period, read_which(behind, where))
        return
    own = OwnWords(words, remarks, story, changed)
    if issue:
        done = issues.issue(period, own, hide_few=small_numbers)
        say_again(desk, issues, done.reference, how, verb="spoc year", afresh=True)
        return
    summary = desk.store.year.summary(period, hide_few=small_numbers).with_words(own)
    check_words(summary)
    content = year_written(summary, how.form)
    given = given_out(desk, how, content, file_name(summary, how.form))
    text = given.pop("text")
    described = f"The year is in {given['file']}" if given["file"] else (text or "").rstrip("\n")
    shape = {**given, **(year_shape(summary) if desk.json else {})}
    desk.say(shape, described, document=given["file"] is None)


def _period(desk: Desk, of: str | None, calendar: bool) -> Period:
    from spoc_tui.casework.year.asked import last_ended, year_asked

    today = desk.store.today()
    if of is None:
        return last_ended(today, calendar=calendar)
    return year_asked(of, today, calendar=calendar)
