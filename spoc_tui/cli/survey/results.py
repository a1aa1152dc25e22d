"""`spoc survey results`: what was answered to a round, on the screen and as a paper."""

from __future__ import annotations

from pathlib import Path

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

VERB = "spoc survey results"
_FORM = {"form", "file", "force"}
_GOES_WITH = {"issued": {"round_"}, "again": {*_FORM, "round_"}}
"""What each of these can be given with; they list or give out, and leave all else undone."""


@click.command(
    "results",
    cls=Verb,
    epilog="In papers nothing is said of what under five answered; --json says it, for you alone. "
    "docs/figures.md says how each figure is worked out.",
)
@click.argument("round_", metavar="ROUND", required=False)
@click.option(
    "--with",
    "beside",
    metavar="ROUND",
    help="The earlier round it is put beside; left out: the baseline, and the round before it.",
)
@to_file(
    "docx|html|md|txt|xlsx|csv",
    "md",
    "Write it there. In a folder, or for a docx or xlsx with no FILE here, it is named after the "
    "round or the reference. A FILE without an extension gets the last one you chose.",
)
@to_issue()
@pass_desk
def results(
    desk: Desk,
    /,
    round_: str | None,
    beside: str | None,
    form: str | None,
    file: Path | None,
    force: bool,
    issue: bool,
    remarks: str,
    changed: str,
    issued: bool,
    again: str | None,
) -> None:
    """What was answered to a round (RND-26-0002, or its title in part): ratings, themes,
    quotations, beside the round before.
    """
    from db.areas.survey.results import reported
    from db.council.remembered import SURVEY_FORM
    from db.week.issued_results import ResultsIssues
    from spoc_tui.casework.survey.papers import RESULTS, ResultsFacts
    from spoc_tui.casework.week.summary import OwnWords
    from spoc_tui.reports.survey.formats import ResultsFormat, results_written
    from spoc_tui.reports.survey.json import results_shape
    from spoc_tui.reports.survey.papers import file_name

    refuse_what_is_left_undone(_GOES_WITH)
    store = desk.store
    if issued:
        say_issued(desk, ResultsIssues(store, round_))
        return
    how = wanted(
        desk,
        form,
        file,
        force,
        usual=ResultsFormat.MARKDOWN,
        remembered=SURVEY_FORM,
        called="survey-results",
    )
    if again is not None:
        say_again(desk, ResultsIssues(store, round_), again, how, verb=VERB)
        return
    if round_ is None:
        raise click.UsageError("Say which round: RND-26-0002, or its title in part.")
    if issue:
        issues = ResultsIssues(store, round_, beside)
        done = issues.issue(
            issues.period, OwnWords(remarks=remarks, changed=changed), hide_few=True
        )
        say_again(desk, issues, done.uid, how, verb=VERB, afresh=True)
        return
    found = reported(store, round_, beside)
    facts = ResultsFacts(
        RESULTS, found, store.today(), store.signed_for(RESULTS), remarks=remarks, changed=changed
    )
    given = given_out(desk, how, results_written(facts, how.form), file_name(facts, how.form))
    text = given.pop("text")
    told = f"The results are in {given['file']}" if given["file"] else (text or "").rstrip("\n")
    shape = {**results_shape(facts), **given} if desk.json else {}
    desk.say(shape, told, document=given["file"] is None)
