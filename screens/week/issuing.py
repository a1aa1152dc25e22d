"""Issues a period's summary: asks for the officer's words, and has it counted in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from screens.base import OfficerScreen, RecordChanged
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import HalfTyped, on_page
from screens.dialogs.progress import ProgressScreen
from screens.dialogs.taking_up import half_typed
from screens.dialogs.words import words_folder
from screens.exports.everything import Doing
from screens.week.export import Options, option_fields, options_asked
from screens.widgets.fields import LongField
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.lists.importing import Tell
from spoc_tui.casework.week.in_words import in_words
from spoc_tui.casework.week.summary import OwnWords, WeekSummary
from spoc_tui.files import free_name, write_private
from spoc_tui.reports.week.formats import WeekFormat

if TYPE_CHECKING:
    from db.store import Store
    from db.week.issued_weeks import IssuedWeek


async def issue_week(screen: OfficerScreen, summary: WeekSummary) -> None:
    """Asks, issues it and writes its web page; asks again, still filled, where that is refused or
    was stopped.
    """
    issues, period = screen.store.week_issues, summary.period
    last = next(iter(issues.of(period)), None)
    options = Options(last.named, last.small_numbers) if last else Options()
    # With small counts hidden from the start, no words to begin with say one.
    made = in_words(replace(summary, hide_few=options.hide_few))
    its_days = f"{period.start} {period.days}"
    of = on_page("week", "issue", of="issued_week", record=its_days)
    draft = await half_typed(screen.app, screen.store, of)
    if draft is None:
        return
    typed: Typed | None = None
    error: SpocError | None = None
    while True:
        before = issues.of(period)
        dialog = Dialog(
            f"Issue {period.name}",
            [
                LongField("words", "In short", value=made),
                LongField("remarks", "Remarks"),
                LongField("story", "A story"),
                *([LongField("changed", "What changed")] if before else []),
                *option_fields(options),
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
        answer = await _issued(screen, summary, typed, made, draft)
        error = answer if isinstance(answer, SpocError) else None
        if isinstance(answer, str):
            draft.drop()
            screen.app.notify(answer, markup=False)
            screen.post_message(RecordChanged())
            return


async def _issued(
    screen: OfficerScreen, summary: WeekSummary, typed: Typed, made: str, draft: HalfTyped
) -> str | SpocError | None:
    """The outcome; None where the officer stopped it, and nothing is issued."""
    try:
        options = options_asked(typed)
    except SpocError as error:
        return error
    words = "" if typed["words"].strip() == made else typed["words"]
    own = OwnWords(words, typed["remarks"], typed["story"], typed["changed"])

    def work(tell: Tell) -> str:
        with (
            closing(screen.store.second_connection()) as second_connection,
            draft.saving(second_connection),
        ):
            issued = second_connection.week_issues.issue(
                summary.period,
                own,
                hide_few=options.hide_few,
                named=options.named,
                tell=lambda doing: tell(Doing(0, 0, doing)),
            )
            return (
                f"Saved: issued as {issued.reference}. {_page_written(second_connection, issued)}"
            )

    return await screen.app.push_screen_wait(ProgressScreen(f"Issuing {summary.period.name}", work))


def _page_written(store: Store, issued: IssuedWeek) -> str:
    """Where its web page is, or why it is nowhere: it is issued all the same."""
    file = free_name(words_folder(store) / issued.file_name(WeekFormat.HTML))
    try:
        write_private(file, store.week_issues.again(issued.reference, WeekFormat.HTML))
    except SpocError as error:
        return str(error)
    return f"It is in {file}"


def _intro(summary: WeekSummary, before: Sequence[IssuedWeek]) -> str:
    """The sentence on what issuing means."""
    early = "" if summary.is_over else f" The {summary.period.called} is not over: it says so."
    if before:
        return f"It was issued as {before[0].reference}: this one corrects it.{early}"
    return f"It is kept as it goes out now; a correction is a new issue.{early}"
