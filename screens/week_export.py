"""Takes a period's summary out as a file: as it was issued, or a draft."""

from __future__ import annotations

from screens.base import OfficerScreen
from screens.choices import with_key
from screens.dialog import Typed
from screens.menu import Item, MenuScreen
from screens.widgets.fields import ChoiceField
from screens.widgets.picker import Choice, among
from screens.words import words_folder
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.week_summary import WeekSummary
from spoc_tui.files import free_name, write_private
from spoc_tui.reports.week import file_name
from spoc_tui.reports.week_forms import WeekForm, week_written

FORMS = (
    Item("w", "docx", "Word"),
    Item("x", "xlsx", "Excel"),
    Item("h", "html", "web page, to print"),
    Item("e", "eml", "an e-mail, to be sent"),
    Item("m", "md", "Markdown"),
    Item("t", "txt", "plain text"),
    Item("c", "csv", "CSV, one tidy table"),
    Item("j", "json", "JSON"),
)

COUNTED, NAMED = "counted", "named"
NAMES = (
    Choice(COUNTED, "only counted"),
    Choice(NAMED, "named", "those heard from that agreed to it"),
)


def names_field(*, named: bool = False) -> ChoiceField:
    """Whether organisations are named; how it stands at first."""
    usual = NAMED if named else COUNTED
    return ChoiceField("names", "Organisations", among(NAMES), picked=with_key(NAMES, usual))


def names_asked(typed: Typed) -> bool:
    """Whether names were asked for; BadInput for what is not in the list."""
    if typed["names"] not in (COUNTED, NAMED):
        raise BadInput("Pick from the list: only counted, or named.", field="names")
    return typed["names"] == NAMED


async def export_week(screen: OfficerScreen, summary: WeekSummary) -> None:
    """Asks in which form, writes it, and says where it is."""
    issues = screen.store.week_issues
    issued = next(iter(issues.of(summary.period)), None)
    title = f"As issued ({issued.reference}), as" if issued else "A draft, as"
    chosen = await screen.app.push_screen_wait(MenuScreen(title, FORMS))
    if chosen is None:
        return
    form = WeekForm(chosen)
    name = issued.file_name(form) if issued else file_name(summary, form)
    file = free_name(words_folder(screen.store) / name)
    try:
        content = issues.again(issued.reference, form) if issued else week_written(summary, form)
        write_private(file, content)
    except SpocError as error:
        screen.say_wrong(error)
        return
    screen.app.notify(f"The summary is in {file}", markup=False, timeout=10)
