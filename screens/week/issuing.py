"""Issues a period's summary: asks for the officer's words, and has it counted in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from db.week.issued_weeks import figures_kept
from screens.base import OfficerScreen, RecordChanged
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import HalfTyped, on_page
from screens.dialogs.progress import ProgressScreen
from screens.dialogs.taking_up import half_typed
from screens.dialogs.words import words_folder
from screens.exports.everything import Doing
from screens.week.export import Options, option_fields, options_asked
from screens.widgets.fields import Field, LongField
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.lists.importing import Tell
from spoc_tui.casework.week.in_words import in_words
from spoc_tui.casework.week.summary import OwnWords, WeekSummary
from spoc_tui.files import free_name, write_private
from spoc_tui.reports.week.formats import WeekFormat

if TYPE_CHECKING:
    from db.store import Store
    from db.week.issued_weeks import IssuedWeek, WeekIssues


ALL_THE_SAME = "Issue it all the same?"


class Issuing(NamedTuple):
    """A paper about a period that is issued: what differs from one to the other."""

    page: str
    """The page on which it is (screens/records/opening.py): what is half typed is kept there."""
    called: str
    """As the dialog calls what it is about: “November 2026”."""
    issues: Callable[[Store], WeekIssues]
    made: Callable[[bool], str]
    """Its first paragraph as the figures make it; whether small counts are hidden in it."""
    fields: Callable[[Options], list[Field]] = option_fields
    """How it may be given out."""


async def issue_week(screen: OfficerScreen, summary: WeekSummary) -> None:
    """Asks, issues it and writes its web page; asks again, still filled, where that is refused or
    was stopped.
    """
    how = Issuing(
        "week",
        summary.period.name,
        lambda store: store.week_issues,
        lambda hide_few: in_words(replace(summary, hide_few=hide_few)),
    )
    await issue(screen, summary, how)


async def issue(screen: OfficerScreen, summary: WeekSummary, how: Issuing) -> None:
    """The same, of a week or of another paper with these figures."""
    issues, period = how.issues(screen.store), summary.period
    last = next(iter(issues.of(period)), None)
    options = Options(last.named, last.small_numbers) if last else Options()
    # With small counts hidden from the start, no words to begin with say one.
    made = how.made(options.hide_few)
    its_days = f"{period.start} {period.days}"
    of = on_page(how.page, "issue", of="issued_week", record=its_days)
    draft = await half_typed(screen.app, screen.store, of)
    if draft is None:
        return
    typed: Typed | None = None
    error: SpocError | None = None
    while True:
        before = issues.of(period)
        dialog = Dialog(
            f"Issue {how.called}",
            [
                LongField("words", "In short", value=made),
                LongField("remarks", "Remarks"),
                LongField("story", "A story"),
                *([LongField("changed", "What changed")] if before else []),
                *how.fields(options),
            ],
            intro=_intro(summary, before),
            filled=typed,
            error=error,
        )
        dialog.draft = draft
        typed = await screen.app.push_screen_wait(dialog)
        if typed is None:
            return
        typed.setdefault("changed", "")  # another window may issue it while this one asks
        answer = await _issued(screen, summary, how, typed, made, draft)
        error = answer if isinstance(answer, SpocError) else None
        if isinstance(answer, str):
            draft.drop()
            screen.app.notify(answer, markup=False)
            screen.post_message(RecordChanged())
            return


async def _issued(
    screen: OfficerScreen,
    summary: WeekSummary,
    how: Issuing,
    typed: Typed,
    made: str,
    draft: HalfTyped,
) -> str | SpocError | None:
    """The outcome; None where the officer stopped it, and nothing is issued."""
    try:
        options = options_asked(typed)
    except SpocError as error:
        return error
    period = summary.period
    told = how.issues(screen.store).told_beside(
        period, figures_kept(summary), hide_few=options.hide_few
    )
    changed = typed["changed"].strip()  # else it is refused
    if (
        told
        and changed
        and not await screen.app.push_screen_wait(ConfirmScreen(ALL_THE_SAME, told))
    ):
        return None
    words = "" if typed["words"].strip() == made else typed["words"]
    own = OwnWords(words, typed["remarks"], typed["story"], typed["changed"])

    def work(tell: Tell) -> str:
        with (
            closing(screen.store.second_connection()) as second_connection,
            draft.saving(second_connection),
        ):
            its = how.issues(second_connection)
            issued = its.issue(
                period,
                own,
                hide_few=options.hide_few,
                named=options.named,
                tell=lambda doing: tell(Doing(0, 0, doing)),
            )
            return (
                f"Saved: issued as {issued.reference}. "
                f"{_page_written(second_connection, its, issued)}"
            )

    return await screen.app.push_screen_wait(ProgressScreen(f"Issuing {how.called}", work))


def _page_written(store: Store, issues: WeekIssues, issued: IssuedWeek) -> str:
    """Where its web page is, or why it is nowhere: it is issued all the same."""
    file = free_name(words_folder(store) / issued.file_name(WeekFormat.HTML))
    try:
        write_private(file, issues.again(issued.reference, WeekFormat.HTML))
    except SpocError as error:
        return str(error)
    return f"It is in {file}"


def _intro(summary: WeekSummary, before: Sequence[IssuedWeek]) -> str:
    """The sentence on what issuing means."""
    early = "" if summary.is_over else f" The {summary.period.called} is not over: it says so."
    if before:
        return f"It was issued as {before[0].reference}: this one corrects it.{early}"
    return f"It is kept as it goes out now; a correction is a new issue.{early}"
