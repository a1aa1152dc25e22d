"""The settings: directorates, teams, topics, standards and the like, and where the rest is set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.commands import bindings
from screens.council.areas import Areas
from screens.council.retiring import CouncilKind, SucceededKind
from screens.council.setting_kind import EditedKind, SettingsKind
from screens.council.setting_kinds import SETTINGS_KINDS
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.half_typed import Subject, on_page
from screens.records.acting_screen import ActingScreen
from screens.widgets.columns import Column
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.errors import SpocError
from spoc_tui.settings import settings_file

if TYPE_CHECKING:
    from db.records.drafts import Draft
    from db.store import Store

K = TypeVar("K", bound=EditedKind)

COLUMNS = (Column("Name", least=20), Column("", least=30, share=2))


class SettingsSource:
    """All that can be set, one heading a kind. A key is the kind's name and the uid."""

    def __init__(self, store: Store, kinds: Iterable[SettingsKind], add_key: str) -> None:
        self._rows: list[Row] = []
        for kind in kinds:
            none = Row(f"{kind.name} ", ("None yet", f"{add_key} adds one"), "muted")
            self._rows += [Row(None, (kind.heading,), "heading"), *(kind.rows(store) or [none])]

    def count(self) -> int:
        return len(self._rows)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return self._rows[offset : offset + limit]


class SettingsScreen(ActingScreen):
    """The settings."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "add", "change", "retire", "remove", "succeed", "history", "call", "find", "back"
    )

    def __init__(self, begin: str = "") -> None:
        """`begin` is the kind of which one is asked for at once."""
        super().__init__()
        self._begin = begin

    def on_mount(self) -> None:
        if self._begin:
            self._add(self._kinds[self._begin])

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield RecordList(COLUMNS)
        yield KeyLine()

    def reload(self) -> None:
        standards = self.store.standards
        self.query_one("#headline", Static).update(
            f"Settings · acknowledge in {standards.acknowledge_days}, answer in "
            f"{standards.answer_days}, a team replies in {standards.reply_days} working days "
            f"(urgent: {standards.urgent_acknowledge_days} and {standards.urgent_answer_days}); "
            f"payments are escalated after {standards.reasonable_days} days, or "
            f"{standards.silence_days} working days of silence\n"
            f"The theme and the keys are set in {settings_file()}"
        )
        self.query_one(RecordList).reload(
            SettingsSource(self.store, self._kinds.values(), self.key("add"))
        )

    @cached_property
    def _kinds(self) -> Mapping[str, SettingsKind]:
        """The kinds of settings, by name: what is kept in the database, then the areas, in the
        file.
        """
        areas = Areas(self.officer_app)
        return {**SETTINGS_KINDS, areas.name: areas}

    @property
    def _marked(self) -> tuple[str, str]:
        """The kind's name and the uid of what is marked."""
        name, _, uid = (self.query_one(RecordList).highlighted or "team ").partition(" ")
        return name, uid

    def _changeable(self, kinds: type[K], done: str) -> tuple[K, str] | None:
        """The kind and uid of what is marked; None, and says so, where that is not changed."""
        name, uid = self._marked
        kind = self._kinds[name]
        if isinstance(kind, kinds) and uid:
            return kind, uid
        if not uid:
            described = f"There is nothing here to be {done}; {self.key('add')} adds one."
        elif isinstance(kind, EditedKind):
            described = f"{kind.title} is not {done}; {self.key('change')} edits it."
        else:
            described = f"{kind.title} is not {done}; {self.key('undo')} undoes one just added."
        self.app.notify(described)
        return None

    def action_add(self) -> None:
        """Adds one of the kind that is marked."""
        kind = self._kinds[self._marked[0]]
        if kind.can_be_added:
            self._add(kind)
        else:
            self.app.notify(f"{kind.title} is not added; {self.key('change')} edits it.")

    @work
    async def _add(self, kind: SettingsKind) -> None:
        await self.ask_until_done(
            lambda typed, error: kind.ask_new(self.store, typed, error),
            lambda typed: kind.add(self.store, typed),
            of=self._asked("add", kind),
        )

    @on(RecordList.Opened)
    def _opened(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        if marked := self._changeable(EditedKind, "edited"):
            self._edit(*marked)

    @work
    async def _edit(self, kind: EditedKind, uid: str) -> None:
        await self.ask_until_done(
            lambda typed, error: kind.ask_edit(self.store, uid, typed, error),
            lambda typed: kind.edit(self.store, uid, typed),
            of=self._asked("edit", kind, uid),
        )
        self.reload_safely()  # what is set in the file is no news of the store

    def _asked(self, act: str, kind: SettingsKind, uid: str = "") -> Subject:
        """The subject of a dialog here."""
        return on_page("settings", act, of=kind.table or kind.name, record=uid)

    def go_on_with(self, draft: Draft) -> None:
        kinds = self._kinds.values()
        kind = next(one for one in kinds if (one.table or one.name) == draft.of.code)
        if draft.act == "add":
            self._add(kind)
        elif draft.act == "succeed" and isinstance(kind, SucceededKind):
            self._succeed(kind, draft.record)
        elif isinstance(kind, EditedKind):
            self._edit(kind, draft.record)

    @work
    async def action_retire(self) -> None:
        if marked := self._changeable(CouncilKind, "retired"):
            kind, uid = marked
            await self._do(lambda: kind.retire_or_restore(self.store, uid, self.key("retire")))

    @work
    async def action_remove(self) -> None:
        if marked := self._changeable(CouncilKind, "removed"):
            kind, uid = marked
            try:
                name = kind.to_remove(self.store, uid)
            except SpocError as refused:
                self.say_wrong(refused)
                return
            question = ConfirmScreen(
                f"Remove {name}?", f"It was never used. {self.key('undo')} brings it back."
            )
            if await self.app.push_screen_wait(question):
                await self._do(lambda: kind.remove(self.store, uid, self.key("undo")))

    def action_succeed(self) -> None:
        """Asks which directorate or team does the work of the one that is marked."""
        if marked := self._changeable(SucceededKind, "succeeded"):
            self._succeed(*marked)

    @work
    async def _succeed(self, kind: EditedKind, uid: str) -> None:
        assert isinstance(kind, SucceededKind)
        await self.ask_until_done(
            lambda typed, error: kind.ask_successor(self.store, uid, typed, error),
            lambda typed: kind.succeed(self.store, uid, typed),
            of=self._asked("succeed", kind, uid),
        )

    async def _do(self, act: Callable[[], str]) -> None:
        error = await self.try_to(act)
        if error is not None:
            self.say_wrong(error)

    def action_history(self) -> None:
        """Opens who changed what on the one that is marked."""
        from screens.history.record import HistoryScreen

        kind, uid = self._marked
        if kind in ("holiday", "rate", "area"):
            title, go = self._kinds[kind].title, self.key("go")
            self.app.notify(f"{title} has no history of its own; {go}, h lists all acts.")
        elif its := uid and self._kinds[kind].history_uid(self.store, uid):
            self.app.push_screen(HistoryScreen(kind, its))
        elif uid:
            self.app.notify("It was never changed: it has no history yet.")
