"""One record on a page of its own, with every act on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from screens.commands import bindings
from screens.records.record_screen import Marked, RecordScreen
from screens.widgets.case_view import CaseView
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.errors import NotFound, SpocError

if TYPE_CHECKING:
    from screens.records.related import Related


class RecordPage(RecordScreen):
    """A record of one kind, by its reference or uid."""

    DEFAULT_CSS = """
    RecordPage {
        VerticalScroll { scrollbar-size-vertical: 1; }
        CaseView { padding: 0 1; max-width: 110; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("related", "ward")
    KIND: str
    """The code of its kind."""
    FIRST: tuple[str, ...] = ("app.help",)
    """The actions whose keys are first in the footer."""

    def __init__(self, reference: str) -> None:
        super().__init__()
        self._reference = reference

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield CaseView()
        yield KeyLine(first=self.FIRST)

    def marked(self) -> Marked:
        return Marked(self.KIND, self._reference)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to open where it has to do with another record."""
        if action == "related":
            return bool(self._related())
        if action == "ward":
            return bool(self._wards())
        return super().check_action(action, parameters)

    def _wards(self) -> Sequence[str]:
        from screens.records.wards import wards_of

        case = self._case_of(self.marked())
        return () if isinstance(case, SpocError) else wards_of(self.store, case.record)

    @work
    async def action_ward(self) -> None:
        """Opens its ward."""
        from screens.records.wards import open_ward

        await open_ward(self, self._wards())

    def _related(self) -> list[Related]:
        from screens.records.related import related

        case = self._case_of(self.marked())
        return [] if isinstance(case, SpocError) else related(self.store, case)

    @work
    async def action_related(self) -> None:
        """Opens a record that it has to do with; asks which where there are several."""
        from screens.dialogs.menu import MenuScreen, numbered

        found = {one.uid: one for one in self._related()}
        chosen = next(iter(found), None)
        if len(found) > 1:
            items = numbered((one.uid, one.words) for one in found.values())
            chosen = await self.app.push_screen_wait(MenuScreen("Open", items))
        if chosen is not None:
            self.open_record(Marked(found[chosen].kind, chosen))

    def visible_uids(self) -> set[str]:
        uid = self.store.records(self.KIND).uid_of(self._reference, undone=True)
        return {uid, *(link.uid for link in self.store.links.of(uid))}  # it names those, too

    def reload(self) -> None:
        view = self.query_one(CaseView)
        try:
            case = self.store.records(self.KIND).get(self._reference)
        except NotFound as error:
            view.show(None, today=self.today, hint=str(error))
            return
        self.draw(case, view)
