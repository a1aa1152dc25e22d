"""`spoc week`: what a week was made of, beside those before it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoc_tui.casework.enquiries import Worded
from spoc_tui.casework.periods import (
    Period,
    between,
    check_begun,
    month_of,
    quarter_of,
    week_of,
)
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import ending_of, long_text, to_file
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from spoc_tui.reports.week_forms import WeekForm


class Length(Worded):
    """How long a period about a day is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


PERIOD_OF = {Length.WEEK: week_of, Length.MONTH: month_of, Length.QUARTER: quarter_of}


@click.command(
    "week",
    cls=Verb,
    epilog="Each figure is worked out as docs/figures.md says. No person is named, no organisation "
    "without --named, and nothing of what callers said is in it.",
)
@click.option("--of", "of", metavar="WHEN", help="The week that this day is in; this one, if not.")
@click.option("--length", metavar="L", help="week, month or quarter about that day.")
@click.option("--from", "start", metavar="WHEN", help="From this day on, with it.")
@click.option("--to", "end", metavar="WHEN", help="Up to this day, with it; today, if not said.")
@click.option(
    "--small-numbers", is_flag=True, help="Hide counts under 3 where it breaks them down."
)
@click.option(
    "--named", is_flag=True, help="Name the organisations heard from that agreed to be named."
)
@to_file(
    "md|html|docx|xlsx|txt|eml|csv|json",
    "md",
    "Write it there. A docx, xlsx or eml with no FILE goes to one named after the period, or after "
    "the reference it was issued under, here.",
)
@click.option("--issue", is_flag=True, help="Issue it: it is kept as it goes out now.")
@long_text("--words", "words", default="", help="The first paragraph, if not as it is made.")
@long_text("--remarks", "remarks", default="", help="Your own remarks.")
@long_text("--story", "story", default="", help="One story worth telling.")
@long_text("--changed", "changed", default="", help="What has changed since it was issued before.")
@click.option("--issued", is_flag=True, help="List those that were issued.")
@click.option("--again", metavar="REF", help="One that was issued, to the byte as it was.")
@pass_desk
def week(
    desk: Desk,
    of: str | None,
    length: str | None,
    start: str | None,
    end: str | None,
    small_numbers: bool,
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
    """Sum up a week: enquiries, payments and feedback, beside the weeks before."""
    from spoc_tui.casework.week_summary import OwnWords
    from spoc_tui.files import write_private
    from spoc_tui.reports.week import file_name
    from spoc_tui.reports.week_forms import WeekForm, week_written
    from spoc_tui.reports.week_json import week_facts

    if issued:
        _say_issued(desk)
        return
    chosen = WeekForm.read(form or ending_of(file) or WeekForm.MARKDOWN, field="format")
    if again is not None:
        _say_again(desk, again, chosen, file, force)
        return
    period = _period(desk, of, length, start, end)
    own = OwnWords(words, remarks, story, changed)
    if issue:
        done = desk.store.week_issues.issue(period, own, hide_few=small_numbers, named=named)
        _say_again(desk, done.reference, chosen, file, force)
        return
    summary = replace(desk.store.week.summary(period, hide_few=small_numbers), own=own)
    if named:
        from db.week_named import with_names

        summary = with_names(desk.store, summary)
    content = week_written(summary, chosen)
    if file is None and not chosen.is_text:
        file = Path.cwd() / file_name(summary, chosen)
    if file is not None:
        write_private(file, content, overwrite=force)
    text = content.decode() if chosen.is_text else None
    shape = {
        "file": str(file) if file else None,
        "format": str(chosen),
        **(week_facts(summary) if desk.json else {}),
    }
    desk.say(shape, f"The summary is in {file}" if file else (text or "").rstrip("\n"))


def _say_issued(desk: Desk) -> None:
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


def _say_again(desk: Desk, reference: str, form: WeekForm, file: Path | None, force: bool) -> None:
    """Answers with an issued summary, as it went out."""
    from spoc_tui.files import write_private

    issued = desk.store.week_issues.get(reference)
    content = desk.store.week_issues.again(reference, form)
    if file is None and not form.is_text:
        file = Path.cwd() / issued.file_name(form)
    if file is not None:
        write_private(file, content, overwrite=force)
    text = content.decode() if form.is_text else None
    shape = {
        "reference": issued.reference,
        "file": str(file) if file else None,
        "format": str(form),
        "text": text,
    }
    desk.say(shape, f"{issued.reference} is in {file}" if file else (text or "").rstrip("\n"))


def _period(
    desk: Desk, of: str | None, length: str | None, start: str | None, end: str | None
) -> Period:
    store, today = desk.store, desk.store.today()
    if start or end:
        if of or length:
            raise click.UsageError("Give --of and --length, or --from and --to.")
        if not start:
            raise click.UsageError("--to needs --from.")
        first = store.read_day(start, "from", past=True)
        period = between(first, store.read_day(end, "to", past=True) if end else today)
    else:
        kind = Length.read(length, field="length") if length else Length.WEEK
        day = store.read_day(of, "of", past=True) if of else today
        period = PERIOD_OF[kind](day)
    check_begun(period, today)
    return period
