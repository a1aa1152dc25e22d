"""Takes a period's summary out as a file: as it was issued, or a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from db.remembered import WEEK_FORM, recall, remember
from db.week.named import with_names
from screens.base import OfficerScreen
from screens.dialogs.choices import with_key
from screens.dialogs.dialog import Typed
from screens.dialogs.menu import Item, MenuScreen
from screens.dialogs.save_as import Place, write_where_asked
from screens.exports.everything import Doing, export_calendar, export_everything, in_a_thread
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.picker import Choice, among
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.lists.importing import Tell
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.files import write_private
from spoc_tui.reports.week.document import file_name
from spoc_tui.reports.week.forms import WeekForm, week_written

if TYPE_CHECKING:
    from db.store import Store
    from db.week.issues import IssuedWeek

KEYS = {
    "w": WeekForm.WORD,
    "x": WeekForm.EXCEL,
    "h": WeekForm.HTML,
    "e": WeekForm.MAIL,
    "m": WeekForm.MARKDOWN,
    "t": WeekForm.TEXT,
    "c": WeekForm.CSV,
    "j": WeekForm.JSON,
}
CALENDAR, EVERYTHING = "calendar", "everything"
ITEMS = (
    *(Item(key, form, form.words) for key, form in KEYS.items()),
    Item("i", CALENDAR, "the calendar of what is due (.ics)"),
    Item("a", EVERYTHING, "everything, as CSV and JSON"),
)
COUNTED, NAMED = "counted", "named"
NAMES = (
    Choice(COUNTED, "organisations only counted"),
    Choice(NAMED, "organisations named", "those heard from that agreed to it"),
)
SHOWN, HIDDEN = "shown", "hidden"
SMALL = (
    Choice(SHOWN, "shown"),
    Choice(HIDDEN, "hidden", "those under 3, where it breaks them down"),
)


class Options(NamedTuple):
    """How a summary is to be given out."""

    named: bool = False
    hide_few: bool = False


def option_fields(options: Options = Options()) -> list[Field]:  # noqa: B008
    """Whether organisations are named, and small counts hidden; how that stands at first."""
    names = NAMED if options.named else COUNTED
    small = HIDDEN if options.hide_few else SHOWN
    return [
        ChoiceField("names", "Names", among(NAMES), picked=with_key(NAMES, names)),
        ChoiceField("small", "Small counts", among(SMALL), picked=with_key(SMALL, small)),
    ]


def options_asked(typed: Typed) -> Options:
    """What was picked; BadInput for what is not in the list."""
    if typed["names"] not in (COUNTED, NAMED):
        raise BadInput("Pick from the list: only counted, or named.", field="names")
    if typed["small"] not in (SHOWN, HIDDEN):
        raise BadInput("Pick from the list: shown, or hidden.", field="small")
    return Options(typed["names"] == NAMED, typed["small"] == HIDDEN)


async def export_week(screen: OfficerScreen, summary: WeekSummary) -> None:
    """Asks in which form, and takes it out: an issued summary as it went out, else a draft; what is
    due; everything.
    """
    issued = next(iter(screen.store.week_issues.of(summary.period)), None)
    chosen = await screen.app.push_screen_wait(
        MenuScreen(
            f"As issued ({issued.reference}), as" if issued else "A draft, as",
            ITEMS,
            marked=recall(screen.store, WEEK_FORM),
        )
    )
    if chosen == CALENDAR:
        await export_calendar(screen)
    elif chosen == EVERYTHING:
        await export_everything(screen)
    elif chosen is not None:
        await _export_summary(screen, summary, issued, WeekForm(chosen))


async def _export_summary(
    screen: OfficerScreen, summary: WeekSummary, issued: IssuedWeek | None, form: WeekForm
) -> None:
    """Asks where to, writes it in a thread, and says where it is."""

    def writing(own: Store, place: Place, typed: Typed, tell: Tell) -> str:
        if issued:
            content = own.week_issues.again(issued.reference, form)
        else:
            options = options_asked(typed)
            draft = replace(summary, hide_few=options.hide_few)
            content = week_written(with_names(own, draft) if options.named else draft, form)
        tell(Doing(0, 0, "Saving"))
        write_private(place.file, content, overwrite=place.replace)
        remember(own, WEEK_FORM, form)
        return f"The summary is in {place.file}"

    await write_where_asked(
        screen,
        f"{issued.reference} as {form.words}" if issued else f"The summary as {form.words}",
        issued.file_name(form) if issued else file_name(summary, form),
        in_a_thread(screen, "Writing the summary", writing),
        ending=form,
        more=lambda: () if issued else option_fields(),
    )
