"""Takes the paper of a year out as a file: as it was issued, or a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.council.remembered import YEAR_FORM, recall, remember
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.save_as import SaveTarget, write_where_asked
from screens.exports.everything import Doing, in_a_thread
from screens.week.export import options_asked, small_field
from spoc_tui.files import write_private
from spoc_tui.reports.year.document import file_name
from spoc_tui.reports.year.formats import YearFormat, year_written

if TYPE_CHECKING:
    from db.store import Store
    from screens.base import OfficerScreen
    from screens.dialogs.dialog import Typed
    from spoc_tui.casework.lists.importing import Tell
    from spoc_tui.casework.year.summary import YearSummary

FORMAT_KEYS = {
    "w": YearFormat.WORD,
    "x": YearFormat.EXCEL,
    "h": YearFormat.HTML,
    "m": YearFormat.MARKDOWN,
}
ITEMS = tuple(MenuItem(key, form, form.words) for key, form in FORMAT_KEYS.items())


async def export_year(screen: OfficerScreen, summary: YearSummary) -> None:
    """Asks for the format and where to save it, writes it in a thread, and says where it is."""
    issued = next(iter(screen.store.year.issues.of(summary.period)), None)
    chosen = await screen.app.push_screen_wait(
        MenuScreen(
            f"As issued ({issued.reference}), as" if issued else "A draft, as",
            ITEMS,
            marked=recall(screen.store, YEAR_FORM),
        )
    )
    if chosen is None:
        return
    form = YearFormat(chosen)

    def writing(own: Store, place: SaveTarget, typed: Typed, tell: Tell) -> str:
        if issued:
            content = own.year.issues.again(issued.reference, form)
        else:
            week = replace(summary.week, hide_few=options_asked(typed).hide_few)
            content = year_written(replace(summary, week=week), form)
        tell(Doing(0, 0, "Saving"))
        write_private(place.file, content, overwrite=place.replace)
        remember(own, YEAR_FORM, form)
        return f"The year is in {place.file}"

    await write_where_asked(
        screen,
        f"{issued.reference} as {form.words}" if issued else f"The year as {form.words}",
        issued.file_name(form) if issued else file_name(summary, form),
        in_a_thread(screen, "Writing the year", writing),
        ending=form,
        more=lambda: () if issued else [small_field()],
    )
