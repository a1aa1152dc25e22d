"""Takes a period's summary out as a file: as it was issued, or a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from db.council.remembered import WEEK_FORM, recall, remember
from db.week.named import with_names
from screens.base import OfficerScreen
from screens.dialogs.choices import with_key
from screens.dialogs.dialog import Typed
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.save_as import SaveTarget, write_where_asked
from screens.exports.everything import Doing, export_calendar, export_everything, in_a_thread
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.lists.importing import Tell
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.files import write_private
from spoc_tui.reports.week.document import file_name
from spoc_tui.reports.week.formats import WeekFormat, week_written

if TYPE_CHECKING:
    from db.store import Store
    from db.week.issued_weeks import IssuedWeek

FORMAT_KEYS = {
    "w": WeekFormat.WORD,
    "x": WeekFormat.EXCEL,
    "h": WeekFormat.HTML,
    "e": WeekFormat.MAIL,
    "m": WeekFormat.MARKDOWN,
    "t": WeekFormat.TEXT,
    "c": WeekFormat.CSV,
    "j": WeekFormat.JSON,
}
CALENDAR, EVERYTHING = "calendar", "everything"
ITEMS = (
    *(MenuItem(key, form, form.words) for key, form in FORMAT_KEYS.items()),
    MenuItem("i", CALENDAR, "the calendar of what is due (.ics)"),
    MenuItem("a", EVERYTHING, "everything, as CSV and JSON"),
)
ONLY_COUNTED, ALSO_NAMED = "counted", "named"
NAMES_ITEMS = (
    PickerChoice(ONLY_COUNTED, "organisations only counted"),
    PickerChoice(ALSO_NAMED, "organisations named", "those heard from that agreed to it"),
)
SMALL_SHOWN, SMALL_HIDDEN = "shown", "hidden"
SMALL = (
    PickerChoice(SMALL_SHOWN, "shown"),
    PickerChoice(SMALL_HIDDEN, "hidden", "those under 3, where it breaks them down"),
)


class Options(NamedTuple):
    """How a summary is to be given out."""

    named: bool = False
    hide_few: bool = False


def option_fields(options: Options = Options()) -> list[Field]:  # noqa: B008
    """Whether organisations are named, and small counts hidden; how that is at first."""
    names = ALSO_NAMED if options.named else ONLY_COUNTED
    picked = with_key(NAMES_ITEMS, names)
    return [ChoiceField("names", "Names", among(NAMES_ITEMS), picked=picked), small_field(options)]


def small_field(options: Options = Options()) -> Field:  # noqa: B008
    """Whether small counts are hidden."""
    small = SMALL_HIDDEN if options.hide_few else SMALL_SHOWN
    return ChoiceField("small", "Small counts", among(SMALL), picked=with_key(SMALL, small))


def options_asked(typed: Typed) -> Options:
    """The options picked, of those that were asked for; BadInput for what is not in the list."""
    names = typed.get("names", ONLY_COUNTED)
    if names not in (ONLY_COUNTED, ALSO_NAMED):
        raise BadInput("Pick from the list: only counted, or named.", field="names")
    if typed["small"] not in (SMALL_SHOWN, SMALL_HIDDEN):
        raise BadInput("Pick from the list: shown, or hidden.", field="small")
    return Options(names == ALSO_NAMED, typed["small"] == SMALL_HIDDEN)


async def export_week(screen: OfficerScreen, summary: WeekSummary) -> None:
    """Asks for the format, and exports it: an issued summary as it went out, else a draft; what is
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
        await _export_summary(screen, summary, issued, WeekFormat(chosen))


async def _export_summary(
    screen: OfficerScreen, summary: WeekSummary, issued: IssuedWeek | None, form: WeekFormat
) -> None:
    """Asks where to save it, writes it in a thread, and says where it is."""

    def writing(own: Store, place: SaveTarget, typed: Typed, tell: Tell) -> str:
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
