"""SpocApp: owns the store, opens the screens, and holds what works everywhere."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.binding import BindingType
from textual.events import Event, Key, Paste

from screens.base import Caller, ListProgressed, OfficerModal, OfficerScreen, RecordChanged
from screens.commands import KIND_COMMANDS, bindings
from screens.desk.page import DeskScreen
from screens.officer_app import OfficerApp
from screens.records.opening import place
from screens.shell.checked_settings import checked
from screens.shell.ending import heard
from spoc_tui.casework.errors import StorageFailed

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.screen import Screen
    from textual.types import CSSPathType

    from db.council.standards_changing import FileRead
    from db.lists.work import ListWork
    from db.search.thread import SearchThread
    from db.store import Store
    from screens.dialogs.leaving_unkept import LeavingUnkept
    from screens.history.taking_back import TakingBack
    from screens.shell.daily_copy import DailyCopy
    from screens.shell.idle import Idle
    from screens.shell.unkept import Unkept
    from screens.shell.window_watch import WindowWatch
    from spoc_tui.settings import Settings

T = TypeVar("T")


class SpocApp(OfficerApp):
    """The officer's program."""

    TITLE = "spoc"
    CSS_PATH: ClassVar[CSSPathType | None] = ["app.tcss", f"../screens/desk/{DeskScreen.CSS_PATH}"]
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "undo",
        "redo",
        "help",
        "go",
        "directory",
        "import_list",
        "review",
        *(kind.begin.name for kind in KIND_COMMANDS),
        "week",
        "desk",
        "quit",
    )

    standards_read: FileRead | None = None  # said when the desk opens
    keeps_daily_copies = False
    """Whether a copy is made at the day's first start; the demo has none."""
    said_first = ""
    """What is said as it opens: what became of a copy that was put back."""

    def __init__(self, store: Store, *, settings: Settings, demo: bool = False) -> None:
        super().__init__()
        self.store = store
        store.wait_for_nobody()  # a key waits for no other program (see `patiently`)
        self.settings, self._faults = checked(settings)
        self.demo = demo
        self._noticing = False
        self._while_open = ExitStack()
        """What is let go as the window closes."""
        self.to_restore: Path | None = None
        """The copy that is to be put in the place of the database, once the desk is closed."""

    @cached_property
    def searching(self) -> SearchThread:
        from db.search.thread import SearchThread

        return SearchThread(self.store.second_connection)

    @cached_property
    def list_work(self) -> ListWork:
        from db.lists.work import ListWork

        return ListWork(self.store.second_connection, lambda: self.post_message(ListProgressed()))

    @cached_property
    def idle(self) -> Idle:
        from screens.shell.idle import Idle

        return Idle(self, self.store)

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key | Paste):
            self.idle.typed()
        await super().on_event(event)

    @cached_property
    def leaving_unkept(self) -> LeavingUnkept:
        from screens.dialogs.leaving_unkept import LeavingUnkept

        return LeavingUnkept(self)

    @cached_property
    def window_watch(self) -> WindowWatch:
        from screens.shell.window_watch import WindowWatch

        return WindowWatch(self, new_day=self._begin_copying, gone=self._write_elsewhere)

    @cached_property
    def daily_copy(self) -> DailyCopy:
        from screens.shell.daily_copy import DailyCopy

        return DailyCopy(self)

    def on_unmount(self) -> None:
        if "searching" in vars(self):
            self.searching.close()
        if "list_work" in vars(self):
            self.list_work.close()
        if "window_watch" in vars(self):
            self.window_watch.close()
        self._while_open.close()

    def on_mount(self) -> None:
        self._while_open.enter_context(heard(self.end))
        if self.settings.theme != self.theme:
            self.theme = self.settings.theme
        if self.settings.keys:
            self.set_keymap(dict(self.settings.keys))
        for sentence, severity, seconds in self._first_sentences():
            self.notify(sentence, severity=severity, markup=False, timeout=seconds)

    def _first_sentences(self) -> Iterable[tuple[str, SeverityLevel, int]]:
        """The sentences as the desk opens, how grave each is, and for how many seconds."""
        if self._faults:  # in few words, for somebody may be calling
            wrong = [f"Settings: {fault.wrong}" for fault in self._faults]
            rest = "All else holds. “spoc settings” says what is allowed."
            yield "\n".join([*wrong, rest]), "warning", 10
        if self.said_first:
            yield self.said_first, "information", 30
        if self.store.behind is not None and self.store.path is not None:
            yield self.store.behind.said_of(self.store.path), "warning", 60
        if self.store.warning:
            yield self.store.warning, "warning", 30
        if self.standards_read:
            where = f"on the settings screen ({self.key('go')}, s)"
            yield self.standards_read.described(where), "information", 10

    def get_default_screen(self) -> DeskScreen:
        # Pushing it would compose an empty screen first, and read every style sheet twice.
        return DeskScreen()

    def first_painted(self) -> None:
        gc.freeze()
        gc.enable()
        if self._noticing:  # it is another desk, in place of one that failed
            return
        self._noticing = True
        from screens.shell.window_watch import LOOK_SECONDS

        self._ask_about_the_clock()
        self.set_interval(LOOK_SECONDS, self._look_at_the_clock)
        self._show_as_open()
        if self.store.has_unfinished_import:
            self._tidy()

    def _ask_about_the_clock(self) -> None:
        """Once, as the desk opens: a clock that looks wrong; and as something is saved."""
        self.store.clock_doubted = self.say_for_long
        if doubt := self.store.clock_doubt():
            from screens.dialogs.notice import NoticeScreen

            self.store.clock_was_told()
            self.push_screen(NoticeScreen("Is the clock right?", doubt))

    @work(thread=True)
    def _tidy(self) -> None:
        """Drops what an import that was broken off has left; at the next start, if not now."""
        with suppress(StorageFailed), closing(self.store.second_connection()) as second_connection:
            second_connection.lists.tidy()

    @work(thread=True)
    def _show_as_open(self) -> None:
        self.window_watch.show_as_open()

    def _begin_copying(self) -> None:
        if self.keeps_daily_copies:
            self.daily_copy.begin()

    def say_headline(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.say_headline()

    def _look_at_the_clock(self) -> None:
        """Once a second: what is to be said now is, and what is new is shown."""
        self.look_at_terminal()
        self.window_watch.look()
        self.idle.look()
        self._reload_if_changed()

    @work
    async def _write_elsewhere(self, gone: StorageFailed) -> None:
        from screens.exports.rescue import rescue

        await rescue(self, gone)

    @on(RecordChanged)
    def _reload_if_changed(self) -> None:
        """Shows what was saved here, what another program wrote, and what a new day brings."""
        stack = self.screen_stack  # empty where the clock strikes while the program closes
        if stack and isinstance(stack[-1], OfficerScreen):
            stack[-1].reload_if_changed()

    @on(ListProgressed)
    def _list_progressed(self, news: ListProgressed) -> None:
        work = self.list_work
        with self.going_on():
            work.check()
        for screen in self.screen_stack:
            if isinstance(screen, OfficerScreen):
                with self.going_on():  # what one of them cannot show, the others do
                    screen.list_progressed()
        if news.described:
            self.notify(news.described, severity=news.severity, markup=False, timeout=10)
        if ended := work.ended():
            self._reload_if_changed()
            from screens.lists.importing import ImportScreen

            if not isinstance(self.screen, ImportScreen):
                self.notify(
                    ended,
                    severity="error" if work.wrong else "information",
                    markup=False,
                    timeout=10,
                )

    # What works everywhere.

    def action_call(self) -> None:
        from screens.records.logged import LoggedScreen

        self._make_way()
        screen, caller = self.screen, self._caller()
        call = place("call", caller=caller)
        # Once a reference is read out it is done with: it does not wait beneath the next call.
        self.switch_screen(call) if isinstance(screen, LoggedScreen) else self.push_screen(call)

    def _caller(self) -> Caller | None:
        """Whom a form that is opened here begins with; it is opened though that fails."""
        screen = self.screen
        try:
            return screen.caller() if isinstance(screen, OfficerScreen) else None
        except Exception as error:
            self.take(error)
            return None

    def action_find(self) -> None:
        self._make_way()
        self.push_screen(place("find"))

    def action_directory(self) -> None:
        self.push_screen(place("directory"))

    def action_import_list(self) -> None:
        from screens.lists.importing import ImportScreen

        if isinstance(self.screen, ImportScreen):
            self.screen.begin_next()
        else:
            self.push_screen(ImportScreen())

    def action_review(self) -> None:
        self.push_screen(place("review"))

    def action_help(self) -> None:
        from screens.dialogs.help import HelpScreen

        about = self.screen.about if isinstance(self.screen, OfficerScreen) else ""
        self.push_screen(HelpScreen(self.settings, about))

    @work
    async def action_desk(self) -> None:
        """Leaves every screen above the desk; a half-typed call is kept, a dialog asks. On the desk
        it reads what could not be read.
        """
        if await self._all_may_leave():
            if isinstance(self.screen, DeskScreen):
                self.screen.read_again()
            while len(self.screen_stack) > 1:
                self.screen.dismiss(None)  # whoever waits for its answer waits no more

    async def action_quit(self) -> None:
        self._quit()

    @work
    async def _quit(self) -> None:
        """Closes the program; a half-typed call is kept, a dialog asks."""
        if await self._all_may_leave() and await self._import_may_end():
            self.exit()

    async def leave_for(self, copy: Path) -> None:
        if await self._all_may_leave() and await self._import_may_end():
            self.to_restore = copy
            self.exit()

    async def _import_may_end(self) -> bool:
        """Whether no list is being imported, or the officer wants that stopped."""
        if "list_work" not in vars(self) or not self.list_work.is_importing:
            return True
        from screens.dialogs.confirm import ConfirmScreen

        return await self.push_screen_wait(
            ConfirmScreen(
                "Stop importing the list?",
                "A list is being imported. If you close now, none of it is kept.",
            )
        )

    def _make_way(self) -> None:
        """Leaves menus, questions and untouched dialogs; a dialog with something typed waits."""
        while self.screen.is_modal:
            if isinstance(self.screen, OfficerModal) and self.screen.has_typed:
                return
            self.screen.dismiss(None)

    async def _all_may_leave(self) -> bool:
        """Whether all that is half typed is kept, or thrown away by the officer's own word."""
        self._make_way()
        for unkept in self.keep_typed():
            if not await self.may_leave_unkept(unkept):
                return False
        for screen in reversed(self.screen_stack):
            if isinstance(screen, OfficerModal) and not await screen.may_be_left():
                return False
        return True

    async def patiently(self, act: Callable[[], T]) -> T:
        from screens.dialogs.waiting import patiently

        return await patiently(self, act)

    async def may_leave_unkept(self, unkept: Unkept) -> bool:
        return await self.leaving_unkept.may(unkept)

    @work
    async def action_go(self) -> None:
        from screens.dialogs.go import GoScreen

        where = await self.push_screen_wait(GoScreen(self.settings.hidden))
        if where is not None:
            await self.run_action(where)

    def action_begin(self, kind: str) -> None:
        """The form of a new record of a kind, with what the screen says; opened though that
        fails.
        """
        from screens.records.every_kind import shown

        self._make_way()
        described, form = shown(kind), None
        with self.going_on():
            form = described.new_form(self.screen) if described.new_form else None
        if form is None and described.plain_form is not None:
            form = described.plain_form()
        if form is not None:
            self.push_screen(form)

    def action_week(self) -> None:
        self._make_way()
        self.push_screen(place("week"))

    def action_place(self, name: str) -> None:
        """Opens a place of “Go to” by its name (see screens/records/opening.py)."""
        self.push_screen(place(name))

    def action_area(self, area: str) -> None:
        self.push_screen(place("area", area))

    @cached_property
    def taking_back(self) -> TakingBack:
        from screens.history.taking_back import TakingBack

        return TakingBack(self)

    @work
    async def action_undo(self) -> None:
        if await self.taking_back.undo():
            self._reload_if_changed()

    @work
    async def action_redo(self) -> None:
        if await self.taking_back.redo():
            self._reload_if_changed()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[object]:  # type: ignore[override]
        from screens.dialogs.palette import system_commands

        return system_commands(screen, self.settings)

    def action_command_palette(self) -> None:
        from screens.dialogs.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())
