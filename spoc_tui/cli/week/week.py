"""`spoc week`: what a week was made of, beside those before it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.week.periods import (
    Period,
    between,
    check_begun,
    month_of,
    quarter_of,
    week_of,
)
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


class Length(Worded):
    """How long a period about a day is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


_PERIOD, _FORM = {"of", "length", "start", "end"}, {"form", "file", "force"}
_GOES_WITH = {
    "issued": set[str](),
    "again": _FORM,
    "behind": _PERIOD | {"where"},
}
"""What each of these can be given with; they list or give out, and leave all else undone."""
PERIOD_OF = {Length.WEEK: week_of, Length.MONTH: month_of, Length.QUARTER: quarter_of}


@click.command(
    "week",
    cls=Verb,
    epilog="The end of every summary, and docs/figures.md, say how each figure is worked out. "
    "No person is named, no organisation without --named, and nothing that callers said is in it.",
)
@click.option("--of", "of", metavar="WHEN", help="The week of this day; by default, this week.")
@click.option("--length", metavar="L", help="week, month or quarter about that day.")
@click.option("--from", "start", metavar="WHEN", help="The first day, included.")
@click.option("--to", "end", metavar="WHEN", help="The last day, included; today by default.")
@click.option("--small-numbers", is_flag=True, help="Hide counts under 3 in breakdowns.")
@click.option(
    "--named", is_flag=True, help="Name the organisations heard from that agreed to be named."
)
@to_file(
    "md|html|docx|xlsx|txt|eml|csv|json",
    "md",
    "Write it there. In a folder, or for a docx, xlsx or eml with no FILE here, it is named after "
    "the period or the reference. A FILE without an extension gets the last one you chose.",
)
@click.option("--behind", metavar="FIGURE", help="List the records that a figure counts.")
@click.option("--where", metavar="BREAKDOWN=NAME", help="Only those of them under that name.")
@to_issue(words=True)
@pass_desk
def week(
    desk: Desk,
    of: str | None,
    length: str | None,
    start: str | None,
    end: str | None,
    small_numbers: bool,
    behind: str | None,
    where: str | None,
    named: bool,
    issue: bool,
    words: str,
    remarks: str,
    story: str,
    changed: str,
    issued: bool,
    again: str | None,
    form: str | None,
    file: Path | None,
    force: bool,
) -> None:
    """Sum up a week: enquiries, payments and feedback, compared with the weeks before."""
    from db.council.remembered import WEEK_FORM
    from spoc_tui.casework.week.summary import OwnWords
    from spoc_tui.casework.week.words import check_words
    from spoc_tui.reports.week.document import file_name
    from spoc_tui.reports.week.formats import WeekFormat, week_written
    from spoc_tui.reports.week.json import week_shape

    refuse_what_is_left_undone(_GOES_WITH)
    issues = desk.store.week_issues
    if issued:
        say_issued(desk, issues)
        return
    how = wanted(
        desk,
        form,
        file,
        force,
        usual=WeekFormat.MARKDOWN,
        remembered=WEEK_FORM,
        called="week",
    )
    if again is not None:
        say_again(desk, issues, again, how, verb="spoc week")
        return
    period = _period(desk, of, length, start, end)
    if behind is not None:
        say_records(desk, period, read_which(behind, where))
        return
    own = OwnWords(words, remarks, story, changed)
    if issue:
        done = issues.issue(period, own, hide_few=small_numbers, named=named)
        say_again(desk, issues, done.reference, how, verb="spoc week", afresh=True)
        return
    summary = replace(desk.store.week.summary(period, hide_few=small_numbers), own=own)
    check_words(summary)
    if named:
        from db.week.named import with_names

        summary = with_names(desk.store, summary)
    content = week_written(summary, how.form)
    given = given_out(desk, how, content, file_name(summary, how.form))
    text = given.pop("text")
    described = f"The summary is in {given['file']}" if given["file"] else (text or "").rstrip("\n")
    shape = {**given, **(week_shape(summary) if desk.json else {})}
    desk.say(shape, described, document=given["file"] is None)


def _period(
    desk: Desk, of: str | None, length: str | None, start: str | None, end: str | None
) -> Period:
    store, today = desk.store, desk.store.today()
    if start or end:
        if of or length:
            raise click.UsageError("Give --of and --length, or --from and --to.")
        if not start:
            raise click.UsageError("--to needs --from.")
        first = store.read_day(start, "from", Direction.MOSTLY_PAST)
        last = store.read_day(end, "to", Direction.ANY, near=first) if end else today
        period = between(first, last)
    else:
        kind = Length.read(length, field="length") if length else Length.WEEK
        period = PERIOD_OF[kind](today)
        if of:  # any day of the one that has begun, too
            day = store.read_day(of, "of", Direction.MOSTLY_PAST, last=period.end)
            period = PERIOD_OF[kind](day)
    check_begun(period, today)
    return period
